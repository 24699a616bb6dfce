package io.cartulary.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.query.store.RowJson;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a list says of an order's money. */
class OrderEntryProperties {

    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 300)
    void a_list_says_of_the_money_what_the_order_says(@ForAll Random chance) {
        OrderView order = OrderStories.steps(chance).getLast().after();

        OrderEntry entry = OrderEntry.of(order);

        assertThat(entry.balance()).isEqualTo(order.payment().balance());
        assertThat(entry.paid())
                .extracting(paid -> paid.amount())
                .isEqualTo(order.payment().captured().amount()
                        - order.payment().refunded().amount());
    }

    @Property(tries = 50)
    void a_row_of_an_earlier_release_is_an_entry_without_them(@ForAll Random chance) throws JsonProcessingException {
        OrderEntry entry = OrderEntry.of(OrderStories.steps(chance).getLast().after());
        var earlier = (ObjectNode) JSON.readTree(RowJson.write(entry));
        earlier.remove(List.of("paid", "balance"));

        OrderEntry read = RowJson.read(JSON.writeValueAsString(earlier), new TypeReference<>() {});

        assertThat(read.paid()).isNull();
        assertThat(read.balance()).isNull();
        assertThat(RowJson.write(read)).doesNotContain("paid", "balance");
        assertThat(read.total()).isEqualTo(entry.total());
    }
}
