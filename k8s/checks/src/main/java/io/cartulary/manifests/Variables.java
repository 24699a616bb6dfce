package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;
import static io.cartulary.manifests.Security.unless;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables that a deployment sets are those that its program reads, both ways. */
final class Variables {

    private static final Pattern READ = Pattern.compile("\\$\\{\\??([A-Z0-9_]+)");
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MEMBER = Pattern.compile("(?m)^ {4}[\\w<>.]+ (\\w+)\\(\\);");
    /** Of a program, and of a library. */
    private static final List<String> PROPERTIES =
            List.of("application.properties", "META-INF/microprofile-config.properties");
    /** The job with a program of ours. */
    private static final String MIGRATION = "command-side-migration";
    /** What both services read, beside what is their own. */
    private static final String SHARED = "event-contracts/service";
    /** Quarkus' own, which stand in neither service's properties. */
    private static final Set<String> OF_QUARKUS = Set.of("QUARKUS_SHUTDOWN_TIMEOUT");
    /** A setting of Kafka's clients is one of Quarkus', by the name with underscores. */
    private static final Pattern OF_KAFKA = Pattern.compile("KAFKA_(SECURITY|SASL|SSL)_.+");
    /** Where the issuer's keys come from: one of the two. */
    private static final Set<String> KEYS = Set.of("JWT_JWKS_URL", "JWT_KEY_FILE");

    /** What switches something on that is off without it. */
    private static final Set<String> OPTIONAL = Set.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "OTEL_TRACES_SAMPLER_ARG",
            "JWT_JWKS_CA_FILE",
            "MYSQL_TLS",
            "MYSQL_CA_FILE",
            "MYSQL_JDBC_OPTIONS",
            "CASSANDRA_USERNAME",
            "CASSANDRA_PASSWORD",
            "CASSANDRA_SSL_ENGINE_FACTORY",
            "CASSANDRA_TRUST_STORE",
            "CASSANDRA_TRUST_STORE_PASSWORD");

    private Variables() {}

    static Stream<String> findings(Overlay overlay) {
        return Stream.concat(
                overlay.services()
                        .flatMap(service -> Stream.concat(
                                compared(overlay, service, service.name(), SHARED), ofService(overlay, service))),
                overlay.find("Job", MIGRATION).stream()
                        .flatMap(job -> compared(overlay, job, "command-side/migration")));
    }

    /** What is set against what is read by the program whose sources are in these folders. */
    private static Stream<String> compared(Overlay overlay, Manifest program, String... folders) {
        List<Path> sources = Stream.of(folders)
                .map(folder -> overlay.checkout().resolve(folder).resolve("src/main"))
                .toList();
        Set<String> named = sources.stream().flatMap(Variables::named).collect(Collectors.toUnmodifiableSet());
        Set<String> read = new HashSet<>(named);
        sources.stream().flatMap(Variables::mapped).forEach(read::add);
        Set<String> set = valuesOf(overlay, program).keySet();
        Stream<String> unread = set.stream()
                .filter(name -> !read.contains(name)
                        && !OF_QUARKUS.contains(name)
                        && !OF_KAFKA.matcher(name).matches())
                .map(name -> program + " sets what it does not read: " + name);
        Stream<String> unset = named.stream()
                .filter(name -> !set.contains(name) && !KEYS.contains(name) && !OPTIONAL.contains(name))
                .map(name -> program + " reads what nobody sets: " + name);
        return Stream.concat(unread, unset);
    }

    private static Stream<String> ofService(Overlay overlay, Manifest service) {
        Map<String, String> set = valuesOf(overlay, service);
        Stream<String> keys = unless(
                KEYS.stream().filter(set::containsKey).count() == 1,
                service + " needs exactly one of JWT_JWKS_URL and JWT_KEY_FILE");
        Stream<String> port = unless(
                List.of(set.getOrDefault("QUARKUS_HTTP_PORT", ""))
                        .equals(each(service.podTemplate().at("/spec/containers/0/ports"))
                                .map(offered -> offered.path("containerPort").asText())
                                .toList()),
                service + " listens elsewhere than its container says");
        return Stream.concat(keys, port);
    }

    /** What the service reads in the end: its own values before those of its ConfigMaps. */
    static Map<String, String> valuesOf(Overlay overlay, Manifest service) {
        return set(overlay, service).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, own) -> own));
    }

    /** What is set in the service's container: from its ConfigMaps, and by itself. */
    static Stream<Map.Entry<String, String>> set(Overlay overlay, Manifest service) {
        return service.containers().stream()
                .flatMap(container -> Stream.concat(
                        each(container.path("envFrom"))
                                .flatMap(source ->
                                        overlay
                                                .find(
                                                        "ConfigMap",
                                                        source.at("/configMapRef/name")
                                                                .asText())
                                                .stream())
                                .flatMap(found -> Overlay.strings(found.at("/data")).entrySet().stream()),
                        each(container.path("env"))
                                .map(variable -> Map.entry(
                                        variable.path("name").asText(),
                                        variable.path("value").asText()))));
    }

    /** By {@code ${NAME:…}} in the service's properties, and {@code ${?NAME}} in the file of Cassandra's driver. */
    private static Stream<String> named(Path sources) {
        Path driver = sources.resolve("resources/application.conf");
        String texts = properties(sources).values() + (Files.exists(driver) ? References.text(driver) : "");
        return READ.matcher(texts).results().map(match -> match.group(1));
    }

    /** By the rule of Quarkus and its configuration interfaces: {@code cartulary.relay.page-size: CARTULARY_RELAY_PAGE_SIZE}. */
    private static Stream<String> mapped(Path sources) {
        try (Stream<Path> files = Files.walk(sources.resolve("java"))) {
            Stream<String> members = files.filter(file -> file.toString().endsWith("Config.java"))
                    .map(References::text)
                    .flatMap(Variables::members);
            return Stream.concat(properties(sources).stringPropertyNames().stream(), members)
                    .map(key -> key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> members(String source) {
        Matcher prefix = PREFIX.matcher(source);
        if (!prefix.find()) {
            return Stream.of();
        }
        String key = prefix.group(1) + ".";
        return MEMBER.matcher(source)
                .results()
                .map(member ->
                        key + member.group(1).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    private static Properties properties(Path sources) {
        try {
            var properties = new Properties();
            for (String file : PROPERTIES) {
                Path path = sources.resolve("resources").resolve(file);
                if (Files.exists(path)) {
                    properties.load(new StringReader(References.text(path)));
                }
            }
            return properties;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
