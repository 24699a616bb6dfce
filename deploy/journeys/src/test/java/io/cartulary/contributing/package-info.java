/**
 * The worked example of {@code CONTRIBUTING.md}: an aggregate, and its specification by {@code DeciderSpecification},
 * which the command side publishes with its tests.
 */
@NullMarked
package io.cartulary.contributing;

import org.jspecify.annotations.NullMarked;
