package io.cartulary.localstack;

/** The build of a service that runs. */
public enum Packaging {
    /** Jars, on this process' own JDK. */
    JVM,
    /** A native binary. */
    NATIVE;

    /** Environment variable: true runs the services as native binaries by default. */
    static final String VARIABLE = "CARTULARY_NATIVE";

    /** The packaging in the environment. */
    public static Packaging wanted() {
        return of(Boolean.parseBoolean(System.getenv().getOrDefault(VARIABLE, "false")));
    }

    static Packaging of(boolean binary) {
        return binary ? NATIVE : JVM;
    }
}
