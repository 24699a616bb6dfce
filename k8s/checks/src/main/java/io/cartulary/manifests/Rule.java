package io.cartulary.manifests;

import java.util.stream.Stream;

/** Something that every overlay has to fulfil. */
@FunctionalInterface
public interface Rule {

    /** What in the overlay offends against it. */
    Stream<String> findings(Overlay overlay);
}
