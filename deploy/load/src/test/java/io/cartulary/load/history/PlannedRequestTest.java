package io.cartulary.load.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.http.CommandHeaders;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import org.junit.jupiter.api.Test;

class PlannedRequestTest {

    private static final String KEY = "a-key";

    /** Ids that no answer of the service contains. */
    @Test
    void a_key_becomes_the_same_ids_here_as_in_the_service() {
        var headers = new CommandHeaders(KEY, null, null, Caller.staff("shopping"));
        PlannedRequest request = PlannedRequest.addItem(KEY, "a-cart", "a-sku", 1);

        assertThat(request.commandId()).isEqualTo(headers.metadata("add-item").commandId());
        assertThat(request.lineId()).isEqualTo(headers.idOf("line", new StreamId("cart", "a-cart")));
    }
}
