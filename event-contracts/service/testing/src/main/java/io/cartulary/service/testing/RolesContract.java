package io.cartulary.service.testing;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The access of every role to every operation of the service's own OpenAPI document. An operation without a row of its
 * own has the access that its path has in {@code defaults}. It fails this test if neither has a row, or if it lets other
 * callers in.
 */
public abstract class RolesContract {

    private static final Logger LOG = Logger.getLogger(RolesContract.class);
    private static final int AT_ONCE = 4;

    private static final String CELL = " | ";

    private final Map<String, String> defaults;
    private final Map<String, String> exceptions;

    /**
     * Tables of access. {@code may}: the result depends on rules and states. {@code 404}: there is no such cart or order,
     * for this caller. A guest and a customer each try their own things ({@code own}), and others' ({@code other}).
     *
     * @param defaults a row for each path that operations start with; the longest one counts
     * @param exceptions a row for each operation whose access differs from that
     */
    protected RolesContract(String defaults, String exceptions) {
        this.defaults = rows(defaults);
        this.exceptions = rows(exceptions);
    }

    private static Map<String, String> rows(String table) {
        return table.lines()
                .skip(2)
                .map(row -> row.substring(2).split(Pattern.quote(CELL), 2))
                .collect(toMap(cells -> cells[0], cells -> cells[1]));
    }

    /** The callers, in the order of the table's columns. */
    protected enum Who {
        NOBODY,
        OWN_GUEST,
        OTHER_GUEST,
        OWN_CUSTOMER,
        OTHER_CUSTOMER,
        STAFF,
        OPERATOR;

        /** The claim {@code sub} of customers. */
        public String subject() {
            return this == OTHER_CUSTOMER ? "mallory" : "alice";
        }

        /** Empty for nobody. */
        public String token(String ownGuest, Supplier<String> otherGuest) {
            return switch (this) {
                case NOBODY -> "";
                case OWN_GUEST -> ownGuest;
                case OTHER_GUEST -> otherGuest.get();
                case OWN_CUSTOMER, OTHER_CUSTOMER -> Tokens.customer(subject());
                case STAFF -> Tokens.staff("bob");
                case OPERATOR -> Tokens.operator("olga");
            };
        }
    }

    /** The cells of the operation's row: whether each caller may. On any thread. */
    protected abstract Function<Who, String> row(Operation operation);

    @BeforeEach
    void nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
        Readiness.await();
    }

    @Test
    void every_operation_is_for_whom_it_is_meant_and_for_nobody_else() {
        List<Operation> operations = Operation.all();
        List<Future<String>> rows;
        // in parallel, because there are hundreds of cases
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            rows = operations.stream()
                    .map(operation -> threads.submit(() -> row(operation, cells(row(operation)))))
                    .toList();
        }
        String found = table(rows.stream().map(Future::resultNow));

        LOG.infof("who may do what:%n%s", found);
        assertThat(found).isEqualTo(table(operations.stream().map(operation -> row(operation, expected(operation)))));
    }

    /** An exception that no operation needs would hide a mistake in the next operation of this name. */
    @Test
    void every_row_is_needed() {
        List<Operation> operations = Operation.all();

        assertThat(exceptions.keySet())
                .isSubsetOf(operations.stream().map(Operation::toString).toList());
        assertThat(exceptions)
                .allSatisfy((operation, cells) -> assertThat(cells)
                        .as(operation)
                        .isNotEqualTo(byDefault(operation.substring(operation.indexOf(' ') + 1))));
        assertThat(defaults.keySet())
                .allSatisfy(path -> assertThat(operations)
                        .anySatisfy(operation -> assertThat(operation.path()).startsWith(path)));
    }

    private String expected(Operation operation) {
        String exception = exceptions.get(operation.toString());
        return exception == null ? byDefault(operation.path()) : exception;
    }

    private String byDefault(String operation) {
        return defaults.entrySet().stream()
                .filter(row -> operation.startsWith(row.getKey()))
                .max(comparingInt(row -> row.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("has no row");
    }

    private static String table(Stream<String> rows) {
        return rows.sorted().collect(joining("\n"));
    }

    private static String row(Operation operation, String cells) {
        return "| " + operation + CELL + cells;
    }

    private static String cells(Function<Who, String> cell) {
        return Stream.of(Who.values()).map(cell).collect(joining(CELL)) + " |";
    }
}
