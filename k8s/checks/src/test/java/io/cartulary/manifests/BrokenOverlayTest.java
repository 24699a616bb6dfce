package io.cartulary.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line breaks a sound overlay in one place, and the check that it is meant for has to say so. */
class BrokenOverlayTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POD = "/spec/template/spec";

    @ParameterizedTest(name = "{1} {2}: {3} = {4}: {5}")
    @CsvSource(delimiter = '|', textBlock = """
            demo       | Deployment  | command-side | POD/containers/0/livenesProbe               | {}                       | 'livenesProbe'
            demo       | HorizontalPodAutoscaler | command-side | /spec/minReplicas                  | "two"                    | integer expected
            demo       | Deployment  | command-side | /spec/selector                              |                          | required property 'selector'
            demo       | Deployment  | command-side | POD/containers/0/imagePullPolicy            | "Sometimes"              | enumeration
            demo       | Deployment  | command-side | POD/containers/0/ports/0/containerPort      | "8081"                   | integer expected
            demo       | Deployment  | command-side | POD/volumes/0/emptyDir/sizeLimit            | true                     | sizeLimit
            demo       | Service     | query-side   | /spec/ports/0/portt                         | 80                       | 'portt'
            demo       | Service     | query-side   | /spec/type                                  | "Cluster"                | enumeration
            demo       | Job         | topics       | POD/restartPolicy                           | "Sometimes"              | enumeration
            demo       | Ingress     | cartulary    | /spec/rules/0/http/paths/0/pathType         |                          | required property 'pathType'
            demo       | Ingress     | cartulary    | /apiVersion                                 | "extensions/v1beta1"     | no kind
            operators  | HTTPRoute   | queries      | /spec/rules/0/matches/0/method              | "FETCH"                  | enumeration
            operators  | ScaledObject| query-side   | /spec/triggers/0/kind                       | "kafka"                  | 'kind'
            production | ServiceMonitor | query-side | /spec/endpoints/0/intervall                | "15s"                    | 'intervall'
            production | PrometheusRule | cartulary | /spec/groups/0/rules/0/expr                 |                          | required property 'expr'
            production | NetworkPolicy | callers    | /metadata/label                             | {}                       | 'label'
            demo       | Deployment  | query-side   | POD/containers/0/resources/limits/memory    | "512Megs"                | limits/memory
            demo       | Deployment  | query-side   | POD/containers/0/ports/0/containerPort      | 99999                    | maximum value of 65535
            demo       | Deployment  | query-side   | POD/containers/0/livenessProbe/httpGet/port |                          | required property 'port'
            demo       | Service     | query-side   | /metadata/labels/tier                       | "a b"                    | labels/tier
            demo       | StatefulSet | kafka        | /spec/serviceName                           | 3                        | string expected
            operators  | KafkaNodePool | brokers    | /spec/roles/0                               | "kraft"                  | enumeration
            operators  | Kafka       | cartulary    | /spec/kafka/listeners/0/tls                 |                          | required property 'tls'
            operators  | KafkaTopic  | cartulary.events | /spec/partition                         | 12                       | 'partition'
            """)
    void a_document_that_its_schema_forbids_is_found(
            String overlay, String kind, @Nullable String name, String place, @Nullable String value, String finding)
            throws JsonProcessingException {
        Overlay broken = broken(overlay, kind, name, place, value);
        var schemas = new Schemas();
        assertThat(broken.manifests().stream().flatMap(manifest -> schemas.findings(manifest).stream()))
                .isNotEmpty()
                .allSatisfy(said -> assertThat(said).startsWith(kind + " " + name))
                .anySatisfy(said -> assertThat(said).contains(finding));
    }

    @ParameterizedTest(name = "{0}: {2} {3}: {4} = {5}: {6}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECTORS  | demo       | Deployment  | command-side | /spec/template/metadata/labels/app.kubernetes.io~1component | "other" | does not select its own pods
            SELECTORS  | demo       | Service     | query-side   | /spec/selector/app.kubernetes.io~1name      | "queries"                | Service query-side
            SELECTORS  | demo       | PodDisruptionBudget | query-side | /spec/selector/matchLabels/app.kubernetes.io~1name | "queries"   | PodDisruptionBudget query-side
            SELECTORS  | production | NetworkPolicy | topics     | /spec/podSelector/matchLabels/app.kubernetes.io~1name | "topic"        | selects no pods
            SELECTORS  | production | Service     | query-side   | /metadata/labels                            | {}                       | ServiceMonitor query-side
            PORTS      | demo       | Service     | query-side   | /spec/ports/0/targetPort                    | "web"                    | leads to no port
            PORTS      | demo       | Deployment  | query-side   | POD/containers/0/livenessProbe/httpGet/port | 8081                     | probe of no port
            PORTS      | production | ServiceMonitor | query-side | /spec/endpoints/0/port                     | "metrics"                | asks no port
            PORTS      | production | NetworkPolicy | callers    | /spec/ingress/0/ports/0/port                | "web"                    | lets in to no port
            TARGETS    | demo       | Ingress     | cartulary    | /spec/rules/0/http/paths/0/backend/service/name | "commands"           | leads to no
            TARGETS    | demo       | Ingress     | cartulary    | /spec/rules/0/http/paths/1/backend/service/port | {"number": 8082}     | leads to no
            TARGETS    | operators  | HTTPRoute   | queries      | /spec/rules/0/backendRefs/0/port            | 8082                     | leads to no
            TARGETS    | production | HorizontalPodAutoscaler | query-side | /spec/scaleTargetRef/name         | "queries"                | scales no Deployment
            TARGETS    | operators  | HorizontalPodAutoscaler | command-side | /spec/scaleTargetRef/name       | "query-side"             | ScaledObject scales
            ROUTES     | demo       | Ingress     | cartulary    | /spec/rules/0/http/paths/0/path             | "/commands/v2"           | no route leads to POST /commands/v1/carts of
            ROUTES     | operators  | HTTPRoute   | queries      | /spec/rules/1/matches/2/path/value          | "/queries/v1/audit"      | no route leads to POST /queries/v1/admin/quarantine
            ROUTES     | operators  | HTTPRoute   | commands     | /spec/rules/0/matches/1/method              | "GET"                    | no route leads to PUT /commands/v1/products
            REFERENCES | demo       | Deployment  | query-side   | POD/containers/0/envFrom/0/configMapRef/name | "query-side"            | names no ConfigMap
            REFERENCES | demo       | Job         | topics       | POD/containers/0/env/2/valueFrom/configMapKeyRef/key | "KAFKA"         | names no entry
            REFERENCES | demo       | Deployment  | query-side   | POD/containers/0/volumeMounts/0/name        | "scratch"                | mounts no volume
            REFERENCES | demo       | StatefulSet | mysql        | /spec/volumeClaimTemplates/0/metadata/name  | "store"                  | mounts no volume
            REFERENCES | demo       | Deployment  | query-side   | POD/volumes/0/persistentVolumeClaim         | {"claimName": "there"}   | claim of another
            REFERENCES | demo       | Deployment  | query-side   | POD/serviceAccountName                      | "queries"                | names no ServiceAccount
            SECRETS    | demo       | Deployment  | command-side | POD/containers/0/env/0/valueFrom/secretKeyRef/name | "mysql"           | nobody makes
            SECRETS    | production | Deployment  | query-side   | POD/volumes/1/secret/secretName             | "keys"                   | nobody makes
            SECRETS    | demo       | ConfigMap   |              | /kind                                       | "Secret"                 | stands in the tree
            IMAGES     | demo       | StatefulSet | mysql        | POD/containers/0/image                      | "mysql:8.4"              | without a full name
            IMAGES     | demo       | Deployment  | command-side | POD/containers/0/image                      | "localhost/cartulary/command-side:latest" | image of its own
            SECURITY   | demo       | Namespace   | cartulary    | /metadata/labels/pod-security.kubernetes.io~1enforce | "baseline"      | does not enforce
            SECURITY   | production | NetworkPolicy | nothing-unless-named | /spec/egress                      | [{}]                     | no NetworkPolicy forbids
            SECURITY   | demo       | Deployment  | query-side   | POD/securityContext/runAsNonRoot            | false                    | may run as root
            SECURITY   | production | Job         | command-side-migration | POD/containers/0/env/4/valueFrom/secretKeyRef/name | "mysql-command-side" | has the database user of the service
            SECURITY   | demo       | StatefulSet | kafka        | POD/securityContext/runAsUser               | 0                        | runs as root
            SECURITY   | demo       | StatefulSet | cassandra    | POD/securityContext/seccompProfile/type     | "Unconfined"             | no seccomp profile
            SECURITY   | demo       | StatefulSet | kafka        | POD/initContainers/0/securityContext/allowPrivilegeEscalation |        | may gain privileges
            SECURITY   | demo       | Job         | topics       | POD/containers/0/securityContext/capabilities/drop | ["NET_RAW"]       | keeps capabilities
            SECURITY   | demo       | Deployment  | query-side   | POD/containers/0/securityContext/readOnlyRootFilesystem | false        | may write
            SECURITY   | demo       | Deployment  | query-side   | POD/automountServiceAccountToken            | true                     | gets a token
            SECURITY   | demo       | Deployment  | query-side   | POD/hostNetwork                             | true                     | is in the host
            SECURITY   | demo       | Deployment  | query-side   | POD/volumes/0/hostPath                      | {"path": "/"}            | volume that is not permitted
            OPERATIONS | demo       | Deployment  | query-side   | POD/containers/0/resources/limits/memory    |                          | has no limits/memory
            OPERATIONS | demo       | StatefulSet | mysql        | POD/containers/0/readinessProbe             |                          | has no readinessProbe
            OPERATIONS | demo       | ConfigMap   |              | /data/SHUTDOWN_DRAIN                        | "0s"                     | before the proxies know
            OPERATIONS | demo       | Deployment  | query-side   | POD/containers/0/startupProbe/failureThreshold | 60                    | is given up while it starts
            OPERATIONS | demo       | StatefulSet | kafka        | POD/containers/0/startupProbe/failureThreshold |                       | is given up while it starts
            OPERATIONS | demo       | Job         | topics       | /spec/ttlSecondsAfterFinished               |                          | is still there at the next upgrade
            OPERATIONS | demo       | Job         | demo-secrets | /spec/ttlSecondsAfterFinished               | 86400                    | is still there at the next upgrade
            OPERATIONS | demo       | Deployment  | query-side   | POD/terminationGracePeriodSeconds           | 30                       | is killed before
            OPERATIONS | demo       | Deployment  | query-side   | /spec/strategy/rollingUpdate/maxUnavailable | 1                        | is fewer
            OPERATIONS | demo       | Deployment  | query-side   | POD/topologySpreadConstraints               |                          | is not spread
            OPERATIONS | production | Deployment  | query-side   | /spec/replicas                              | 3                        | has a number of replicas
            OPERATIONS | demo       | HorizontalPodAutoscaler | query-side | /spec/minReplicas                 | 1                        | a single replica
            CAPACITY   | demo       | StatefulSet | mysql        | POD/containers/0/resources/requests/cpu     | "500m"                   | asks for
            CAPACITY   | demo       | StatefulSet | cassandra    | POD/containers/0/resources/requests/memory  | "4Gi"                    | asks for
            OPERATIONS | demo       | PodDisruptionBudget | query-side | /kind                                 | "Budget"                 | has no PodDisruptionBudget
            REDUNDANCY | production | HorizontalPodAutoscaler | query-side | /spec/minReplicas                  | 2                        | query-side has fewer
            REDUNDANCY | production | Job         | topics       | POD/containers/0/env/3/value                | "1"                      | REPLICATION_FACTOR 1
            REDUNDANCY | production | Deployment  | query-side   | POD/containers/0/env | [{"name": "CASSANDRA_REPLICATION", "value": "{'datacenter1': 1}"}] | kept fewer
            REDUNDANCY | operators  | KafkaTopic  | cartulary.events | /spec/replicas                          | 1                        | cartulary.events has fewer
            REDUNDANCY | operators  | KafkaTopic  | cartulary.events | /spec/config/min.insync.replicas        | 1                        | a single broker
            VARIABLES  | demo       | Deployment  | command-side | POD/containers/0/env/0/name                 | "MYSQL_USER"             | does not read: MYSQL_USER
            VARIABLES  | demo       | Deployment  | command-side | POD/containers/0/env/0/name                 | "MYSQL_USER"             | nobody sets: MYSQL_USERNAME
            VARIABLES  | demo       | Deployment  | command-side | POD/containers/0/env/0/name                 | "JWT_JWKS_URL"           | needs exactly one of
            VARIABLES  | demo       | Job         | command-side-migration | POD/containers/0/env/0/name       | "MYSQL_ADDRESS"          | does not read: MYSQL_ADDRESS
            VARIABLES  | demo       | Job         | command-side-migration | POD/containers/0/env/0/name       | "MYSQL_ADDRESS"          | nobody sets: MYSQL_HOST
            VARIABLES  | demo       | Deployment  | query-side   | POD/containers/0/ports/0/containerPort      | 8080                     | listens elsewhere
            TOPICS     | demo       | Job         | topics       | POD/containers/0/command/2                  | "create \\"$EVENTS_TOPIC\\" 6" | have 6 partitions
            TOPICS     | demo       | Job         | topics       | /metadata/name                              | "topic"                  | nobody makes the topic of REFUSED_TOPIC
            TOPICS     | operators  | KafkaTopic  | cartulary.events | /spec/config/retention.ms               | 604800000                | not kept for ever
            TOPICS     | operators  | ScaledObject | query-side  | /spec/triggers/0/metadata/topic             | "events"                 | watches another topic
            OBSERVABILITY | production | PrometheusRule | cartulary | /spec/groups/0/rules/0/expr             | "cartulary_nothing > 1"  | nobody measures cartulary_nothing
            OBSERVABILITY | production | PrometheusRule | cartulary | /spec/groups/0/rules/0/alert            | "CartularyNew"           | CartularyNew has no entry
            OBSERVABILITY | production | PrometheusRule | cartulary | /spec/groups/0/rules/0/alert            | "CartularyNew"           | explains an alert that there is not: CartularyCommandSideGone
            OBSERVABILITY | production | PrometheusRule | cartulary | /spec/groups/0/rules/0/annotations/runbook_url | "https://example.com/k8s/README.md#other" | names another entry
            OBSERVABILITY | production | PrometheusRule | cartulary | /spec/groups/0/rules/0/annotations/runbook_url | "k8s/README.md#cartularycommandsidegone" | names another entry
            OBSERVABILITY | production | ConfigMap | cartulary-dashboard | /data/cartulary.json               | "cartulary_relay_led"    | nobody measures cartulary_relay_led
            """)
    void what_breaks_a_rule_is_found(
            Rules rule,
            String overlay,
            String kind,
            @Nullable String name,
            String place,
            @Nullable String value,
            String finding)
            throws JsonProcessingException {
        Overlay broken = broken(overlay, kind, name, place, value);
        assertThat(rule.findings(broken)).anySatisfy(said -> assertThat(said).contains(finding));
    }

    /** A copy of the overlay with another value in one place, or with none there. */
    private static Overlay broken(
            String overlay, String kind, @Nullable String name, String place, @Nullable String value)
            throws JsonProcessingException {
        Overlay sound = Overlays.rendered(overlay);
        Manifest chosen = sound.manifests().stream()
                .filter(manifest ->
                        manifest.is(kind) && (name == null || manifest.name().equals(name)))
                .findFirst()
                .orElseThrow();
        var changed = new Manifest(chosen.json().deepCopy());
        change(changed.json(), JsonPointer.compile(place.replace("POD", POD)), value);
        List<Manifest> manifests = new ArrayList<>(sound.manifests());
        manifests.set(manifests.indexOf(chosen), changed);
        return new Overlay(List.copyOf(manifests), sound.checkout());
    }

    private static void change(JsonNode document, JsonPointer place, @Nullable String value)
            throws JsonProcessingException {
        JsonNode parent = document.at(place.head());
        JsonPointer last = place.last();
        switch (parent) {
            case ArrayNode array when value != null -> array.set(last.getMatchingIndex(), JSON.readTree(value));
            case ObjectNode object when value != null -> object.set(last.getMatchingProperty(), JSON.readTree(value));
            case ObjectNode object ->
                assertThat(object.remove(last.getMatchingProperty()))
                        .as("what is taken away")
                        .isNotNull();
            default -> throw new IllegalArgumentException("there is no place " + place);
        }
    }
}
