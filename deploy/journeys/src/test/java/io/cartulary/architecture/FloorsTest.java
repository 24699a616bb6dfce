package io.cartulary.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorsTest {

    private static final String CHAIN = "fixture.io.cartulary.query.projection";
    private static final String CYCLE = "fixture.io.cartulary.query.rebuild";

    @Test
    void a_chain_has_as_many_floors_as_classes() {
        assertThat(violations(CHAIN, 8)).isEmpty();
        assertThat(violations(CHAIN, 7))
                .singleElement()
                .asString()
                .startsWith("8 floors: " + CHAIN + ".EighthFloor → " + CHAIN + ".SeventhFloor → ")
                .endsWith(CHAIN + ".FirstFloor");
    }

    @Test
    void a_cycle_has_too_many() {
        assertThat(violations(CYCLE, 100))
                .hasSize(3)
                .allSatisfy(violation -> assertThat(violation).contains("again"));
    }

    private static List<String> violations(String name, int most) {
        return classes()
                .should(Floors.atMost(most))
                .evaluate(new ClassFileImporter().importPackages(name))
                .getFailureReport()
                .getDetails();
    }
}
