/** What the edges of both services share. It knows the contracts, and neither service. */
@NullMarked
package io.cartulary.service;

import org.jspecify.annotations.NullMarked;
