package io.cartulary.command.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.http.DocumentedRejections;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

/** Whatever a cart in any state answers to a command is documented at its operation: the table of {@link CartLifeTest}. */
class DocumentedCartRejectionsTest {

    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("Create", "createCart"),
            Map.entry("AddItem", "addItem"),
            Map.entry("ChangeQuantity", "changeQuantity"),
            Map.entry("RemoveItem", "removeItem"),
            Map.entry("Clear", "clearCart"),
            Map.entry("Reprice", "repriceCart"),
            Map.entry("SetShippingAddress", "setShippingAddress"),
            Map.entry("SetContact", "setContact"),
            Map.entry("Assign", "assignCart"),
            Map.entry("Restore", "restoreCart"),
            Map.entry("Freeze", "freezeCart"),
            Map.entry("Unfreeze", "unfreezeCart"),
            Map.entry("CheckOut", "checkout"),
            Map.entry("BeginMerge", "mergeCart"),
            Map.entry("BeginAnotherMerge", "mergeCart"),
            Map.entry("TakeIn", "mergeCart"));

    @Test
    void every_rejection_of_the_table_is_documented() throws IOException {
        Map<String, List<Rejection>> documented = DocumentedRejections.byOperation(
                Index.of(CartResource.class), Map.of(CartRejections.class, CartRejection::valueOf));

        List<List<String>> rows = CartLifeTest.rows()
                .map(row -> Stream.of(row.split("\\|")).map(String::strip).toList())
                .filter(cells -> OPERATIONS.containsKey(cells.getFirst()))
                .toList();
        assertThat(rows).hasSize(OPERATIONS.size()).allSatisfy(cells -> {
            String command = cells.getFirst();
            assertThat(documented.get(OPERATIONS.get(command)))
                    .as(command)
                    .extracting(Rejection::name)
                    .containsAll(cells.stream()
                            .skip(1)
                            .filter(cell -> cell.matches("[A-Z]+(_[A-Z]+)+"))
                            // a cart that is checked out is assigned with its order
                            .filter(cell -> !(command.equals("Assign") && cell.equals("CART_CHECKED_OUT")))
                            .toList());
        });
    }
}
