/**
 * Faults under load: processes killed, suspended and stopped, disks that are full, transactions that hang. Each ends in
 * the same {@link io.cartulary.load.history.Check}; and {@link io.cartulary.faults.CheckCanFailIT} shows that it can fail.
 */
@NullMarked
package io.cartulary.faults;

import org.jspecify.annotations.NullMarked;
