@NullMarked
package io.cartulary.query.projection;

import org.jspecify.annotations.NullMarked;
