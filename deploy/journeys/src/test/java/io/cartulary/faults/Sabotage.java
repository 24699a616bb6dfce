package io.cartulary.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The command service with one defect: the text of one source file is changed, compiled, and put into a copy of the
 * built service. So the service itself needs no switch that disables a guarantee.
 *
 * @param source below the command side's sources
 * @param changes the texts to replace; each has to exist
 */
record Sabotage(String source, List<Change> changes) {

    /** The records of a batch are sent in reverse order. */
    static final Sabotage REVERSED_BATCHES = new Sabotage(
            "io/cartulary/command/relay/Sending.java",
            List.of(new Change(
                    "for (ProducerRecord<String, String> next : batch)",
                    "for (ProducerRecord<String, String> next : batch.reversed())")));

    /** The relay resumes one event after the last record in Kafka. */
    static final Sabotage LATE_RESUMING = new Sabotage(
            "io/cartulary/command/relay/PartitionRelay.java",
            List.of(new Change(
                    "        this.published = start.position();",
                    "        this.published = start.position() == 0 ? 0 : start.position() + 1;")));

    /** One place in a source file. */
    record Change(String text, String replacement) {}

    /** @return the folder of the changed service */
    Path build(Path folder) throws IOException {
        Path application = folder.resolve("quarkus-app");
        copy(Service.application(Side.COMMAND), application);
        Path classes = compile(folder, application);
        try (Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                replace(application, classes.relativize(file).toString(), file);
            }
        }
        return application;
    }

    /** @return the source file with the changes made */
    String sabotaged() throws IOException {
        String text = Files.readString(
                Path.of("..", "..", "command-side", "src", "main", "java").resolve(source));
        for (Change change : changes) {
            assertThat(text).as("%s, which this test changes", source).containsOnlyOnce(change.text());
            text = text.replace(change.text(), change.replacement());
        }
        return text;
    }

    private Path compile(Path folder, Path application) throws IOException {
        Path file = folder.resolve("sources").resolve(source);
        Files.createDirectories(file.getParent());
        Files.writeString(file, sabotaged());
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-parameters", "-cp", jars(application), "-d", classes.toString());
            boolean compiled = compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as("%s compiles: %s", source, complaints).isTrue();
        }
        return classes;
    }

    private static String jars(Path application) throws IOException {
        try (Stream<Path> files = Files.walk(application)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .collect(joining(":"));
        }
    }

    /** Linked where possible; jars that change are copied first. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (hasOwnClasses(from.relativize(file))) {
                    Files.copy(file, target);
                } else {
                    Files.createLink(target, file);
                }
            }
        }
    }

    private static boolean hasOwnClasses(Path file) {
        return file.startsWith("app") || file.endsWith("transformed-bytecode.jar");
    }

    /** In every jar with the class: Quarkus has a second copy of classes that it has changed, and prefers it. */
    private static void replace(Path application, String name, Path file) throws IOException {
        try (Stream<Path> jars = Files.walk(application)) {
            for (Path jar : jars.filter(path -> path.toString().endsWith(".jar"))
                    .filter(path -> hasOwnClasses(application.relativize(path)))
                    .toList()) {
                try (FileSystem content = FileSystems.newFileSystem(jar)) {
                    Path place = content.getPath(name);
                    if (Files.exists(place)) {
                        Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
