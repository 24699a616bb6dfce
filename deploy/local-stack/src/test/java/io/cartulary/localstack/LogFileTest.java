package io.cartulary.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private LogFile log;

    @BeforeEach
    void open(@TempDir Path folder) {
        log = new LogFile(folder.resolve("logs/kafka.log"));
    }

    @Test
    void the_last_alarm_is_worth_more_than_the_last_line() throws IOException {
        write("starting\nERROR no space left\njava.io.IOException: no space left\n\tat kafka.Error.main\nbye\n\n");

        assertThat(log.lastWords()).isEqualTo("java.io.IOException: no space left");
    }

    @Test
    void without_an_alarm_the_last_line_has_to_do() throws IOException {
        write("starting\nkilled\n");

        assertThat(log.lastWords()).isEqualTo("killed");
    }

    @Test
    void a_missing_log_says_nothing() {
        assertThat(log.lastWords()).isEqualTo("(nothing)");
    }

    @Test
    void a_new_run_keeps_the_log_of_the_one_before() throws IOException {
        write("first");
        log.rotate();
        write("second");
        log.rotate();

        assertThat(log.path()).doesNotExist();
        assertThat(log.path().resolveSibling("kafka.log.1")).hasContent("second");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(log.path().getParent());
        Files.writeString(log.path(), text);
    }
}
