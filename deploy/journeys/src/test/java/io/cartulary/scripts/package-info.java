/** What the scripts under {@code deploy} promise beyond starting things, tried without what takes minutes. */
@NullMarked
package io.cartulary.scripts;

import org.jspecify.annotations.NullMarked;
