/** The container images, made by {@code deploy/images/build}, looked at from outside, and run as Kubernetes would. */
@NullMarked
package io.cartulary.images;

import org.jspecify.annotations.NullMarked;
