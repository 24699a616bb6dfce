package io.cartulary.query.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The defect that has stopped the projection as a whole. Only a restart ends it. */
@ApplicationScoped
class ProjectionDefect {

    private volatile Optional<String> reason = Optional.empty();

    /** Empty while the projection is not stopped. */
    Optional<String> reason() {
        return reason;
    }

    void found(Throwable cause) {
        reason = Optional.of(String.valueOf(cause.getMessage()));
    }
}
