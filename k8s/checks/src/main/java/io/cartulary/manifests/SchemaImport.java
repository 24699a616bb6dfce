package io.cartulary.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the schemas that {@link Schemas} checks with, out of what the projects themselves publish: Kubernetes' OpenAPI
 * documents and custom resource definitions. Run by {@code k8s/checks/import-schemas}, when a version changes.
 *
 * <p>Three things are made stricter. An object with named fields permits no others, as {@code kubectl --validate=strict}
 * has it. The values of Kubernetes' enumerations, which its published documents leave out, are taken from the generated
 * code that they are made from. And a quantity, a label or a port is one that the API server would take.
 */
public final class SchemaImport {

    /** Of Kubernetes' own: what Cartulary uses. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("v1/Namespace", "io.k8s.api.core.v1.Namespace"),
            Map.entry("v1/ServiceAccount", "io.k8s.api.core.v1.ServiceAccount"),
            Map.entry("v1/Service", "io.k8s.api.core.v1.Service"),
            Map.entry("v1/ConfigMap", "io.k8s.api.core.v1.ConfigMap"),
            Map.entry("v1/Secret", "io.k8s.api.core.v1.Secret"),
            Map.entry("apps/v1/Deployment", "io.k8s.api.apps.v1.Deployment"),
            Map.entry("apps/v1/StatefulSet", "io.k8s.api.apps.v1.StatefulSet"),
            Map.entry("batch/v1/Job", "io.k8s.api.batch.v1.Job"),
            Map.entry("batch/v1/CronJob", "io.k8s.api.batch.v1.CronJob"),
            Map.entry("policy/v1/PodDisruptionBudget", "io.k8s.api.policy.v1.PodDisruptionBudget"),
            Map.entry("networking.k8s.io/v1/Ingress", "io.k8s.api.networking.v1.Ingress"),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", "io.k8s.api.networking.v1.NetworkPolicy"),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", "io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler"),
            Map.entry("rbac.authorization.k8s.io/v1/Role", "io.k8s.api.rbac.v1.Role"),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", "io.k8s.api.rbac.v1.RoleBinding"));

    private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    /** A number with a unit at most, such as 500m, 2Gi and 1e3 (k8s.io/apimachinery, resource.Quantity). */
    private static final String AMOUNT =
            "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

    private static final String LABEL = "^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$";

    private static final int LAST_PORT = 65_535;
    private static final String REFERENCE = "#/$defs/";
    /** What says nothing about whether a document is sound. */
    private static final Set<String> PROSE =
            Set.of("description", "default", "format", "example", "externalDocs", "title");

    private static final Pattern TYPE = Pattern.compile("^func schema_k8sio_api_(\\w+?)_(v\\w+?)_(\\w+)\\(");
    private static final Pattern FIELD = Pattern.compile("^\\t\\t\\t\\t\\t\"(\\w+)\": \\{$");
    private static final Pattern ENUM = Pattern.compile("^\\t\\t\\t\\t\\t\\t\\tEnum: +\\[]interface\\{}\\{(.*)},$");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> definitions = new TreeMap<>();
    private final Map<String, String> kinds = new TreeMap<>();

    private SchemaImport() {}

    /** The file to write, the folder of Kubernetes' sources, and the files of custom resource definitions. */
    public static void main(String... arguments) throws IOException {
        var schemas = new SchemaImport();
        schemas.kubernetes(Path.of(arguments[1]));
        for (String file : Arrays.asList(arguments).subList(2, arguments.length)) {
            schemas.customResource(Path.of(file));
        }
        Files.writeString(Path.of(arguments[0]), schemas.written());
    }

    private void kubernetes(Path sources) throws IOException {
        Map<String, JsonNode> known = new TreeMap<>();
        try (Stream<Path> files = Files.list(sources.resolve("api/openapi-spec/v3"))) {
            for (Path file : files.sorted().toList()) {
                json.readTree(file.toFile())
                        .at("/components/schemas")
                        .properties()
                        .forEach(schema -> known.put(schema.getKey(), schema.getValue()));
            }
        }
        enumerate(known, sources.resolve("pkg/generated/openapi/zz_generated.openapi.go"));
        restrict(known, QUANTITY, "/oneOf/0", AMOUNT);
        restrict(known, METADATA, "/properties/labels/additionalProperties", LABEL);
        kinds.putAll(KINDS);
        Deque<String> wanted = new ArrayDeque<>(KINDS.values());
        wanted.add(METADATA);
        while (!wanted.isEmpty()) {
            String name = wanted.remove();
            if (!definitions.containsKey(name)) {
                JsonNode closed = closed(Objects.requireNonNull(known.get(name), name));
                definitions.put(name, closed);
                closed.findValuesAsText("$ref")
                        .forEach(reference -> wanted.add(reference.substring(REFERENCE.length())));
            }
        }
    }

