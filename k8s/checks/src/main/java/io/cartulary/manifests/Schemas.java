package io.cartulary.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks documents strictly against the schemas that {@link SchemaImport} made. */
public final class Schemas {

    /** No registry has the schemas of these two; only our own rules look at their resources. */
    private static final Set<String> UNCHECKED =
            Set.of("k8ssandra.io/v1alpha1/K8ssandraCluster", "mysql.oracle.com/v2/InnoDBCluster");

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode all;
    private final Map<String, JsonSchema> byKind = new HashMap<>();

    /** Reads the schemas. */
    public Schemas() {
        try (InputStream in = Schemas.class.getResourceAsStream("/schemas/schemas.json")) {
            this.all = new ObjectMapper().readTree(Objects.requireNonNull(in, "schemas.json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is wrong with the document, by its own kind; nothing when it is sound. */
    public List<String> findings(Manifest manifest) {
        String kind = manifest.at("/apiVersion").asText() + "/" + manifest.kind();
        if (UNCHECKED.contains(kind)) {
            return List.of();
        }
        if (!all.path("kinds").has(kind)) {
            return List.of(manifest + ": there is no kind " + kind);
        }
        return byKind.computeIfAbsent(kind, this::schema).validate(manifest.json()).stream()
                .map(message -> manifest + ": " + message.getMessage())
                .toList();
    }

    private JsonSchema schema(String kind) {
        ObjectNode schema = ((ObjectNode) all.deepCopy()).without("kinds");
        schema.put("$ref", "#/$defs/" + all.path("kinds").path(kind).asText());
        return FACTORY.getSchema(schema, SchemaValidatorsConfig.builder().build());
    }
}
