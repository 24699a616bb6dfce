/** The services as processes on a machine, mostly as native binaries. */
@NullMarked
package io.cartulary.service.process;

import org.jspecify.annotations.NullMarked;
