/** What operators see of the projecting as a whole, whichever replica does it. */
@NullMarked
package io.cartulary.query.admin;

import org.jspecify.annotations.NullMarked;
