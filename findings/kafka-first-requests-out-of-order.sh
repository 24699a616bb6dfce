#!/usr/bin/env bash
# findings/kafka-first-requests-out-of-order.sh: an idempotent producer puts the first records of a new partition out of
# order, and then never gets the records that are missing in.
#
# Versions: Kafka 4.4.0, broker and client; seen on 1 December 2026.
#
# Input: topics of 12 partitions, one after the other; each is created, which the broker acknowledges, and 60 small
# records are sent to each of its partitions at once, by a producer with the default settings (idempotent, acks=all, five
# requests in flight) but a small batch.size, which makes several requests of them, and a short delivery.timeout.ms.
# A good guess: in each partition, the records are there in the order of sending, as idempotence guarantees with up to
# five requests in flight.
# Seen: in some of the topics, a partition begins with a later record, the earlier ones are missing, and their sends end
# with a TimeoutException after delivery.timeout.ms. The broker has refused the first request, because the partition's
# log was not there yet, and accepted the next one: from a producer that it doesn't know, it accepts any sequence number.
# It then refuses each retry of the first one with OutOfOrderSequenceException, which only its log shows
# (KAFKA-15591; Kafka 4.5 mends it for partitions that never had a record).
#
# Needs a JDK 17 or newer and Maven. Ends after the first such topic; fails when 150 topics have none.
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

class Finding {

    private static final int PARTITIONS = 12;
    private static final int RECORDS = 60;

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> servers = Map.of("bootstrap.servers", arguments[0]);
        try (Admin admin = Admin.create(servers)) {
            for (int round = 1; round <= 150; round++) {
                String topic = "topic-" + round;
                admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
                String failure = send(arguments[0], topic);
                String disorder = read(servers, topic);
                if (!disorder.isEmpty()) {
                    System.out.println("after " + round + " topics: " + disorder + "; " + failure);
                    System.out.println("out of order: yes, failed: " + failure.contains("TimeoutException"));
                    return;
                }
                admin.deleteTopics(List.of(topic)).all().get();
            }
        }
        System.out.println("out of order: no");
    }

    private static String send(String servers, String topic) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", servers, "batch.size", 1, "delivery.timeout.ms", 8000, "request.timeout.ms", 4000);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        String failure = "";
        try (var producer = new KafkaProducer<>(settings, new IntegerSerializer(), new IntegerSerializer())) {
            for (int number = 0; number < RECORDS; number++) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    sent.add(producer.send(new ProducerRecord<>(topic, partition, number, number)));
                }
            }
            for (Future<RecordMetadata> each : sent) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    failure = e.getCause().toString();
                }
            }
        }
        return failure;
    }

    /** What is not the next number. */
    private static String read(Map<String, Object> servers, String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        try (var consumer = new KafkaConsumer<>(servers, new IntegerDeserializer(), new IntegerDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long left = consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
            int[] next = new int[PARTITIONS];
            while (left > 0) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    left--;
                    if (record.value() != next[record.partition()]) {
                        return "partition %d has number %d at offset %d".formatted(
                                record.partition(), record.value(), record.offset());
                    }
                    next[record.partition()]++;
                }
            }
        }
        return "";
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

grep -qx 'out of order: yes, failed: true' seen || { echo "The behaviour has changed." >&2; exit 1; }
echo "The behaviour is as described."
