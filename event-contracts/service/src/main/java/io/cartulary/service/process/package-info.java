/** What either service does as a process on a machine, as a native binary most of all. */
@NullMarked
package io.cartulary.service.process;

import org.jspecify.annotations.NullMarked;
