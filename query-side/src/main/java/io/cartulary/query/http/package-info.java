/**
 * What all resources answer alike: problem details, entity tags, moments of the past.
 */
@NullMarked
package io.cartulary.query.http;

import org.jspecify.annotations.NullMarked;
