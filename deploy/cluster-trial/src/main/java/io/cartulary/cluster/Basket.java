package io.cartulary.cluster;

/**
 * What a caller knows of one of its carts.
 *
 * @param created the position of its creation
 * @param answered the units that were answered
 * @param unknown those whose fate is not known, as no answer or no success came
 * @param token the position of the last answer
 */
record Basket(String cart, String created, int answered, int unknown, String token) {

    Basket withOneMore(String itsToken) {
        return new Basket(cart, created, answered + 1, unknown, itsToken);
    }

    Basket withOneUnknown() {
        return new Basket(cart, created, answered, unknown + 1, token);
    }

    /** Whether as many units may be in the cart. */
    boolean permits(int units) {
        return answered <= units && units <= answered + unknown;
    }
}
