package io.cartulary.command;

import io.cartulary.service.process.AddressCache;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process of the command service. */
@QuarkusMain
public final class CommandService {

    private CommandService() {}

    /** Sets what has to be set before Quarkus starts, and runs the service until it is told to end. */
    public static void main(String... arguments) {
        AddressCache.bound();
        Quarkus.run(arguments);
    }
}