    private static void restrict(Map<String, JsonNode> known, String type, String text, String pattern) {
        ((ObjectNode) Objects.requireNonNull(known.get(type), type).at(text)).put("pattern", pattern);
    }

    private static void enumerate(Map<String, JsonNode> known, Path generated) throws IOException {
        String type = "";
        String field = "";
        for (String line : Files.readAllLines(generated)) {
            Matcher function = TYPE.matcher(line);
            Matcher property = FIELD.matcher(line);
            Matcher values = ENUM.matcher(line);
            if (function.find()) {
                type = "io.k8s.api." + function.group(1) + "." + function.group(2) + "." + function.group(3);
            } else if (property.find()) {
                field = property.group(1);
            } else if (values.find() && known.get(type) instanceof ObjectNode schema) {
                if (schema.at("/properties/" + field) instanceof ObjectNode described) {
                    ArrayNode permitted = described.putArray("enum");
                    QUOTED.matcher(values.group(1)).results().forEach(value -> permitted.add(value.group(1)));
                }
            }
        }
    }

    private void customResource(Path file) throws IOException {
        JsonNode spec = new YAMLMapper().readTree(file.toFile()).path("spec");
        String kind = spec.at("/names/kind").asText();
        for (JsonNode version : spec.path("versions")) {
            String apiVersion =
                    spec.path("group").asText() + "/" + version.path("name").asText();
            ObjectNode schema = (ObjectNode) closed(version.at("/schema/openAPIV3Schema"));
            ((ObjectNode) schema.path("properties")).putObject("metadata").put("$ref", REFERENCE + METADATA);
            // The operators' to write.
            ((ObjectNode) schema.path("properties")).remove("status");
            String name = apiVersion.replace('/', '.') + "." + kind;
            definitions.put(name, schema);
            kinds.put(apiVersion + "/" + kind, name);
        }
    }

    /** The schema without prose, and without permission for fields that it doesn't name. */
    private JsonNode closed(JsonNode schema) {
        if (schema.isArray()) {
            ArrayNode all = json.createArrayNode();
            schema.forEach(one -> all.add(closed(one)));
            return all;
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode closed = json.createObjectNode();
        schema.properties().stream()
                .filter(entry -> !isProse(entry))
                .forEach(entry -> closed.set(entry.getKey(), closedMember(entry)));
        if (schema.path("properties").isObject()
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            closed.put("additionalProperties", false);
        }
        return closed;
    }

    private static boolean isProse(Map.Entry<String, JsonNode> entry) {
        return PROSE.contains(entry.getKey()) || entry.getKey().startsWith("x-");
    }

    /** Of {@code properties}, every key is a field, even one that is called {@code description}. */
    private JsonNode closedMember(Map.Entry<String, JsonNode> entry) {
        if (entry.getKey().equals("properties")) {
            ObjectNode fields = json.createObjectNode();
            entry.getValue().properties().forEach(field -> fields.set(field.getKey(), closedField(field)));
            return fields;
        }
        if (entry.getKey().equals("$ref")) {
            return TextNode.valueOf(REFERENCE + entry.getValue().asText().replaceFirst("^.*/", ""));
        }
        return closed(entry.getValue());
    }

    private JsonNode closedField(Map.Entry<String, JsonNode> field) {
        JsonNode closed = closed(field.getValue());
        boolean isPort = field.getKey().equals("port") || field.getKey().endsWith("Port");
        if (isPort
                && closed instanceof ObjectNode number
                && number.path("type").asText().equals("integer")) {
            number.put("minimum", 1).put("maximum", LAST_PORT);
        }
        return closed;
    }

    /** A definition on a line, so that a new version is a difference that can be read. */
    private String written() throws IOException {
        var text = new StringBuilder("{\n\"kinds\": ");
        text.append(json.writerWithDefaultPrettyPrinter().writeValueAsString(kinds))
                .append(",\n\"$defs\": {\n");
        Iterator<Map.Entry<String, JsonNode>> all = definitions.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, JsonNode> definition = all.next();
            text.append('"').append(definition.getKey()).append("\": ");
            text.append(json.writeValueAsString(definition.getValue())).append(all.hasNext() ? ",\n" : "\n");
        }
        return text.append("}\n}\n").toString();
    }
}
