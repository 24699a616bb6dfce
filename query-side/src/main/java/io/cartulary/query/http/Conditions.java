package io.cartulary.query.http;

import jakarta.enterprise.context.RequestScoped;

/**
 * Whether the entity tag tells all of an answer. It does not when time alone has changed the answer, or when the same version
 * may be another stream's: whoever has that version is sent the answer all the same.
 */
@RequestScoped
public class Conditions {

    private boolean ignored;

    /** The answer may be another one at the same version. */
    public void ignore() {
        ignored = true;
    }

    boolean ignored() {
        return ignored;
    }
}
