package io.cartulary.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The file {@code stack.properties} in a stack's folder: the running processes and their ports.
 *
 * @param launcher the {@code deploy/up} that watches them, unless they were left alone
 */
record StackState(Map<Member, Integer> ports, Map<Member, ProcessId> processes, Optional<ProcessId> launcher) {

    private static final String LAUNCHER = "launcher.process";

    StackState {
        ports = Map.copyOf(ports);
        processes = Map.copyOf(processes);
    }

    static StackState none() {
        return new StackState(Map.of(), Map.of(), Optional.empty());
    }

    /** A missing file means that there is no stack. */
    static StackState read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return none();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        var ports = new EnumMap<Member, Integer>(Member.class);
        var processes = new EnumMap<Member, ProcessId>(Member.class);
        for (Member member : Member.ALL) {
            Optional.ofNullable(properties.getProperty(member.key() + ".port"))
                    .ifPresent(port -> ports.put(member, Integer.valueOf(port)));
            Optional.ofNullable(properties.getProperty(member.key() + ".process"))
                    .ifPresent(process -> processes.put(member, ProcessId.parse(process)));
        }
        return new StackState(
                ports,
                processes,
                Optional.ofNullable(properties.getProperty(LAUNCHER)).map(ProcessId::parse));
    }

    /** Replaces the file as a whole, so that no reader sees half of it. */
    void write(Path file) throws IOException {
        var properties = new Properties();
        ports.forEach((member, port) -> properties.setProperty(member.key() + ".port", port.toString()));
        processes.forEach((member, process) -> properties.setProperty(member.key() + ".process", process.toString()));
        launcher.ifPresent(process -> properties.setProperty(LAUNCHER, process.toString()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            properties.store(writer, "Written by deploy/up, read by deploy/down and tests");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The servers' addresses for clients. */
    Endpoints endpoints() {
        return Endpoints.local(ports);
    }
}
