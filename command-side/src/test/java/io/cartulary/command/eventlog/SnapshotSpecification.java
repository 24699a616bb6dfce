package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.contracts.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JSON of a state's snapshot, approved as {@code golden/snapshots/Cart.1.json}: nobody can change the fold or its
 * JSON and continue to read the older snapshots. A new member that is null in all older states may be missing in them.
 */
public final class SnapshotSpecification<S, E extends Event> {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/snapshots");
    private static final JsonMapper JSON = new JsonMapper();

    private final SnapshotForm<S> form;
    private final SnapshotJson json = new SnapshotJson();

    public SnapshotSpecification(Decider<S, ?, E> decider) {
        form = decider.fold().form().orElseThrow();
    }

    /** Then the state's JSON equals its golden file, and reads back as the same state. */
    public void thenTheSnapshotIsAsApproved(S state) throws IOException {
        Path file = GOLDEN.resolve(form.name() + "." + form.revision() + ".json");
        String written = json.write(form, state);

        assertThat(file)
                .as("approve what %s looks like in snapshots: %s", form.name(), written)
                .exists();
        String approved = Files.readString(file);
        assertThat(withoutNulls(JSON.readTree(written)))
                .as(
                        "the same events lead to another snapshot: raise the revision in the SnapshotForm of %s",
                        form.name())
                .isEqualTo(withoutNulls(JSON.readTree(approved)));
        assertThat(json.read(form, approved)).isEqualTo(state);
    }

    private static JsonNode withoutNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
        }
        json.forEach(SnapshotSpecification::withoutNulls);
        return json;
    }

    public void thenItIsReadAsItWasWritten(List<S> states) {
        assertThat(states)
                .allSatisfy(state ->
                        assertThat(json.read(form, json.write(form, state))).isEqualTo(state));
    }
}
