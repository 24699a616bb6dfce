/**
 * Faults under load: processes killed, suspended and stopped, full disks, hanging transactions. Each test ends with the
 * same {@link io.cartulary.load.history.Check}; and {@link io.cartulary.faults.CheckCanFailIT} shows that it can fail.
 */
@NullMarked
package io.cartulary.faults;

import org.jspecify.annotations.NullMarked;
