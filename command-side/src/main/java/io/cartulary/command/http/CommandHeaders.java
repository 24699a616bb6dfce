package io.cartulary.command.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.cartulary.service.http.CallerContext;
import io.cartulary.service.http.CorrelationId;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.cartulary.service.tracing.Traces;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The caller and the headers of every command, all of them optional. */
public class CommandHeaders {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final String KEY_FORM = "[!-~]{1,200}";
    private static final Pattern KEY = Pattern.compile(KEY_FORM);

    /** Two unrelated callers with the same key would share what the first has created. */
    private static final Pattern GUESSED_BY_NOBODY =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    /** A proxy that compresses an answer weakens our tag (RFC 9110, section 8.8.3.3): the version is the same. */
    private static final String TAG_FORM = "(?:W/)?\"([0-9]{1,18})\"";

    private static final Pattern TAG = Pattern.compile(TAG_FORM);

    /** Links a customer's command to the guest that the customer was before. */
    public static final String GUEST_TOKEN = "Guest-Token";

    /** The name that {@link #rootId} derives a guest's id from. */
    public static final String GUEST = "guest";

    @HeaderParam(IDEMPOTENCY_KEY)
    @Parameter(
            description =
                    "The same for every retry of one command. An accepted command is carried out once, and every retry"
                            + " gets the first answer, also if the command changed nothing. A rejection is not stored: a"
                            + " retry may succeed. A different command for the same cart, order or product with the same"
                            + " key is answered 422. 1 to 200 visible ASCII characters; without a bearer token, a UUID.",
            schema = @Schema(type = SchemaType.STRING, pattern = KEY_FORM))
    @Nullable
    String idempotencyKey;

    @HeaderParam(IF_MATCH)
    @Parameter(
            description =
                    "The entity tag of the version that the command expects: \"3\", or W/\"3\" behind a proxy that"
                            + " compresses. At any other version the answer is 412.",
            schema = @Schema(type = SchemaType.STRING, pattern = "[*]|" + TAG_FORM))
    @Nullable
    String ifMatch;

    @HeaderParam(CorrelationId.HEADER)
    @Parameter(
            description =
                    "The correlation id of every event that the command leads to. 1 to 100 visible ASCII characters.",
            schema = @Schema(type = SchemaType.STRING, pattern = CorrelationId.FORM))
    @Nullable
    String correlationId;

    /** The {@link GuestFilter} reads it; it is declared here for the documentation. */
    @HeaderParam(GUEST_TOKEN)
    @Parameter(
            description =
                    "The token of the guest that the customer was before logging in. The customer can then use the"
                            + " carts of that guest, and a retry of a command that the guest sent with the same"
                            + " Idempotency-Key is the same command.")
    @Nullable
    String guestToken;

    /** A proxy for the current request, which after a wait may be another request or none. */
    @Context
    @Nullable
    SecurityContext security;

    private @Nullable Caller caller;
    private @Nullable Origin origin;

    /** For the framework, which sets the fields. */
    public CommandHeaders() {}

    /**
     * For a command that comes another way than over HTTP.
     *
     * @param idempotencyKey the same for every retry of one command; 1 to 200 visible ASCII characters
     * @param ifMatch the only version at which the command may be carried out, as an entity tag
     * @param correlationId goes into every event that the command causes; 1 to 100 visible ASCII characters
     */
    public CommandHeaders(
            @Nullable String idempotencyKey, @Nullable String ifMatch, @Nullable String correlationId, Caller caller) {
        this.idempotencyKey = idempotencyKey;
        this.ifMatch = ifMatch;
        this.correlationId = correlationId;
        this.caller = caller;
    }

    /**
     * What a sender that has no HTTP request tells of its command.
     *
     * @param causationId what the events name as their cause: what the sender calls the command
     * @param traceparent the trace that the command is part of; null when it is not traced
     */
    public record Origin(String causationId, @Nullable String traceparent) {}

    /** The same headers of a command that came another way than over HTTP. */
    public CommandHeaders from(Origin sender) {
        origin = sender;
        return this;
    }

