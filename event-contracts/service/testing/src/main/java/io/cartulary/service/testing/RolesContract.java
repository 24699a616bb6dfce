package io.cartulary.service.testing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The access of every role to every operation of the service's own OpenAPI document. A new operation has no row in the
 * table, and fails this test until its access is decided.
 */
public abstract class RolesContract {

    private static final Logger LOG = Logger.getLogger(RolesContract.class);
    private static final int AT_ONCE = 4;

    private final String expected;

    /**
     * @param expected a row for each operation. {@code may}: the result depends on rules and states. {@code 404}: there
     *     is no such cart or order, for this caller. A guest and a customer each try their own things ({@code own}), and
     *     others' ({@code other})
     */
    protected RolesContract(String expected) {
        this.expected = expected;
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

        private String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
        List<Future<String>> rows;
        // in parallel, because there are hundreds of cases
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            rows = Operation.all().stream()
                    .map(operation -> threads.submit(() -> row(operation.toString(), row(operation))))
                    .toList();
        }
        String found = Stream.concat(
                        Stream.of(row("operation", Who::title), "|---".repeat(1 + Who.values().length) + "|"),
                        rows.stream().map(Future::resultNow).sorted())
                .collect(joining("\n"));

        LOG.infof("who may do what:%n%s", found);
        assertThat(found).isEqualTo(expected);
    }

    private static String row(String operation, Function<Who, String> cell) {
        return "| " + operation + " | " + Stream.of(Who.values()).map(cell).collect(joining(" | ")) + " |";
    }
}
