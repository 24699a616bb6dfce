package io.cartulary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A source file that has moved on is found here, in a second, and not by {@link CheckCanFailIT}, minutes later. */
class SabotageTest {

    static Stream<Sabotage> sabotages() {
        return Stream.of(Sabotage.REVERSED_BATCHES, Sabotage.LATE_RESUMING);
    }

    @ParameterizedTest
    @MethodSource("sabotages")
    void finds_what_it_changes_in_the_sources(Sabotage sabotage) throws IOException {
        assertThat(sabotage.sabotaged())
                .contains(sabotage.changes().stream()
                        .map(Sabotage.Change::replacement)
                        .toList());
    }
}
