package io.cartulary.localstack;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a stack consists of: three servers and the two services. */
enum Member {
    MYSQL("MySQL"),
    KAFKA("Kafka"),
    CASSANDRA("Cassandra"),
    COMMAND("command side"),
    QUERY("query side");

    static final Set<Member> SERVERS = Collections.unmodifiableSet(EnumSet.range(MYSQL, CASSANDRA));
    static final Set<Member> SERVICES = Collections.unmodifiableSet(EnumSet.of(COMMAND, QUERY));
    static final Set<Member> ALL = Collections.unmodifiableSet(EnumSet.allOf(Member.class));

    private final String title;

    Member(String title) {
        this.title = title;
    }

    /** How people call it. */
    String title() {
        return title;
    }

    /** How files and properties call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where a service's sources are, from the checkout's root. */
    String module() {
        return key() + "-side";
    }
}
