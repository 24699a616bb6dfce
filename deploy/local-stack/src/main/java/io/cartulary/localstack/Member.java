package io.cartulary.localstack;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a stack consists of: three servers, the two services, and the gateway in front of these. */
enum Member {
    MYSQL("MySQL"),
    KAFKA("Kafka"),
    CASSANDRA("Cassandra"),
    COMMAND("command side"),
    QUERY("query side"),
    GATEWAY("gateway");

    static final Set<Member> SERVERS = Collections.unmodifiableSet(EnumSet.range(MYSQL, CASSANDRA));
    static final Set<Member> SERVICES = Collections.unmodifiableSet(EnumSet.of(COMMAND, QUERY));
    /** What is started after the servers, and stopped before them. */
    static final Set<Member> PROGRAMS = Collections.unmodifiableSet(EnumSet.of(COMMAND, QUERY, GATEWAY));

    static final Set<Member> ALL = Collections.unmodifiableSet(EnumSet.allOf(Member.class));

    private final String title;

    Member(String title) {
        this.title = title;
    }

    /** Its name for people. */
    String title() {
        return title;
    }

    /** Its name in files and properties. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder of a service's sources, from the checkout's root. */
    String module() {
        return key() + "-side";
    }
}
