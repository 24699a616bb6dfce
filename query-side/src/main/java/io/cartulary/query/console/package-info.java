/** Serves the web console: the files that the module {@code query-side/console} has bundled. */
@NullMarked
package io.cartulary.query.console;

import org.jspecify.annotations.NullMarked;
