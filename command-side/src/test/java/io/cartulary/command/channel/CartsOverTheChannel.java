package io.cartulary.command.channel;

import io.cartulary.command.cart.CartResource;
import io.cartulary.command.cart.CartResource.NewItem;
import io.cartulary.command.http.CommandAnswer;
import io.cartulary.command.http.CommandHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Two commands for carts on the channel: one as over HTTP, and one with a defect. */
@ApplicationScoped
public class CartsOverTheChannel implements ChannelCommands {

    private final CartResource carts;
    private volatile boolean mended;

    CartsOverTheChannel(CartResource carts) {
        this.carts = carts;
    }

    void mend() {
        mended = true;
    }

    @Override
    public String category() {
        return "cart";
    }

    @Override
    public List<ChannelCommand<?>> commands() {
        return List.of(
                new ChannelCommand<>("cart.add-item.v1", NewItem.class, carts::addItem),
                new ChannelCommand<>("cart.defective.v1", NewItem.class, this::defective));
    }

    private Uni<RestResponse<CommandAnswer>> defective(UUID id, NewItem body, CommandHeaders headers) {
        return mended
                ? carts.addItem(id, body, headers)
                : Uni.createFrom().failure(new IllegalStateException("a defect of ours"));
    }
}
