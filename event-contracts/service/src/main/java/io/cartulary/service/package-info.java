/** The common code of both services' edges. It depends on the contracts, and on neither service. */
@NullMarked
package io.cartulary.service;

import org.jspecify.annotations.NullMarked;
