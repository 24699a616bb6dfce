#!/usr/bin/env bash
# findings/kafka-topic-made-again.sh: a producer whose topic is deleted and made again is told nothing: everything it
# sends is acknowledged, and what was acknowledged before is gone.
#
# Versions: Kafka 4.4.0, broker and client; seen on 1 December 2026.
#
# Input: an idempotent producer (acks=all, default settings but a short metadata.max.age.ms) sends ten records, which are
# acknowledged. The topic is deleted, and created with the same name. The same producer sends ten more.
# A good guess: the producer's first send after that fails, because the topic has another id, its log begins with a
# sequence number that is not 0, and the broker does not know the producer.
# Seen: all are acknowledged. Only the offsets show it: they begin at 0 again. A consumer that starts from the beginning
# gets the last ten records.
# What helps: compare each acknowledged offset with the last one.
#
# Needs a JDK 17 or newer and Maven. Fails when the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
broker=
trap '[[ -z $broker ]] || { kill "$broker"; wait "$broker" || true; }; rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>4.4.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dstyle.color=never dependency:build-classpath -Dmdep.outputFile=classpath

cat >Finding.java <<'JAVA'
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

class Finding {

    private static final String TOPIC = "prices";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> servers = Map.of("bootstrap.servers", arguments[0]);
        Map<String, Object> settings = Map.of("bootstrap.servers", arguments[0], "metadata.max.age.ms", 500);
        try (Admin admin = Admin.create(servers);
                var producer = new KafkaProducer<>(settings, new IntegerSerializer(), new IntegerSerializer())) {
            create(admin);
            System.out.println("acknowledged at " + send(producer, 1));
            admin.deleteTopics(List.of(TOPIC)).all().get();
            while (admin.listTopics().names().get().contains(TOPIC)) {
                Thread.sleep(100);
            }
            create(admin);
            System.out.println("acknowledged at " + send(producer, 11));
        }
        System.out.println("read from the beginning: " + read(servers));
    }

    private static void create(Admin admin) throws Exception {
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }

    private static List<Long> send(KafkaProducer<Integer, Integer> producer, int first) throws Exception {
        List<Long> offsets = new ArrayList<>();
        for (int number = first; number < first + 10; number++) {
            offsets.add(producer.send(new ProducerRecord<>(TOPIC, 0, number, number)).get().offset());
        }
        return offsets;
    }

    private static List<Integer> read(Map<String, Object> servers) {
        List<Integer> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(servers, new IntegerDeserializer(), new IntegerDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> values.add(each.value()));
            }
        }
        return values;
    }
}
JAVA

read -r port controller < <(python3 - <<'PORTS'
import socket
sockets = [socket.socket() for _ in range(2)]
for each in sockets:
    each.bind(("127.0.0.1", 0))
print(*[each.getsockname()[1] for each in sockets])
PORTS
)
cat >broker.properties <<SETTINGS
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
controller.listener.names=CONTROLLER
log.dirs=$folder/data
offsets.topic.replication.factor=1
SETTINGS
class_path=$(<classpath)
java -cp "$class_path" kafka.tools.StorageTool format --config broker.properties \
  --cluster-id AAAAAAAAAAAAAAAAAAAAAA >log 2>&1 || { cat log >&2; exit 1; }
java -Xmx512m -cp "$class_path" kafka.Kafka broker.properties >broker.log 2>&1 &
broker=$!
java -cp "$class_path" Finding.java "127.0.0.1:$port" >seen 2>log || { cat log >&2; exit 1; }
cat seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
acknowledged at [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
acknowledged at [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
read from the beginning: [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
EXPECTED
echo "As it was seen."
