/** Tests of the whole service, over HTTP and Kafka, and their shared parts. */
@NullMarked
package io.cartulary.query;

import org.jspecify.annotations.NullMarked;
