package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.CartPriceResource;
import io.cartulary.command.cart.CartRejection;
import io.cartulary.command.cart.CartRejections;
import io.cartulary.command.cart.CartResource;
import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.http.DocumentedRejections;
import io.cartulary.command.order.EditResource;
import io.cartulary.command.order.FulfilmentResource;
import io.cartulary.command.order.OrderRejection;
import io.cartulary.command.order.OrderRejections;
import io.cartulary.command.order.OrderResource;
import io.cartulary.command.order.PaymentResource;
import io.cartulary.command.order.ReturnResource;
import io.cartulary.command.product.ProductRejection;
import io.cartulary.command.product.ProductRejections;
import io.cartulary.command.product.ProductResource;
import io.cartulary.command.promotion.PromotionRejection;
import io.cartulary.command.promotion.PromotionRejections;
import io.cartulary.command.promotion.PromotionResource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

/** Which rejections an operation may answer is said where it is declared, and nowhere for an aggregate as a whole. */
class DocumentedRejectionsTest {

    /** Commands of policies and of other commands: no operation sends them. */
    private static final List<Rejection> OF_NO_OPERATION =
            List.of(CartRejection.NO_SUCH_MERGE, OrderRejection.NOT_UNPAID);

    @CartRejections({CartRejection.NO_SUCH_CART, CartRejection.CART_FROZEN})
    static class Fixture {

        @Operation(operationId = "all")
        @CartRejections(CartRejection.CART_FULL)
        public void all() {}

        @Operation(operationId = "own")
        @CartRejections(value = CartRejection.CART_EXISTS, inherited = false)
        public void own() {}

        @Operation(operationId = "inherited")
        public void inherited() {}
    }

    @Test
    void an_operation_has_its_own_and_those_of_its_resource() throws IOException {
        Map<String, List<Rejection>> found = of(Fixture.class);

        assertThat(found.get("all"))
                .containsExactlyInAnyOrder(
                        CartRejection.CART_FULL, CartRejection.NO_SUCH_CART, CartRejection.CART_FROZEN);
        assertThat(found.get("own")).containsExactly(CartRejection.CART_EXISTS);
        assertThat(found.get("inherited"))
                .containsExactlyInAnyOrder(CartRejection.NO_SUCH_CART, CartRejection.CART_FROZEN);
    }

    @Test
    void every_rejection_is_that_of_an_operation() throws IOException {
        assertThat(resources().values().stream().flatMap(List::stream).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.<Rejection[]>of(
                                CartRejection.values(),
                                OrderRejection.values(),
                                ProductRejection.values(),
                                PromotionRejection.values())
                        .flatMap(Stream::of)
                        .filter(rejection -> !OF_NO_OPERATION.contains(rejection))
                        .toList());
    }

    @Test
    void operations_of_one_aggregate_differ() throws IOException {
        Map<String, List<Rejection>> found = resources();

        assertThat(found.get("addItem"))
                .contains(CartRejection.CART_FULL, CartRejection.CART_FROZEN)
                .doesNotContain(CartRejection.ADDRESS_MISSING, CartRejection.NO_SUCH_LINE);
        assertThat(found.get("checkout"))
                .contains(CartRejection.ADDRESS_MISSING, CartRejection.TOTAL_DIFFERS)
                .doesNotContain(CartRejection.CART_FULL);
        assertThat(found.get("addNote"))
                .containsExactlyInAnyOrder(OrderRejection.NO_SUCH_ORDER, OrderRejection.TOO_MANY_NOTES);
    }

    private static Map<String, List<Rejection>> resources() throws IOException {
        return of(
                CartResource.class,
                CartPriceResource.class,
                OrderResource.class,
                EditResource.class,
                PaymentResource.class,
                FulfilmentResource.class,
                ReturnResource.class,
                ProductResource.class,
                PromotionResource.class);
    }

    private static Map<String, List<Rejection>> of(Class<?>... resources) throws IOException {
        return DocumentedRejections.byOperation(
                Index.of(resources),
                Map.of(
                        CartRejections.class, CartRejection::valueOf,
                        OrderRejections.class, OrderRejection::valueOf,
                        ProductRejections.class, ProductRejection::valueOf,
                        PromotionRejections.class, PromotionRejection::valueOf));
    }
}
