package io.cartulary.query.console;

import io.cartulary.query.console.ConsoleFiles.File;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The web console under {@code /console}: hashed files that never change under {@code assets/}, its settings, and one page for
 * every other path, as the page itself reads the address. Open to everybody, as it holds nothing: what it shows comes from
 * the API with the token of whoever is signed in.
 */
@ApplicationScoped
class ConsoleRoute {

    static final String BASE = "/console";

    private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-]+\\.(js|css|svg)");

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript;charset=utf-8", "css", "text/css;charset=utf-8", "svg", "image/svg+xml");

    private final ConsoleFiles files;
    private final String policy;
    private final String settings;

    ConsoleRoute(ConsoleFiles files, ConsoleConfig config) {
        this.files = files;
        this.policy = policy(config.oidc().issuer());
        this.settings = settings(config);
    }

    void register(@Observes Router router) {
        get(router, BASE + "/assets/:file").handler(this::asset);
        get(router, BASE + "/settings.json").handler(this::settings);
        // of /console, too, as of what is behind it
        get(router, BASE + "/*").handler(this::page);
    }

    private static Route get(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private static void redirect(HttpServerResponse response) {
        response.setStatusCode(308).putHeader(HttpHeaders.LOCATION, BASE + "/").end();
    }

    private void page(RoutingContext context) {
        if (BASE.equals(context.request().path())) {
            redirect(context.response());
            return;
        }
        files.read("console.html")
                .onSuccess(found -> send(context, found, "text/html;charset=utf-8", "no-cache"))
                .onFailure(context::fail);
    }

    private void asset(RoutingContext context) {
        String name = String.valueOf(context.pathParam("file"));
        Matcher matcher = ASSET.matcher(name);
        if (!matcher.matches()) {
            context.next();
            return;
        }
        String type = TYPES.getOrDefault(matcher.group(1), "application/octet-stream");
        // the icon alone has no hash in its name
        String caching = name.equals("icon.svg") ? "max-age=86400" : "public, max-age=31536000, immutable";
        files.read(name).onSuccess(found -> send(context, found, type, caching)).onFailure(context::fail);
    }

    private void settings(RoutingContext context) {
        secured(context.response(), "application/json", "no-cache").end(settings);
    }

    private void send(RoutingContext context, Optional<File> found, String type, String caching) {
        HttpServerResponse response = secured(context.response(), type, caching);
        if (found.isEmpty()) {
            response.setStatusCode(404)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end("There is no such file. There may be a newer release: reload the page.");
            return;
        }
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String encodings = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean compressed = encodings != null && encodings.contains("gzip");
        if (compressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.end(compressed ? found.get().compressed() : found.get().plain());
    }

    private HttpServerResponse secured(HttpServerResponse response, String type, String caching) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    /**
     * Content Security Policy Level 3, and Trusted Types: scripts and styles are files of this origin, nothing inline; only
     * Lit makes HTML, and ECharts an empty string of it.
     */
    private static String policy(Optional<URI> issuer) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
                + issuer.map(uri -> ' ' + origin(uri)).orElse("")
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                + "; require-trusted-types-for 'script'; trusted-types lit-html default";
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String settings(ConsoleConfig config) {
        var settings = new JsonObject();
        config.oidc()
                .issuer()
                .ifPresent(issuer -> settings.put(
                        "oidc",
                        new JsonObject()
                                .put("issuer", issuer.toString())
                                .put("clientId", config.oidc().clientId())
                                .put("scope", config.oidc().scope())));
        config.runbook().ifPresent(runbook -> settings.put("runbook", runbook.toString()));
        return settings.encode();
    }
}
