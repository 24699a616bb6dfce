/** What the metrics of both services have alike: names and buckets. */
@NullMarked
package io.cartulary.service.metrics;

import org.jspecify.annotations.NullMarked;
