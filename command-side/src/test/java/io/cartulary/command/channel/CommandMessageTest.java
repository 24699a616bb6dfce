package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.contracts.StreamId;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records are commands, and which are not. */
class CommandMessageTest {

    private static final String ORDER = "0190f1d2-7c3e-7a10-8000-0000000000ff";
    private static final int LARGEST = 256 * 1024;

    @Test
    void a_record_that_has_everything_is_a_command() {
        CommandMessage message = CommandMessage.of(record());

        assertThat(message.id()).isEqualTo("evt_1");
        assertThat(message.subject()).isEqualTo(new StreamId("order", ORDER));
        assertThat(message.rootId()).isEqualTo(UUID.fromString(ORDER));
        assertThat(message.caller().actor()).isEqualTo("system:payments");
        assertThat(message.body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_source", "ce_subject"})
    void one_that_lacks_a_header_is_none(String header) {
        var record = record();
        record.headers().remove(header);

        thenItIsNone(record, "it has no header " + header);
    }

    /** Kafka's headers may be null. */
    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_source", "ce_subject"})
    void a_header_without_a_value_is_not_there(String header) {
        thenItIsNone(with(header, null), "it has no header " + header);
    }

    @Test
    void what_is_optional_may_be_without_a_value() {
        assertThat(CommandMessage.of(with("ce_correlationid", null)).correlationId())
                .isNull();
        assertThat(CommandMessage.of(with("ce_ifversion", null)).ifVersion()).isNull();
    }

    /** They appear in rejections, actors and logs. */
    @ParameterizedTest
    @CsvSource({"ce_id, 200", "ce_type, 200", "ce_source, 100"})
    void names_are_visible_characters_and_not_too_many(String header, int most) {
        assertThat(CommandMessage.of(with(header, "x".repeat(most)))).isNotNull();
        thenItIsNone(with(header, "x".repeat(most + 1)), "its %s is not 1 to %d".formatted(header, most));
        thenItIsNone(with(header, "x\r\nERROR forged"), "its " + header);
        thenItIsNone(with(header, ""), "its " + header);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0190f1d2-7c3e-7a10-8000-0000000000fe"})
    void its_key_is_the_root_id(@Nullable String key) {
        thenItIsNone(record(key, ORDER, "{}".getBytes(UTF_8)), "its key is not the root id");
    }

    /** A key in another form belongs to another partition, and loses its order. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1-1-1-1-1", "0190F1D2-7C3E-7A10-8000-0000000000FF", "0190f1d27c3e7a1080000000000000ff", "x"})
    void an_id_is_written_in_one_way_only(String id) {
        CommandMessage message = CommandMessage.of(record(id, id, "{}".getBytes(UTF_8)));

        assertThatThrownBy(message::rootId)
                .isInstanceOf(Poison.class)
                .hasMessageStartingWith("its ce_subject ends in no uuid");
    }

    @Test
    void a_body_has_a_bound() {
        assertThat(CommandMessage.of(record(ORDER, ORDER, new byte[LARGEST])).body())
                .hasSize(LARGEST);
        thenItIsNone(record(ORDER, ORDER, new byte[LARGEST + 1]), "its body has more than " + LARGEST);
        thenItIsNone(record(ORDER, ORDER, null), "it has no body");
    }

    private static ConsumerRecord<String, byte[]> with(String header, @Nullable String value) {
        var record = record();
        record.headers().remove(header).add(header, value == null ? null : value.getBytes(UTF_8));
        return record;
    }

    private static ConsumerRecord<String, byte[]> record() {
        return record(ORDER, ORDER, "{}".getBytes(UTF_8));
    }

    private static ConsumerRecord<String, byte[]> record(@Nullable String key, String order, byte @Nullable [] body) {
        var record = new ConsumerRecord<String, byte[]>("commands", 0, 7, key, body);
        record.headers()
                .add("ce_id", "evt_1".getBytes(UTF_8))
                .add("ce_type", "order.record-payment.v1".getBytes(UTF_8))
                .add("ce_source", "payments".getBytes(UTF_8))
                .add("ce_subject", ("order:" + order).getBytes(UTF_8));
        return record;
    }

    private static void thenItIsNone(ConsumerRecord<String, byte[]> record, String reason) {
        assertThatThrownBy(() -> CommandMessage.of(record))
                .isInstanceOf(Poison.class)
                .hasMessageStartingWith(reason);
    }
}
