package io.cartulary.load.history;

import io.cartulary.load.history.Answer.Final;
import io.cartulary.load.history.Answer.Open;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Shoppers and staff with one command under way each. A command without a final answer is sent again under its key, to
 * any replica, until it is answered, given up (rarely) or the end has come; some of those that were carried out are
 * also sent again later. The same seed makes the same requests, as far as answers permit.
 */
public final class Shopping implements AutoCloseable {

    /** One failed attempt of this many is the last. */
    private static final int GIVES_UP = 20;

    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(100);

    /** The time limit for each product's listing: without products there is no shop, so no listing is given up. */
    private static final Duration TO_OPEN = Duration.ofSeconds(30);

    /** How long a command that is under way at the end may still be tried. */
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(20);

    private final History history;
    private final Replicas replicas;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> shoppers = new ArrayList<>();
    private final LongAdder answered = new LongAdder();
    private volatile boolean closing;
    private volatile long lastAttempt = Long.MAX_VALUE;

    /**
     * The amount of load.
     *
     * @param shoppers the number of them, each with one command under way
     * @param pause of each shopper between two commands, half of it to one and a half
     */
    public record Pace(int shoppers, Duration pause) {}

    private Shopping(History history, List<URI> addresses) {
        this.history = history;
        this.replicas = new Replicas(addresses);
    }

    /**
     * Starts, once the products are listed.
     *
     * @param history records commands and answers
     * @param seed used once only in a history: keys and products are named after it
     * @param addresses of the replicas: {@code http://127.0.0.1:8081}
     */
    public static Shopping start(History history, long seed, Pace pace, List<URI> addresses)
            throws InterruptedException {
        var shopping = new Shopping(history, addresses);
        String name = "s" + Long.toHexString(seed);
        var random = new Random(seed);
        var shelf = new ProductShelf(name);
        for (PlannedRequest listing : shelf.listings(name)) {
            shopping.list(listing, random);
        }
        var visited = new ArrayList<Shopper>();
        IntStream.range(0, pace.shoppers())
                .mapToObj(number ->
                        new Shopper(shopping, name + "-" + number, new Random(seed * 31 + number), shelf, visited))
                .forEach(visited::add);
        visited.forEach(shopper -> shopping.shoppers.add(shopping.threads.submit(() -> {
            shopper.shop(pace.pause());
            return null;
        })));
        return shopping;
    }

    private void list(PlannedRequest listing, Random random) throws InterruptedException {
        var command = new Command(listing);
        long deadline = System.nanoTime() + TO_OPEN.toNanos();
        while (command.done().isEmpty() && System.nanoTime() < deadline) {
            send(command, random);
        }
        note(command);
        if (command.done().isEmpty()) {
            throw new IllegalStateException("it must be possible to open the shop: " + command.asked());
        }
    }

    /** The number of commands carried out so far. */
    public long answered() {
        return answered.sum();
    }

    /** Ends it: no more new commands, and those under way are tried for some more time. */
    public void end() throws InterruptedException {
        lastAttempt = System.nanoTime() + LAST_ATTEMPTS.toNanos();
        closing = true;
        try {
            for (Future<?> shopper : shoppers) {
                shopper.get(LAST_ATTEMPTS.toSeconds() * 3, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a shopper has failed", e);
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** Sends a command until there is a final answer, or it is given up. */
    void send(Command command, Random random) throws InterruptedException {
        do {
            switch (replicas.send(command.request(), random)) {
                case Final answer -> {
                    command.answered(answer);
                    return;
                }
                case Open open -> history.count(open);
            }
            Thread.sleep(BEFORE_NEXT_ATTEMPT);
        } while (random.nextInt(GIVES_UP) != 0 && !isLastAttempt());
    }

    void countAnswered() {
        answered.increment();
    }

    /** Records a command that will not be sent any more. */
    void note(Command command) {
        history.add(command.asked());
    }

    private boolean isLastAttempt() {
        return closing && System.nanoTime() - lastAttempt > 0;
    }

    /** Ends it at once. */
    @Override
    public void close() {
        closing = true;
        threads.shutdownNow();
        replicas.close();
        threads.close();
    }
}
