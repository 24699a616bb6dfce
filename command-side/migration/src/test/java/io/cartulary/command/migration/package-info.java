@NullMarked
package io.cartulary.command.migration;

import org.jspecify.annotations.NullMarked;
