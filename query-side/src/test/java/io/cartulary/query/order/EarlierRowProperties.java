package io.cartulary.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.query.store.RowJson;
import io.cartulary.query.view.Transition;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Rows of an earlier release, with less about an order's money, are read and folded further. */
class EarlierRowProperties {

    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 500)
    void a_row_without_the_new_members_is_folded_further(@ForAll Random chance) throws JsonProcessingException {
        List<Transition<OrderView>> steps = OrderStories.steps(chance);
        int cut = 1 + chance.nextInt(steps.size());
        OrderView earlier =
                RowJson.read(earlier(RowJson.write(steps.get(cut - 1).after())), new TypeReference<>() {});
        OrderView order = earlier;
        for (Transition<OrderView> step : steps.subList(cut, steps.size())) {
            order = OrderView.evolve(order, step.event());
        }

        assertThat(order.totals()).isEqualTo(steps.getLast().after().totals());
        assertThat(order.version()).isEqualTo(steps.getLast().after().version());
        assertThat(earlier.money().captured())
                .isEqualTo(steps.get(cut - 1).after().money().captured());
    }

    private static String earlier(String row) throws JsonProcessingException {
        var order = (ObjectNode) JSON.readTree(row);
        order.remove(List.of("credits", "attention"));
        without(order.path("payment"), "covered", "credited", "conceded", "owed");
        order.path("payment").path("entries").forEach(entry -> without(entry, "told", "transactionRef", "concession"));
        order.path("lines").forEach(line -> without(line, "lost"));
        order.path("shipments")
                .forEach(shipment -> without(
                        shipment, "address", "onCredit", "replacementFor", "delivered", "lost", "returnedToSender"));
        order.path("returns").forEach(back -> without(back, "exchange", "received", "replaced", "receipts"));
        return JSON.writeValueAsString(order);
    }

    private static void without(JsonNode node, String... members) {
        ((ObjectNode) node).remove(List.of(members));
    }
}
