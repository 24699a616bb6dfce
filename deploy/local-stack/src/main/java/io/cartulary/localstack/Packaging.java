package io.cartulary.localstack;

/** What a service is built into, and run as. */
public enum Packaging {
    /** Jars, on this process' own JDK. */
    JVM,
    /** A native binary. */
    NATIVE;

    /** Environment variable: true has the services run as native binaries, wherever nothing else is asked for. */
    static final String VARIABLE = "CARTULARY_NATIVE";

    /** What the environment asks for. */
    public static Packaging wanted() {
        return of(Boolean.parseBoolean(System.getenv().getOrDefault(VARIABLE, "false")));
    }

    static Packaging of(boolean binary) {
        return binary ? NATIVE : JVM;
    }
}
