#!/usr/bin/env bash
# findings/smallrye-long-kafka-setting.sh: a Kafka setting that is a long, and larger than an int, can't be set for a
# channel of SmallRye Reactive Messaging.
#
# Versions: smallrye-reactive-messaging-kafka 4.33.0, kafka-clients 4.1.2, smallrye-config 3.16.0; seen on 30 November 2026.
#
# Input: mp.messaging.outgoing.prices.buffer.memory=4294967296, which is 4 GiB. buffer.memory is of Kafka's type LONG.
# A good guess: the connector passes the text on, or a long; either works with Kafka's own client.
# Seen: the connector tries Integer, then Double, then Boolean. The number is no Integer, so Kafka gets the Double
# 4.294967296E9, and refuses to create the client: "Expected value to be a 64-bit integer (long), but it was a
# java.lang.Double". The same setting as text, or one that fits an int, is taken.
# What helps: a value up to 2147483647, or a bean with @Identifier that provides the map of settings.
#
# Needs a JDK 17 or newer and Maven. Fails when the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.smallrye.reactive</groupId>
      <artifactId>smallrye-reactive-messaging-kafka</artifactId>
      <version>4.33.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka-clients</artifactId>
      <version>4.1.2</version>
    </dependency>
    <dependency>
      <groupId>io.smallrye.config</groupId>
      <artifactId>smallrye-config</artifactId>
      <version>3.16.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat >Finding.java <<'JAVA'
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.kafka.impl.JsonHelper;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;

class Finding {

    public static void main(String[] arguments) {
        for (String bytes : new String[] {"1073741824", "4294967296"}) {
            var config = new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(Map.of("buffer.memory", bytes), "the channel's", 100))
                    .build();
            Object passed = JsonHelper.asJsonObject(config).getValue("buffer.memory");
            System.out.printf("%s by the connector, %s %s: %s%n",
                    bytes, passed.getClass().getSimpleName(), passed, client(passed));
            System.out.printf("%s as text: %s%n", bytes, client(bytes));
        }
    }

    private static String client(Object bufferMemory) {
        try {
            new ProducerConfig(Map.of(
                    "bootstrap.servers", "127.0.0.1:9092",
                    "key.serializer", StringSerializer.class,
                    "value.serializer", StringSerializer.class,
                    "buffer.memory", bufferMemory));
            return "taken";
        } catch (ConfigException e) {
            return "refused, " + e.getMessage();
        }
    }
}
JAVA

mvn -q -B -Dstyle.color=never dependency:build-classpath -Dmdep.outputFile=classpath
java -cp "$(<classpath)" Finding.java >seen 2>log || { cat log >&2; exit 1; }
cat seen

diff - seen <<'EXPECTED' || { echo "The behaviour has changed." >&2; exit 1; }
1073741824 by the connector, Integer 1073741824: taken
1073741824 as text: taken
4294967296 by the connector, Double 4.294967296E9: refused, Invalid value 4.294967296E9 for configuration buffer.memory: Expected value to be a 64-bit integer (long), but it was a java.lang.Double
4294967296 as text: taken
EXPECTED
echo "The behaviour is as described."
