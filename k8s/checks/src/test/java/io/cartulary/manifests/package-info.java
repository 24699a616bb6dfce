/** The checks of all overlays, and one way to break each of them. */
@NullMarked
package io.cartulary.manifests;

import org.jspecify.annotations.NullMarked;
