@NullMarked
package io.cartulary.query.view;

import org.jspecify.annotations.NullMarked;
