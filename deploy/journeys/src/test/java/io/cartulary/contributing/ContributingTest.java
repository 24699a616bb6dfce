package io.cartulary.contributing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code CONTRIBUTING.md} quotes is what the compiler and the tests have seen. */
class ContributingTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void the_guide_quotes_the_sources_as_they_are() throws IOException {
        var quotations = Quotations.of(ROOT, "CONTRIBUTING.md");

        assertThat(quotations.count()).isGreaterThanOrEqualTo(8);
        assertThat(quotations.wrong()).isEmpty();
    }

    @Test
    void a_quotation_that_differs_from_its_file_is_found() {
        String wrong = """
            `deploy/journeys/src/test/java/io/cartulary/contributing/PriceTag.java`:

            ```java
            record Unknown() implements PriceTag {}
            …
            record LowerPrice(Money price, boolean atOnce) {}
            ```
            """;

        assertThat(new Quotations(ROOT, wrong).count()).isOne();
        assertThat(new Quotations(ROOT, wrong).wrong()).hasSize(1);
        assertThat(new Quotations(ROOT, wrong.replace(", boolean atOnce", "")).wrong())
                .isEmpty();
    }
}
