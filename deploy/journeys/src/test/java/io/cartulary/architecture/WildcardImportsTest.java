package io.cartulary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardImportsTest {

    private final WildcardImports imports =
            new WildcardImports(Path.of("../..").toAbsolutePath().normalize());

    WildcardImportsTest() throws IOException {}

    @Test
    void a_wildcard_import_names_a_family_of_ours() {
        assertThat(imports.sources()).isGreaterThan(500);
        assertThat(imports.forbidden()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import io.cartulary.contracts.CartEvent.*;",
                "import io.cartulary.command.cart.CartCommand.*;",
                "import static io.cartulary.command.cart.CartRejection.*;"
            })
    void a_family_may_be_imported_with_a_wildcard(String line) {
        assertThat(imports.forbidden("package io.cartulary;\n\n" + line + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import java.util.*;",
                "import io.cartulary.contracts.*;",
                "import io.cartulary.contracts.StreamId.*;",
                "import static io.cartulary.contracts.CartEvent.*;",
                "import static io.cartulary.service.access.Role.*;",
                "import static org.assertj.core.api.Assertions.*;"
            })
    void any_other_wildcard_import_is_forbidden(String line) {
        assertThat(imports.forbidden("package io.cartulary;\n\n" + line + "\n")).containsExactly(line);
    }
}
