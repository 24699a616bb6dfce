#!/usr/bin/env bash
# findings/kafka-unknown-name.sh: Kafka's client, which waits for a broker that is down, can't be created while the
# broker's name is unknown; since 4.4 it can, where a setting permits it.
#
# Versions: kafka-clients 4.1.2 and 4.4.0; seen on 30 November 2026.
#
# Input: a producer for kafka.invalid:9092, a name that no DNS server knows (RFC 2606), and one for 127.0.0.1:9 where
# nothing listens; as while a Kubernetes Service of Kafka is not there yet.
# A good guess: both are the same to a client that connects in the background and retries for ever.
# Seen: with the port, the producer is created in either version. With the name, 4.1.2 throws at once from the
# constructor, "No resolvable bootstrap urls given in bootstrap.servers", so a service that creates its client at its
# start crashes. 4.4.0 does so only with the default of bootstrap.resolve.timeout.ms (KIP-909); with a timeout it is
# created, and resolves the name later.
#
# Needs a JDK 17 or newer and Maven. Fails when the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Finding.java <<'JAVA'
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

class Finding {

    public static void main(String[] arguments) {
        String version = arguments[0];
        create(version, "127.0.0.1:9", Map.of());
        create(version, "kafka.invalid:9092", Map.of());
        create(version, "kafka.invalid:9092", Map.of("bootstrap.resolve.timeout.ms", "60000"));
    }

    private static void create(String version, String servers, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("bootstrap.servers", servers);
        String outcome;
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            outcome = "created";
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            outcome = cause.getClass().getSimpleName() + ", " + cause.getMessage();
        }
        System.out.printf("%s, %s %s: %s%n", version, servers, more.keySet(), outcome);
    }
}
JAVA

for version in 4.1.2 4.4.0; do
  cat >pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka-clients</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
  mvn -q -B -Dstyle.color=never dependency:build-classpath -Dmdep.outputFile=classpath
  java -cp "$(<classpath)" Finding.java "$version" >>seen 2>log || { cat log >&2; exit 1; }
done
cat seen

diff - seen <<'EXPECTED' || { echo "The behaviour has changed." >&2; exit 1; }
4.1.2, 127.0.0.1:9 []: created
4.1.2, kafka.invalid:9092 []: ConfigException, No resolvable bootstrap urls given in bootstrap.servers
4.1.2, kafka.invalid:9092 [bootstrap.resolve.timeout.ms]: ConfigException, No resolvable bootstrap urls given in bootstrap.servers
4.4.0, 127.0.0.1:9 []: created
4.4.0, kafka.invalid:9092 []: ConfigException, No resolvable bootstrap urls given in bootstrap.servers
4.4.0, kafka.invalid:9092 [bootstrap.resolve.timeout.ms]: created
EXPECTED
echo "The behaviour is as described."
