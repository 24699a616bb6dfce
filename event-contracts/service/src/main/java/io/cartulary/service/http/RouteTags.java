package io.cartulary.service.http;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Singleton;

/**
 * Names a request in the metrics by the template of its route, whatever its status. Micrometer's own rules use the
 * literal path for a route without parameters, and for most rejections.
 */
@Singleton
public class RouteTags implements HttpServerMetricsTagsContributor {

    @Override
    public Tags contribute(Context context) {
        String template = RouteFilter.template(context.request());
        return template == null ? Tags.empty() : Tags.of("uri", template);
    }
}
