package io.cartulary.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.command.eventsourcing.CommandMetadata;
import jakarta.ws.rs.HeaderParam;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The headers every command takes, all of them optional.
 *
 * @param idempotencyKey the same for every retry of one wish; 1 to 200 visible ASCII characters
 * @param ifMatch the only version at which the caller wants this done, as an entity tag
 * @param correlationId goes into every event that comes of it; 1 to 100 visible ASCII characters
 */
public record CommandHeaders(
        @HeaderParam(IDEMPOTENCY_KEY)
        @Parameter(
                description =
                        "The same for every retry of one wish: a retry is answered like the first, and nothing happens twice. 1 to 200 visible ASCII characters.")
        @Nullable
        String idempotencyKey,

        @HeaderParam(IF_MATCH)
        @Parameter(description = "The only version at which this shall be done, as an ETag told it: \"3\".")
        @Nullable
        String ifMatch,

        @HeaderParam(CORRELATION_ID)
        @Parameter(description = "Stands in every event that comes of this. 1 to 100 visible ASCII characters.")
        @Nullable
        String correlationId) {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";
    static final String CORRELATION_ID = "X-Correlation-Id";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern CORRELATION = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Pattern STRONG_TAG = Pattern.compile("\"(\\d{1,18})\"");

    /** Nobody is told apart yet: this service must not be reachable by strangers. */
    private static final String ACTOR = "anonymous";

    /**
     * @param wish all that tells this command from another one: what it is called, what it is about, what it asks for
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when a header is malformed
     */
    public CommandMetadata metadata(Object... wish) {
        UUID commandId = commandId();
        return new CommandMetadata(
                commandId,
                idempotencyKey != null,
                expectedVersion(),
                ACTOR,
                correlationId == null ? commandId.toString() : checked(CORRELATION_ID, correlationId, CORRELATION),
                hash(wish));
    }

    /** An id for something the command creates: the same again for the same actor's retry, or else it would create another. */
    public UUID idOf(String something) {
        return idempotencyKey == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((something + '\n' + ACTOR + '\n' + commandId()).getBytes(UTF_8));
    }

    private UUID commandId() {
        return idempotencyKey == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(
                        checked(IDEMPOTENCY_KEY, idempotencyKey, KEY).getBytes(UTF_8));
    }

    private @Nullable Long expectedVersion() {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher tag = STRONG_TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw Problems.malformed("malformed-header", IF_MATCH + " takes one version in quotes, such as \"3\".");
        }
        return Long.valueOf(tag.group(1));
    }

    private static String checked(String header, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw Problems.malformed("malformed-header", header + " is too long or has characters it can't have.");
        }
        return value;
    }

    private static String hash(Object... wish) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(wish));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a wish can't be hashed", e);
        }
    }
}
