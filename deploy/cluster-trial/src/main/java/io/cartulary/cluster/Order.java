package io.cartulary.cluster;

/**
 * An order of one line.
 *
 * @param token the position of its last command that was answered
 */
record Order(String id, String line, String token) {

    Order seenAt(String position) {
        return new Order(id, line, position);
    }
}
