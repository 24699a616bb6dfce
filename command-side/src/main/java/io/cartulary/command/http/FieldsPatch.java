package io.cartulary.command.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.cartulary.command.register.Violations;
import io.cartulary.contracts.CustomFields;
import io.cartulary.contracts.FieldValue;
import io.cartulary.contracts.FieldsChange;
import io.cartulary.contracts.HolderFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396) of custom fields, as a client sends it: a field gets the value, or is removed by null. All other
 * fields stay. A list replaces a list as a whole.
 */
public record FieldsPatch(Map<String, @Nullable FieldValue> fields) {

    /** The media type of a merge patch. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    /** What every operation that takes one says. */
    public static final String DESCRIPTION =
            "A JSON merge patch (RFC 7396): a member sets a field, `null` removes it, and all other fields stay. Values are"
                    + " texts of up to " + FieldValue.MAX_TEXT
                    + " characters, integers, `true` and `false`, and lists of up to"
                    + " " + FieldValue.MAX_LIST + " of these; a decimal is a text. At most " + CustomFields.MAX_KEYS
                    + " fields and " + CustomFields.MAX_BYTES / 1024 + " KB, and " + HolderFields.MAX_BYTES / 1024
                    + " KB together with all parts. Fields whose key begins with `" + CustomFields.PERSONAL
                    + "` are personal data.";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FieldsPatch {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when keys or values are not permitted */
    public FieldsChange toChange() {
        var violations = new Violations();
        violations.fields(fields, "", true);
        violations.check();
        return FieldsChange.of(fields);
    }
}
