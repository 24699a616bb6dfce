/** The smallest Quarkus application with REST. */
@NullMarked
package io.cartulary.load.empty;

import org.jspecify.annotations.NullMarked;
