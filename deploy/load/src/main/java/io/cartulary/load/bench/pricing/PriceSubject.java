package io.cartulary.load.bench.pricing;

import io.cartulary.contracts.PricedCart;
import io.cartulary.load.bench.measurement.Load;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Tally;
import io.cartulary.load.bench.measurement.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calculates, on one thread, what a large cart costs. */
public final class PriceSubject implements Subject {

    public static final String LARGE = "price " + LargeCart.LINES + " lines";

    private final Scale scale;
    private final Window window;

    public PriceSubject(Scale scale, Window window) {
        this.scale = scale;
        this.window = window;
    }

    @Override
    public List<Measurement> measurements() {
        return List.of(Measurement.rate(LARGE, "carts", length -> window.watch(new Calculations(), length)));
    }

    @Override
    public void prepare() throws Exception {
        Window.warmUp(new Calculations(), scale.warmUp());
    }

    @Override
    public void close() {}

    /** One after the other, without a pause. */
    private static final class Calculations implements Load {

        private final LargeCart cart = new LargeCart();
        private volatile boolean stopped;
        private @Nullable Thread thread;

        @Override
        public void start(Tally tally) {
            thread = Thread.ofPlatform().name("prices").start(() -> run(tally));
        }

        private void run(Tally tally) {
            PricedCart expected = cart.priced();
            while (!stopped) {
                long begin = System.nanoTime();
                PricedCart priced = cart.priced();
                tally.done(1, System.nanoTime() - begin);
                if (priced.total() != expected.total()) {
                    tally.failed("another total: " + priced.total());
                }
            }
        }

        @Override
        public void stop() throws InterruptedException {
            stopped = true;
            if (thread != null) {
                thread.join();
            }
        }
    }
}