    /**
     * @param content all that tells this command from another one: what it is called, what it is about, what it asks for
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when a header is malformed
     */
    public CommandMetadata metadata(Object... content) {
        UUID commandId = commandId();
        Origin sender = origin;
        return new CommandMetadata(
                commandId,
                idempotencyKey != null,
                expectedVersion(),
                new DecisionContext(Instant.now(), caller()),
                correlationId == null
                        ? commandId.toString()
                        : checked(CorrelationId.HEADER, correlationId, CorrelationId::isOne),
                hash(content),
                guestCommandId(),
                sender == null ? commandId.toString() : sender.causationId(),
                sender == null ? Traces.current() : sender.traceparent());
    }

    /** The caller. Has to be called before any wait; {@link #metadata} does so. */
    public Caller caller() {
        Caller known = caller;
        if (known == null) {
            known = security == null ? Caller.ANONYMOUS : CallerContext.caller(security);
            caller = known;
        }
        return known;
    }

    /** The address that the command comes from; empty when it did not come over HTTP. */
    public String address() {
        return security == null ? "" : CallerContext.address(security);
    }

    /**
     * An id for something the command makes in a stream: the same for a retry by the same caller, so that a retry makes
     * nothing new; another one in another stream.
     */
    public UUID idOf(String something, StreamId stream) {
        return idempotencyKey == null ? UUID.randomUUID() : CommandIds.idOf(something, stream, caller(), commandId());
    }

    /** An id for a stream that the command starts, or for its owner: the same for a retry by the same caller. */
    public UUID rootId(String something) {
        return idempotencyKey == null ? UUID.randomUUID() : CommandIds.rootId(something, caller(), commandId());
    }

    /**
     * The same headers as the caller may have sent them earlier: as the guest whose token it shows, and without that
     * token, if the answer to this very key contained it. For commands that start a stream, whose id depends on the
     * caller.
     */
    public List<CommandHeaders> ofGuest() {
        @Nullable UUID guest = caller().guest();
        if (guest == null || idempotencyKey == null) {
            return List.of();
        }
        var before = new ArrayList<CommandHeaders>();
        if (!caller().is(Role.GUEST)) {
            before.add(of(Caller.guest(guest)));
        }
        UUID anonymous = CommandIds.commandId(Caller.ANONYMOUS, idempotencyKey);
        if (guest.equals(CommandIds.rootId(GUEST, Caller.ANONYMOUS, anonymous))) {
            before.add(of(Caller.ANONYMOUS));
        }
        return before;
    }

    private CommandHeaders of(Caller before) {
        return new CommandHeaders(idempotencyKey, ifMatch, correlationId, before);
    }

    private @Nullable UUID guestCommandId() {
        @Nullable UUID guest = caller().guest();
        return guest == null || idempotencyKey == null || caller().is(Role.GUEST)
                ? null
                : CommandIds.commandId(Caller.guest(guest), idempotencyKey);
    }

    private UUID commandId() {
        if (idempotencyKey == null) {
            return UUID.randomUUID();
        }
        checked(IDEMPOTENCY_KEY, idempotencyKey, KEY.asMatchPredicate());
        if (caller().equals(Caller.ANONYMOUS)
                && !GUESSED_BY_NOBODY.matcher(idempotencyKey).matches()) {
            throw malformed(
                    IDEMPOTENCY_KEY,
                    "has to be a random UUID without a token: anybody who knows it gets the first answer.");
        }
        return CommandIds.commandId(caller(), idempotencyKey);
    }

    private @Nullable Long expectedVersion() {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw malformed(IF_MATCH, "takes one version in quotes, such as \"3\".");
        }
        return Long.valueOf(tag.group(1));
    }

    private static String checked(String header, String value, Predicate<String> wellFormed) {
        if (!wellFormed.test(value)) {
            throw malformed(header, "is too long or has characters it can't have.");
        }
        return value;
    }

    private static HttpProblem malformed(String header, String detail) {
        return Violation.problem(
                EdgeProblem.MALFORMED_HEADER, List.of(Violation.of(header, ViolationCode.WRONG_FORMAT, detail)));
    }

    private static String hash(Object... content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(content));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a command can't be hashed", e);
        }
    }
}
