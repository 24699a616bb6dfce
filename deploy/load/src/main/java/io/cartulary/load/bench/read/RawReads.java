package io.cartulary.load.bench.read;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Tally;
import io.cartulary.load.bench.server.Cassandra;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Random rows of carts, by the driver alone: a fixed number at once, reading one text column of each. */
public final class RawReads implements Load {

    private static final long LAST_ANSWERS_WITHIN_SECONDS = 30;

    private final Cassandra cassandra;
    private final PreparedStatement select;
    private final List<UUID> carts;
    private final int atOnce;
    private final CountDownLatch running;
    private volatile boolean stopping;

    RawReads(Cassandra cassandra, String keyspace, List<UUID> carts, int atOnce) {
        this.cassandra = cassandra;
        this.select = cassandra.prepare("SELECT state FROM %s.cart_by_id WHERE cart = ?".formatted(keyspace));
        this.carts = carts;
        this.atOnce = atOnce;
        this.running = new CountDownLatch(atOnce);
    }

    @Override
    public void start(Tally tally) {
        for (int i = 0; i < atOnce; i++) {
            next(tally);
        }
    }

    private void next(Tally tally) {
        if (stopping) {
            running.countDown();
            return;
        }
        long start = System.nanoTime();
        UUID cart = carts.get(ThreadLocalRandom.current().nextInt(carts.size()));
        cassandra.session().executeAsync(select.bind(cart)).whenComplete((rows, failure) -> {
            if (isThere(rows)) {
                tally.done(1, System.nanoTime() - start);
            } else {
                tally.failed(failure == null ? "a cart has no row" : failure);
            }
            next(tally);
        });
    }

    private static boolean isThere(@Nullable AsyncResultSet rows) {
        var row = rows == null ? null : rows.one();
        return row != null && row.getString(0) != null;
    }

    @Override
    public void stop() throws InterruptedException, TimeoutException {
        stopping = true;
        if (!running.await(LAST_ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("%d reads are under way".formatted(running.getCount()));
        }
    }
}
