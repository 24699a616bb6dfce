@NullMarked
package io.cartulary.query.diff;

import org.jspecify.annotations.NullMarked;
