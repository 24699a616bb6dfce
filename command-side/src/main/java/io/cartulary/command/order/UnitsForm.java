package io.cartulary.command.order;

import io.cartulary.contracts.OrderEvent.LineQuantity;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Units of one line of an order, as a client names them. */
@Schema(description = "Units of one line of the order")
public record UnitsForm(
        @NotNull UUID lineId,

        @Schema(minimum = "1", maximum = "999", examples = "1")
        int quantity) {

    static List<LineQuantity> toQuantities(List<UnitsForm> lines) {
        return lines.stream()
                .map(line -> new LineQuantity(line.lineId(), line.quantity()))
                .toList();
    }
}
