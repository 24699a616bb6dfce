package io.cartulary.query.freshness;

import io.cartulary.contracts.Channels;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer of a command: the partition and position of its last event in the register. */
record ConsistencyToken(int partition, long position) {

    static final String HEADER = "Consistency-Token";

    private static final Pattern FORM = Pattern.compile("(\\d{1,4}):(\\d{1,18})");

    /** Empty when the text is not a token. */
    static Optional<ConsistencyToken> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ConsistencyToken(
                                Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                        .filter(token -> token.partition < Channels.PARTITIONS)
                : Optional.empty();
    }
}
