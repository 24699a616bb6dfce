/** The rules of the architecture, and fixtures that show that each of them can fail. */
@NullMarked
package io.cartulary.architecture;

import org.jspecify.annotations.NullMarked;
