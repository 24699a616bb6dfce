/** The records of the topic, classified as they are polled. */
@NullMarked
package io.cartulary.query.topic;

import org.jspecify.annotations.NullMarked;
