package io.cartulary.query.http;

import jakarta.enterprise.context.RequestScoped;

/**
 * Whether the entity tag identifies an answer. It does not when time alone has changed the answer, or when another
 * stream may have the same version: then the answer is sent despite a matching {@code If-None-Match}.
 */
@RequestScoped
public class Conditions {

    private boolean ignored;

    /** The answer may differ at the same version. */
    public void ignore() {
        ignored = true;
    }

    boolean ignored() {
        return ignored;
    }
}
