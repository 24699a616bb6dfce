package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsertFailureTest {

    @ParameterizedTest
    @CsvSource({
        "PRIMARY,        3-17,             POSITION_TAKEN",
        "stream_version, product:A-B-3,    VERSION_TAKEN",
        "stream_command, product:A-B-\\x8A, COMMAND_KNOWN",
    })
    void a_duplicate_says_by_its_key_what_was_there_before(String key, String value, InsertFailure meant) {
        assertThat(InsertFailure.of(new MySQLException(
                        "Duplicate entry '%s' for key 'events.%s'".formatted(value, key), 1062, "23000")))
                .isEqualTo(meant);
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
        "1105, HY000, UNKNOWN",
        "1317, 70100, UNKNOWN",
        "1815, HY000, UNKNOWN",
        "2006, HY000, UNKNOWN",
        "2013, HY000, UNKNOWN",
    })
    void what_mysql_says_is_told_by_its_code(int code, String state, InsertFailure meant) {
        assertThat(InsertFailure.of(new MySQLException("…", code, state))).isEqualTo(meant);
    }

    @Test
    void without_an_answer_it_is_unknown_unless_nothing_was_sent() {
        assertThat(InsertFailure.of(new TimeoutException())).isEqualTo(InsertFailure.UNKNOWN);
        assertThat(InsertFailure.of(new VertxException("connection closed"))).isEqualTo(InsertFailure.UNKNOWN);
        assertThat(InsertFailure.of(new ConnectException())).isEqualTo(InsertFailure.NOT_SENT);
    }
}
