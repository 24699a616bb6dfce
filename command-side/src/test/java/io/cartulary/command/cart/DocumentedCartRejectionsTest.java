package io.cartulary.command.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.http.DocumentedRejections;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

/** Whatever a cart in any state answers to a command is documented at its operation: the table of {@link CartLifeTest}. */
class DocumentedCartRejectionsTest {

    /** The operations that are named otherwise than their commands. */
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("Create", "createCart"),
            Map.entry("Clear", "clearCart"),
            Map.entry("Reprice", "repriceCart"),
            Map.entry("Assign", "assignCart"),
            Map.entry("Restore", "restoreCart"),
            Map.entry("Freeze", "freezeCart"),
            Map.entry("Unfreeze", "unfreezeCart"),
            Map.entry("CheckOut", "checkout"),
            Map.entry("AtPresentTerms", "addItem"),
            Map.entry("CheckOutAtPresentTerms", "checkout"),
            Map.entry("BeginMerge", "mergeCart"),
            Map.entry("BeginAnotherMerge", "mergeCart"),
            Map.entry("TakeIn", "mergeCart"));

    /** The commands of policies and of merges: no operation sends them. */
    private static final Set<String> OF_NO_OPERATION =
            Set.of("CloseMerged", "CloseAnotherMerged", "CallMergeOff", "CallAnotherMergeOff", "Abandon");

    @Test
    void every_rejection_of_the_table_is_documented() throws IOException {
        Map<String, List<Rejection>> documented = DocumentedRejections.byOperation(
                Index.of(CartResource.class, CartPriceResource.class),
                Map.of(CartRejections.class, CartRejection::valueOf));

        List<List<String>> rows = CartLifeTest.rows()
                .map(row -> Stream.of(row.split("\\|")).map(String::strip).toList())
                .filter(cells -> !OF_NO_OPERATION.contains(cells.getFirst()))
                .toList();
        assertThat(rows).hasSizeGreaterThan(OPERATIONS.size()).allSatisfy(cells -> {
            String command = cells.getFirst();
            assertThat(documented.get(operation(command)))
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

    private static String operation(String command) {
        return OPERATIONS.getOrDefault(
                command, command.substring(0, 1).toLowerCase(Locale.ROOT) + command.substring(1));
    }
}
