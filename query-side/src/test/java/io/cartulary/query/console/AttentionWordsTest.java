package io.cartulary.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Attention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console explains each reason for attention that there is, and no other. */
class AttentionWordsTest {

    private static final Path WORDS = Path.of("console/src/main/web/parts/attention.ts");

    private static final Pattern EXPLAINED = Pattern.compile(
            "^  ([A-Z_]+): \\{\\s+label: '.+',\\s+means: '.+',\\s+act: ['`].+['`],\\s+}", Pattern.MULTILINE);

    @Test
    void every_reason_has_a_label_a_meaning_and_what_to_do() throws IOException {
        List<String> explained = EXPLAINED
                .matcher(Files.readString(WORDS))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Attention.Reason.values()).map(Enum::name).toList());
    }
}
