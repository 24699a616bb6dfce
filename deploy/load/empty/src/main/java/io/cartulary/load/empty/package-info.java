/** The least that Quarkus with REST can be. */
@NullMarked
package io.cartulary.load.empty;

import org.jspecify.annotations.NullMarked;
