package io.cartulary.load.bench.measurement;

import java.time.Duration;
import java.util.List;

/**
 * The size of everything.
 *
 * @param window of one measurement
 * @param warmUp once, before the first round, of an engine or a service
 * @param clients the numbers of concurrent clients
 * @param streams over which commands are spread
 * @param lengths of the streams whose cost is compared
 * @param sizes of the stores whose cost is compared, in events
 * @param backlog the number of events that the relay has to catch up with
 */
public record Scale(
        int rounds,
        Duration window,
        Duration warmUp,
        List<Integer> clients,
        int streams,
        List<Integer> lengths,
        List<Integer> sizes,
        int backlog) {

    /** The number of clients where there is only one, and in most goals. */
    public static final int CLIENTS = 64;

    /** The numbers of clients at which hot streams and several replicas are measured. */
    public static final List<Integer> MANY = List.of(CLIENTS, 256);

    /** The number of replicas in the measurements with several. */
    public static final int REPLICAS = 3;

    public static Scale full(int rounds, int seconds, int warmUpSeconds) {
        return new Scale(
                rounds,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUpSeconds),
                List.of(1, 16, 64, 256),
                10_000,
                List.of(10, 100, 1_000, 10_000),
                List.of(10_000, 100_000, 1_000_000),
                20_000);
    }

    /** Shows that the benchmark works; the figures mean nothing. */
    public static Scale quick() {
        return new Scale(
                1,
                Duration.ofMillis(300),
                Duration.ofMillis(500),
                List.of(1, 64, 256),
                200,
                List.of(10, 100, 200),
                List.of(1_000, 2_000),
                500);
    }
}
