package io.cartulary.load.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The products of a shop: some with a constant price, and a few that staff repeatedly list again. */
final class ProductShelf {

    private static final int STEADY = 12;
    private static final int CHANGING = 4;

    private final List<String> steady;
    private final List<String> changing;

    /** No price comes twice, so that every listing changes something. */
    private final AtomicLong lastPrice = new AtomicLong(99);

    /** @param name prefix of all skus */
    ProductShelf(String name) {
        steady = IntStream.range(0, STEADY)
                .mapToObj(number -> name + "-steady-" + number)
                .toList();
        changing = IntStream.range(0, CHANGING)
                .mapToObj(number -> name + "-changing-" + number)
                .toList();
    }

    /** The requests that put all of them on sale. */
    List<PlannedRequest> listings(String name) {
        var listings = new ArrayList<PlannedRequest>();
        steady.forEach(sku -> listings.add(PlannedRequest.listProduct(name + "-" + sku, sku, newPrice())));
        changing.forEach(sku -> listings.add(PlannedRequest.listProduct(name + "-" + sku, sku, newPrice())));
        return listings;
    }

    List<String> steady() {
        return steady;
    }

    String anyChanging(Random random) {
        return changing.get(random.nextInt(CHANGING));
    }

    long newPrice() {
        return lastPrice.incrementAndGet();
    }
}
