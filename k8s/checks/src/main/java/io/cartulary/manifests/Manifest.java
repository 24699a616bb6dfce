package io.cartulary.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One document of a rendered overlay. */
public record Manifest(JsonNode json) {

    /** For instance {@code Deployment}. */
    public String kind() {
        return json.path("kind").asText();
    }

    /** {@code metadata.name}. */
    public String name() {
        return json.path("metadata").path("name").asText();
    }

    /** Whether it is of that kind. */
    public boolean is(String kind) {
        return kind().equals(kind);
    }

    /** What stands there, or a missing node. */
    public JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /** The template of its pods, or a missing node when it makes none. */
    public JsonNode podTemplate() {
        return switch (kind()) {
            case "Deployment", "StatefulSet", "Job" -> json.at("/spec/template");
            case "CronJob" -> json.at("/spec/jobTemplate/spec/template");
            default -> json.path("no pods");
        };
    }

    /** All containers of its pods, those that prepare them first. */
    public List<JsonNode> containers() {
        JsonNode pod = podTemplate().path("spec");
        return Stream.concat(each(pod.path("initContainers")), each(pod.path("containers")))
                .toList();
    }

    /** The elements of an array, none when there is no array. */
    public static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
