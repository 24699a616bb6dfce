package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.contracts.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a snapshot of a state looks like, approved as {@code golden/snapshots/Cart.1.json}: so that nobody changes what
 * events add up to, or how it is written, and goes on reading the snapshots of before.
 */
public final class SnapshotSpecification<S, E extends Event> {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/snapshots");
    private static final JsonMapper JSON = new JsonMapper();

    private final SnapshotForm<S> form;
    private final SnapshotJson json = new SnapshotJson();

    public SnapshotSpecification(Decider<S, ?, E> decider) {
        form = decider.fold().form().orElseThrow();
    }

    /** Then the state is written as its golden file, and read again from that. */
    public void thenTheSnapshotIsAsApproved(S state) throws IOException {
        Path file = GOLDEN.resolve(form.name() + "." + form.revision() + ".json");
        String written = json.write(form, state);

        assertThat(file)
                .as("approve what %s looks like in snapshots: %s", form.name(), written)
                .exists();
        String approved = Files.readString(file);
        assertThat(JSON.readTree(written))
                .as(
                        "the same events lead to another snapshot: raise the revision in the SnapshotForm of %s",
                        form.name())
                .isEqualTo(JSON.readTree(approved));
        assertThat(json.read(form, approved)).isEqualTo(state);
    }

    public void thenItIsReadAsItWasWritten(List<S> states) {
        assertThat(states)
                .allSatisfy(state ->
                        assertThat(json.read(form, json.write(form, state))).isEqualTo(state));
    }
}
