/** The container images, made by {@code deploy/images/build}: checked from outside, and run as in Kubernetes. */
@NullMarked
package io.cartulary.images;

import org.jspecify.annotations.NullMarked;
