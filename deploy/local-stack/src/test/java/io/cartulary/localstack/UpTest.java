package io.cartulary.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class UpTest {

    private final Up up = new Up();

    @Test
    void every_member_has_a_port_of_its_own_by_default() {
        new CommandLine(up).parseArgs();

        assertThat(up.ports()).containsOnlyKeys(Member.values()).doesNotContainValue(0);
        assertThat(up.ports().values()).doesNotHaveDuplicates();
    }

    @Test
    void the_option_that_a_taken_port_advises_exists_for_every_member() {
        for (Member member : Member.values()) {
            new CommandLine(up).parseArgs(Up.portOption(member), "4242");

            assertThat(up.ports()).containsEntry(member, 4242);
        }
    }

    @Test
    void a_port_that_is_not_a_number_is_rejected() {
        assertThatThrownBy(() -> new CommandLine(up).parseArgs("--mysql-port", "many"))
                .hasMessageContaining("--mysql-port");
    }
}
