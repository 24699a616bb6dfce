package io.cartulary.load.bench.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.cartulary.localstack.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests that add one unit of the only product to a cart, made beforehand. Each causes one event, and only a
 * quantity in the cart changes. The domain limits it: a tenth of the carts is for hot streams, which use one after the
 * other.
 */
public final class Carts {

    /** A line takes 999 units. */
    private static final int UNITS = 900;

    /** The owner of the carts, who also lists the product. */
    private static final String TOKEN = Tokens.of("bench", Duration.ofDays(1), "customer", "staff");

    private static final String SKU = "SKU-5ca1ab1e-0000";

    private final List<String> ids;
    private final List<byte[]> uniform;
    private final List<byte[]> hot;
    private final AtomicLong hotCommands = new AtomicLong();

    public Carts(List<String> ids) {
        this.ids = ids;
        List<byte[]> adds = ids.stream().map(Carts::add).toList();
        int forHot = Math.max(1, adds.size() / 10);
        this.hot = adds.subList(0, forHot);
        this.uniform = adds.subList(forHot, adds.size());
    }

    public static byte[] list() {
        return request("PUT", "/commands/v1/products/" + SKU, """
                {"name":"Sencha, 100 g","price":{"amount":1250,"currency":"EUR"}}""");
    }

    public static byte[] create() {
        return request("POST", "/commands/v1/carts", """
                {"currency":"EUR"}""");
    }

    private static byte[] add(String id) {
        return request("POST", "/commands/v1/carts/" + id + "/items", """
                {"sku":"%s","quantity":1}""".formatted(SKU));
    }

    /** A query for a cart, at least as new as an answer's token. */
    public static byte[] fresh(String id, String consistencyToken) {
        return request("GET", "/queries/v1/carts/" + id + "?wait=10s", "Consistency-Token: " + consistencyToken, "");
    }

    /** A query for a cart as it is now. */
    public static byte[] read(String id) {
        return request("GET", "/queries/v1/carts/" + id, "");
    }

    /** The ids of all carts, including those for hot streams. */
    public List<String> ids() {
        return ids;
    }

    private static byte[] request(String method, String path, String body) {
        return request(method, path, "Content-Type: application/json", body);
    }

    private static byte[] request(String method, String path, String header, String body) {
        return "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(method, path, TOKEN, header, body.length(), body)
                .getBytes(ISO_8859_1);
    }

    /** For any cart. */
    public byte[] any(int connection) {
        return uniform.get(ThreadLocalRandom.current().nextInt(uniform.size()));
    }

    /** For the carts of the connection's replica. */
    public Requests sticky(int replicas) {
        int owned = uniform.size() / replicas;
        return connection -> uniform.get(ThreadLocalRandom.current().nextInt(owned) * replicas + connection % replicas);
    }

    /** For one cart, until it is full. */
    public byte[] hot(int connection) {
        return hot.get((int) (hotCommands.getAndIncrement() / UNITS % hot.size()));
    }
}
