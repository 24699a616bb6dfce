package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Alerts and dashboard ask for metrics that there are, and each alert has its entry in the README, both ways. */
final class Observability {

    private static final Pattern MEASURED =
            Pattern.compile("(?:builder|gauges?|counter|timer|summary)\\(\\s*\"(cartulary\\.[a-z.]+)\"");
    private static final Pattern ASKED = Pattern.compile("\\bcartulary_[a-z_]+");
    /** What the Prometheus registry of Micrometer appends to a meter's name. */
    private static final Pattern SUFFIX = Pattern.compile("(_seconds)?(_total|_sum|_count|_max|_bucket)?$");

    private static final Pattern HEADING = Pattern.compile("(?m)^### (Cartulary\\w+)$");

    private Observability() {}

    static Stream<String> findings(Overlay overlay) {
        Set<String> measured = Stream.of("command-side", "query-side")
                .flatMap(side -> measured(overlay.checkout().resolve(side).resolve("src/main/java")))
                .collect(Collectors.toSet());
        Stream<String> unknown = Stream.concat(
                        overlay.all("PrometheusRule").flatMap(rules -> rules.json().findValuesAsText("expr").stream()),
                        overlay.all("ConfigMap")
                                .filter(found -> found.at("/metadata/labels").has("grafana_dashboard"))
                                .map(dashboard -> dashboard.at("/data").toString()))
                .flatMap(query -> ASKED.matcher(query).results().map(match -> match.group()))
                .distinct()
                .filter(metric -> !measured.contains(SUFFIX.matcher(metric).replaceFirst("")))
                .map(metric -> "nobody measures " + metric);
        return Stream.concat(unknown, overlay.all("PrometheusRule").flatMap(rules -> runbook(overlay, rules)));
    }

    private static Stream<String> runbook(Overlay overlay, Manifest rules) {
        List<String> headings = HEADING.matcher(
                        References.text(overlay.checkout().resolve("k8s/README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> alerts = rules.json().findValuesAsText("alert");
        Stream<String> unexplained = alerts.stream()
                .filter(alert -> !headings.contains(alert))
                .map(alert -> alert + " has no entry in k8s/README.md");
        Stream<String> gone = headings.stream()
                .filter(heading -> !alerts.contains(heading))
                .map(heading -> "k8s/README.md explains an alert that there is not: " + heading);
        Stream<String> astray = each(rules.at("/spec/groups"))
                .flatMap(group -> each(group.path("rules")))
                .filter(rule -> !isUrlOf(
                        rule.path("alert").asText(),
                        rule.at("/annotations/runbook_url").asText()))
                .map(rule -> rule.path("alert").asText() + " names another entry");
        return Stream.of(unexplained, gone, astray).flatMap(all -> all);
    }

    private static boolean isUrlOf(String alert, String url) {
        return url.startsWith("https://") && url.endsWith("/k8s/README.md#" + alert.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> measured(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(References::text)
                    .flatMap(source -> MEASURED.matcher(source).results())
                    .map(match -> match.group(1).replace('.', '_'))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
