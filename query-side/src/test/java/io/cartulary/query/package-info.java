/** Tests of the whole service, over HTTP and Kafka, and what they share. */
@NullMarked
package io.cartulary.query;

import org.jspecify.annotations.NullMarked;
