@NullMarked
package io.cartulary.gateway;

import org.jspecify.annotations.NullMarked;
