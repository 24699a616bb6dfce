package io.cartulary.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.command.http.DocumentedRejections;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

/** Whatever an order in any state answers to a command is documented at its operation: the tables of {@link OrderStatesTest}. */
class DocumentedOrderRejectionsTest {

    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("confirm", "confirmOrder"),
            Map.entry("hold", "holdOrder"),
            Map.entry("release", "releaseOrder"),
            Map.entry("change-address", "changeShippingAddress"),
            Map.entry("change-contact", "changeContact"),
            Map.entry("assign", "assignOrder"),
            Map.entry("edit", "editOrder"),
            Map.entry("cancel", "cancelOrder"),
            Map.entry("add-note", "addNote"),
            Map.entry("authorize", "recordPayment"),
            Map.entry("capture", "recordPayment"),
            Map.entry("fail", "recordPayment"),
            Map.entry("void", "recordPayment"),
            Map.entry("refund", "recordRefund"),
            Map.entry("credit", "creditOrder"),
            Map.entry("ship", "createShipment"),
            Map.entry("ship-on-credit", "createShipment"),
            Map.entry("ship-replacement", "shipReplacement"),
            Map.entry("deliver", "recordDelivery"),
            Map.entry("lose", "recordLoss"),
            Map.entry("return-to-sender", "recordReturnToSender"),
            Map.entry("complete", "completeOrder"),
            Map.entry("request-return", "requestReturn"),
            Map.entry("approve-return", "approveReturn"),
            Map.entry("reject-return", "rejectReturn"),
            Map.entry("receive-return", "receiveReturn"),
            Map.entry("receive-a-unit", "receiveReturn"));

    /** A policy's, which has no operation. */
    private static final String CANCEL_UNPAID = "cancel-unpaid";

    @Test
    void every_rejection_of_the_tables_is_documented() throws IOException {
        Map<String, List<Rejection>> documented = DocumentedRejections.byOperation(
                Index.of(
                        OrderResource.class,
                        EditResource.class,
                        PaymentResource.class,
                        FulfilmentResource.class,
                        ReturnResource.class),
                Map.of(OrderRejections.class, OrderRejection::valueOf));

        assertThat(rows()).hasSizeGreaterThan(OPERATIONS.size()).allSatisfy(row -> {
            List<String> cells = Stream.of(row.split("\\|")).map(String::strip).toList();
            List<String> codes = cells.stream()
                    .skip(1)
                    .filter(cell -> !cell.equals("ok") && !cell.equals("="))
                    .distinct()
                    .toList();
            assertThat(documented.get(OPERATIONS.get(cells.getFirst())))
                    .as(cells.getFirst())
                    .extracting(Rejection::code)
                    .containsAll(codes);
        });
    }

    private static List<String> rows() {
        return Stream.of(OrderStatesTest.ORDERS, OrderStatesTest.RETURNS)
                .flatMap(table -> table.lines().skip(1))
                .filter(row -> !row.isBlank() && !row.startsWith(CANCEL_UNPAID))
                .toList();
    }
}
