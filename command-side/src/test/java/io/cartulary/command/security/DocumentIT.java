package io.cartulary.command.security;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.CartRejection;
import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.order.OrderRejection;
import io.cartulary.command.product.ProductRejection;
import io.cartulary.command.promotion.PromotionRejection;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.service.testing.Operation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that the OpenAPI document has an example of every problem. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DocumentIT {

    /** What any operation may answer; only commands have a state that can be stale. */
    private static final List<String> OF_ALL = List.of(
            "400 malformed-request",
            "401 unauthenticated",
            "403 forbidden",
            "404 not-found",
            "406 not-acceptable",
            "429 too-many-requests",
            "503 keys-unavailable",
            "503 store-unavailable");

    /** Commands of policies and of other commands. */
    private static final List<Rejection> OF_NO_OPERATION =
            List.of(CartRejection.NO_SUCH_MERGE, OrderRejection.NOT_UNPAID);

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void every_operation_has_an_example_of_what_any_may_answer() {
        assertThat(Operation.all())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.problems()).containsAll(OF_ALL));
    }

    @Test
    void every_rejection_has_an_example() {
        Set<String> codes = Operation.all().stream()
                .flatMap(operation -> operation.problems().stream())
                .map(problem -> problem.replaceFirst("\\d+ ", ""))
                .collect(toSet());

        assertThat(codes)
                .containsAll(Stream.<Rejection[]>of(
                                CartRejection.values(),
                                OrderRejection.values(),
                                ProductRejection.values(),
                                PromotionRejection.values())
                        .flatMap(Stream::of)
                        .filter(rejection -> !OF_NO_OPERATION.contains(rejection))
                        .map(Rejection::code)
                        .toList())
                .contains("stale-version", "idempotency-key-reused", "body-too-large", "overloaded", "replay-done");
    }
}
