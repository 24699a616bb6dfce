/**
 * What both services have to pass: each contract is an abstract class whose tests run in a class of the same stem on
 * either side, {@code TokensContract} as {@code TokensIT}.
 */
@NullMarked
package io.cartulary.service.testing;

import org.jspecify.annotations.NullMarked;
