@NullMarked
package io.cartulary.query.quarantine;

import org.jspecify.annotations.NullMarked;
