package io.cartulary.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An overlay as it is rendered.
 *
 * @param checkout the folder of the whole project, whose other files some rules compare it with
 */
public record Overlay(List<Manifest> manifests, Path checkout) {

    /** All of a kind. */
    public Stream<Manifest> all(String kind) {
        return manifests.stream().filter(manifest -> manifest.is(kind));
    }

    /** The one of that kind and name. */
    public Optional<Manifest> find(String kind, String name) {
        return all(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }

    /** All that make pods. */
    public Stream<Manifest> workloads() {
        return manifests.stream().filter(manifest -> !manifest.podTemplate().isMissingNode());
    }

    /** Those whose pods run on: no jobs. */
    public Stream<Manifest> servers() {
        return workloads().filter(manifest -> !manifest.is("Job"));
    }

    /** The two services. */
    public Stream<Manifest> services() {
        return all("Deployment");
    }

    /** The workloads whose pods the labels select. */
    public List<Manifest> selected(JsonNode labels) {
        Map<String, String> wanted = strings(labels);
        return workloads()
                .filter(manifest -> strings(manifest.podTemplate().at("/metadata/labels"))
                        .entrySet()
                        .containsAll(wanted.entrySet()))
                .toList();
    }

    /** The members of an object as text. */
    public static Map<String, String> strings(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, member -> member.getValue().asText()));
    }
}
