package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.eventlog.Refusal.Kind;
import io.cartulary.contracts.StreamId;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    @ParameterizedTest
    @CsvSource({
        "PRIMARY,        3-17,             POSITION_TAKEN",
        "stream_version, product:A-B-3,    VERSION_TAKEN",
        "stream_command, product:A-B-\\x8A, COMMAND_KNOWN",
    })
    void a_duplicate_says_by_its_key_what_was_there_before(String key, String value, Kind kind) {
        Refusal refusal = Refusal.of(
                new MySQLException("Duplicate entry '%s' for key 'events.%s'".formatted(value, key), 1062, "23000"));

        assertThat(refusal).isEqualTo(new Refusal(kind, value));
    }

    @Test
    void a_duplicate_is_about_the_streams_whose_id_it_begins_with() {
        Refusal refusal = new Refusal(Kind.VERSION_TAKEN, "product:A-B-3");

        assertThat(refusal.isAbout(new StreamId("product", "A-B"))).isTrue();
        assertThat(refusal.isAbout(new StreamId("product", "A-B-C"))).isFalse();
        assertThat(refusal.isAbout(new StreamId("product", "B"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1205, HY000, DEADLOCK",
        "1213, 40001, DEADLOCK",
        "1048, 23000, BAD_VALUE",
        "1406, 22001, BAD_VALUE",
        "3140, HY000, BAD_VALUE",
        "1114, HY000, REFUSED",
        "1290, HY000, REFUSED",
        "1053, 08S01, REFUSED",
    })
    void what_mysql_says_is_told_by_its_code(int code, String state, Kind kind) {
        assertThat(Refusal.of(new MySQLException("…", code, state)).kind()).isEqualTo(kind);
    }

    @Test
    void without_an_answer_it_is_unknown_unless_nothing_was_sent() {
        assertThat(Refusal.of(new TimeoutException()).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(Refusal.of(new VertxException("connection closed")).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(Refusal.of(new ConnectException()).kind()).isEqualTo(Kind.NOT_SENT);
    }
}
