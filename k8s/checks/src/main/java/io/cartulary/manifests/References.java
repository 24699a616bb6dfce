package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what is named is there. */
final class References {

    /** The README has operators make these, with exactly this command. */
    private static final Pattern TOLD = Pattern.compile("create secret generic ([a-z0-9-]+)");
    /** A password in a file mostly ends with the end of its line, which would be a part of it. */
    private static final Pattern FROM_FILE = Pattern.compile("--from-file=(username|password)\\S*");
    /** The job of the demo makes these. */
    private static final Pattern MADE = Pattern.compile("(?m)^ *secret ([a-z0-9-]+) ");
    /** An operator makes this one, for the cluster of that name. */
    private static final String OF_CASSANDRA = "-superuser";

    private References() {}

    static Stream<String> dangling(Overlay overlay) {
        return overlay.workloads()
                .flatMap(workload -> Stream.of(
                                configuration(overlay, workload), mounts(workload), account(overlay, workload))
                        .flatMap(all -> all));
    }

    private static Stream<String> configuration(Overlay overlay, Manifest workload) {
        JsonNode pod = workload.podTemplate();
        Stream<String> whole = Stream.concat(
                        pod.findValues("configMapRef").stream().map(reference -> reference.path("name")),
                        pod.findValues("configMap").stream().map(reference -> reference.path("name")))
                .filter(name -> overlay.find("ConfigMap", name.asText()).isEmpty())
                .map(name -> workload + " names no ConfigMap " + name);
        Stream<String> keys = pod.findValues("configMapKeyRef").stream()
                .filter(reference -> overlay.find(
                                "ConfigMap", reference.path("name").asText())
                        .filter(found ->
                                found.at("/data").has(reference.path("key").asText()))
                        .isEmpty())
                .map(reference -> workload + " names no entry " + reference);
        return Stream.concat(whole, keys);
    }

    private static Stream<String> mounts(Manifest workload) {
        Set<String> volumes = Stream.concat(
                        each(workload.podTemplate().at("/spec/volumes")).map(volume -> volume.path("name")),
                        each(workload.at("/spec/volumeClaimTemplates")).map(claim -> claim.at("/metadata/name")))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        Stream<String> claims = workload.podTemplate().findValues("persistentVolumeClaim").stream()
                .map(claim -> workload + " names a claim of another document: " + claim);
        return Stream.concat(
                claims,
                workload.containers().stream()
                        .flatMap(container -> each(container.path("volumeMounts")))
                        .map(mount -> mount.path("name").asText())
                        .filter(name -> !volumes.contains(name))
                        .map(name -> workload + " mounts no volume " + name));
    }

    private static Stream<String> account(Overlay overlay, Manifest workload) {
        String account = workload.podTemplate().at("/spec/serviceAccountName").asText("");
        return account.isEmpty() || overlay.find("ServiceAccount", account).isPresent()
                ? Stream.of()
                : Stream.of(workload + " names no ServiceAccount " + account);
    }

    static Stream<String> secrets(Overlay overlay) {
        Stream<String> written = Stream.concat(
                overlay.all("Secret").map(secret -> secret + " stands in the tree"),
                FROM_FILE
                        .matcher(text(overlay.checkout().resolve("k8s/README.md")))
                        .results()
                        .map(match -> "the README makes a Secret with the line's end of a file: " + match.group()));
        return Stream.concat(
                written,
                overlay.workloads()
                        .flatMap(workload -> secretsOf(workload)
                                .filter(name -> !known(overlay, name))
                                .map(name -> workload + " names a Secret that nobody makes: " + name)));
    }

    private static Stream<String> secretsOf(Manifest workload) {
        JsonNode pod = workload.podTemplate();
        return Stream.of(
                        pod.findValues("secretKeyRef").stream().map(reference -> reference.path("name")),
                        pod.findValues("secretRef").stream().map(reference -> reference.path("name")),
                        pod.findValues("secret").stream().map(reference -> reference.path("secretName")))
                .flatMap(all -> all)
                .map(JsonNode::asText)
                .distinct();
    }

    private static boolean known(Overlay overlay, String secret) {
        Stream<String> made = overlay.find("Job", "demo-secrets").stream()
                .flatMap(job -> MADE.matcher(
                                job.json().findValues("command").toString().replace("\\n", "\n"))
                        .results()
                        .map(match -> match.group(1)));
        Stream<String> told = overlay.find("Job", "demo-secrets").isPresent()
                ? Stream.of()
                : TOLD.matcher(text(overlay.checkout().resolve("k8s/README.md")))
                        .results()
                        .map(match -> match.group(1));
        Stream<String> ofOperators = overlay.all("K8ssandraCluster").map(cluster -> cluster.name() + OF_CASSANDRA);
        return Stream.of(made, told, ofOperators).flatMap(all -> all).anyMatch(secret::equals);
    }

    /** A name that every builder and runtime takes for the same image: it begins with a registry. */
    private static final Pattern FULL_NAME = Pattern.compile("(localhost|[^/]*[.:][^/]*)/.+");

    static Stream<String> images(Overlay overlay) {
        return Stream.concat(
                otherImages(overlay),
                overlay.workloads()
                        .flatMap(workload -> workload.containers().stream()
                                .map(container -> container.path("image").asText())
                                .filter(image -> !FULL_NAME.matcher(image).matches())
                                .map(image -> workload + " has an image without a full name: " + image)));
    }

    private static Stream<String> otherImages(Overlay overlay) {
        Set<String> named = each(yaml(overlay.checkout().resolve("k8s/components/images/kustomization.yaml"))
                        .path("images"))
                .map(image -> image.path("newName").asText() + ":"
                        + image.path("newTag").asText())
                .collect(Collectors.toSet());
        return overlay.workloads()
                .flatMap(workload -> workload.containers().stream()
                        .map(container -> container.path("image").asText())
                        .filter(image -> !named.contains(image))
                        .map(image -> workload + " has an image of its own: " + image));
    }

    static JsonNode yaml(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
