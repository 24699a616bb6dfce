package io.cartulary.load.history;

import io.cartulary.load.history.Answer.Done;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills, changes and empties one cart after the other, adds items to others' carts, and sometimes lists a product
 * again. Only the cart's owner changes its lines of constant products, and therefore knows them; visitors only change
 * the others, without reading. When the result of a command is unknown, the shopper takes another cart.
 */
final class Shopper {

    /** The owner's commands on one cart. With visitors a cart has some more events, far from any rule's limit. */
    private static final int WISHES_PER_CART = 40;

    private static final int MAX_QUANTITY = 99;

    /** After one command of this many, an earlier answered one is sent again. */
    private static final int REPEATS = 8;

    /** The number of the latest commands that may be sent again. */
    private static final int REMEMBERED = 12;

    private final Shopping shopping;
    private final String name;
    private final Random random;
    private final ProductShelf shelf;
    private final List<Shopper> everyone;
    private final List<Command> latest = new ArrayList<>();
    private final Map<String, Line> lines = new HashMap<>();
    private volatile @Nullable String cart;
    private int requests;
    private int requestsInCart;

    private record Line(UUID id, int quantity) {}

    Shopper(Shopping shopping, String name, Random random, ProductShelf shelf, List<Shopper> everyone) {
        this.shopping = shopping;
        this.name = name;
        this.random = random;
        this.shelf = shelf;
        this.everyone = everyone;
    }

    /** Runs until the shop closes. */
    void shop(Duration pause) throws InterruptedException {
        try {
            while (!shopping.isClosing()) {
                request();
                Thread.sleep(pause.dividedBy(2).plusNanos(random.nextLong(pause.toNanos() + 1)));
            }
        } finally {
            latest.forEach(shopping::note);
        }
    }

    private void request() throws InterruptedException {
        int kind = random.nextInt(10);
        if (kind == 0) {
            ask(PlannedRequest.listProduct(key(), shelf.anyChanging(random), shelf.newPrice()));
        } else if (kind == 1) {
            visit();
        } else {
            goOnWithOwnCart();
        }
    }

    private void visit() throws InterruptedException {
        String visited = everyone.get(random.nextInt(everyone.size())).cart;
        if (visited != null) {
            ask(PlannedRequest.addItem(key(), visited, shelf.anyChanging(random), 1));
        }
    }

    private void goOnWithOwnCart() throws InterruptedException {
        String current = cart;
        if (current == null || requestsInCart == WISHES_PER_CART) {
            leaveCart();
            cart = ask(PlannedRequest.createCart(key())).map(Done::id).orElse(null);
            return;
        }
        requestsInCart++;
        if (!lines.isEmpty() && random.nextInt(20) == 0) {
            clear(current);
        } else {
            changeALine(
                    current, shelf.steady().get(random.nextInt(shelf.steady().size())));
        }
    }

    private void clear(String current) throws InterruptedException {
        if (isDone(PlannedRequest.clear(key(), current))) {
            lines.clear();
        }
    }

    private void changeALine(String current, String sku) throws InterruptedException {
        Line line = lines.get(sku);
        int quantity = 1 + random.nextInt(MAX_QUANTITY);
        if (line == null) {
            PlannedRequest add = PlannedRequest.addItem(key(), current, sku, quantity);
            if (isDone(add)) {
                lines.put(sku, new Line(add.lineId(), quantity));
            }
        } else if (line.quantity() == quantity || random.nextInt(3) == 0) {
            if (isDone(PlannedRequest.removeItem(key(), current, line.id()))) {
                lines.remove(sku);
            }
        } else if (isDone(PlannedRequest.changeQuantity(key(), current, line.id(), quantity))) {
            lines.put(sku, new Line(line.id(), quantity));
        }
    }

    private boolean isDone(PlannedRequest request) throws InterruptedException {
        Optional<Done> done = ask(request);
        if (done.isEmpty()) {
            leaveCart();
        }
        return done.isPresent();
    }

    private Optional<Done> ask(PlannedRequest request) throws InterruptedException {
        var command = new Command(request);
        latest.add(command);
        if (latest.size() > REMEMBERED) {
            shopping.note(latest.removeFirst());
        }
        shopping.send(command, random);
        if (command.done().isPresent()) {
            shopping.countAnswered();
        }
        if (random.nextInt(REPEATS) == 0) {
            repeat(latest.get(random.nextInt(latest.size())));
        }
        return command.done();
    }

    /** The state is another one by now: only the key shows that the command was carried out before. */
    private void repeat(Command earlier) throws InterruptedException {
        if (earlier.done().isPresent()) {
            shopping.send(earlier, random);
        }
    }

    private void leaveCart() {
        cart = null;
        lines.clear();
        requestsInCart = 0;
    }

    private String key() {
        return name + "-" + requests++;
    }
}
