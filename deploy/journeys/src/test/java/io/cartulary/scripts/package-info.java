/** Tests of the scripts under {@code deploy} beyond starting things, without their slow parts. */
@NullMarked
package io.cartulary.scripts;

import org.jspecify.annotations.NullMarked;
