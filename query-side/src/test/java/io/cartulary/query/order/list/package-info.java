@NullMarked
package io.cartulary.query.order.list;

import org.jspecify.annotations.NullMarked;
