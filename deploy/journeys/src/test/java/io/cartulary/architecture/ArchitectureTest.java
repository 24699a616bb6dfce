package io.cartulary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

    /** The command side's published specifications are tests. */
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(
                    "io.cartulary.contracts", "io.cartulary.service", "io.cartulary.command", "io.cartulary.query");

    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("fixture.io.cartulary");

    @ParameterizedTest
    @EnumSource
    void a_rule_holds(Rules rule) {
        EvaluationResult result = rule.rule().evaluate(PRODUCT);

        assertThat(result.getFailureReport().getDetails())
                .as(result.getFailureReport().toString())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_rule_can_fail(Rules rule) {
        assertThat(rule.rule().evaluate(FIXTURES).getFailureReport().getDetails())
                .as("violations of '%s' among the fixtures", rule.rule().getDescription())
                .isNotEmpty();
    }
}
