import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Bundles the console: unpacks the npm packages of its jars into {@code target/node_modules}, has esbuild make scripts and
 * style with hashed names, and writes the page that names them. Run by Maven as a source file, so it needs no Node and
 * no network.
 *
 * <p>Fails when the scripts of all pages together are larger than {@link #MOST_BYTES}, compressed.
 */
final class Bundle {

    /** All scripts together, each compressed by gzip: 350 KB. */
    private static final long MOST_BYTES = 350 * 1024;

    /** Where mvnpm's jars have a package: its name without scope, and its version. */
    private static final String PACKAGES = "META-INF/resources/_static/";

    private static final String OUTPUT = "classes/META-INF/console";

    public static void main(String... arguments) throws IOException, InterruptedException {
        Path sources = Path.of(arguments[0]).toAbsolutePath();
        Path target = Path.of(arguments[1]).toAbsolutePath();
        Path modules = target.resolve("node_modules");
        Path output = target.resolve(OUTPUT);
        deleted(output);
        List<String> jars =
                List.of(Files.readString(target.resolve("packages")).strip().split(Pattern.quote(java.io.File.pathSeparator)));
        for (String jar : jars) {
            unpack(Path.of(jar), modules);
        }
        esbuild(sources, modules, output);
        page(sources, output);
        long bytes = compress(output);
        System.out.printf("The console's scripts are %d KB, compressed.%n", bytes / 1024);
        if (bytes > MOST_BYTES) {
            throw new IllegalStateException("the console's scripts are %d KB, compressed, of %d that they may be"
                    .formatted(bytes / 1024, MOST_BYTES / 1024));
        }
    }

    /** A package's name follows from its jar: {@code org/mvnpm/at/lit/reactive-element/2.1.2} is {@code @lit/reactive-element}. */
    private static void unpack(Path jar, Path modules) throws IOException {
        Path artifact = jar.getParent().getParent();
        Path scope = artifact.getParent();
        boolean scoped = scope.getParent() != null && scope.getParent().endsWith("org/mvnpm/at");
        String name = (scoped ? "@" + scope.getFileName() + "/" : "") + artifact.getFileName();
        Path folder = modules.resolve(name);
        Path done = modules.resolve(".done").resolve(jar.getFileName().toString());
        if (Files.exists(done)) {
            return;
        }
        deleted(folder);
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(e -> !e.isDirectory()).toList()) {
                if (entry.getName().startsWith(PACKAGES) && isNeeded(entry.getName())) {
                    // <name>/<version>/<file>, but for a few old ones, which are <name>/<file>
                    String version = jar.getParent().getFileName() + "/";
                    String path = entry.getName()
                            .substring(PACKAGES.length())
                            .replaceFirst("^[^/]+/(" + Pattern.quote(version) + ")?", "");
                    Path into = folder.resolve(path).normalize();
                    if (!into.startsWith(folder)) {
                        throw new IOException(entry + " of " + jar + " is outside of its package");
                    }
                    Files.createDirectories(into.getParent());
                    try (var bytes = file.getInputStream(entry)) {
                        Files.copy(bytes, into);
                    }
                }
            }
        }
        Files.createDirectories(done.getParent());
        Files.writeString(done, name);
    }

    /** Of the packages' thousands of files, those that can be bundled. */
    private static boolean isNeeded(String file) {
        return (file.endsWith(".js") || file.endsWith("package.json") || file.endsWith("bin/esbuild"))
                && !file.contains("/dist/")
                && !file.contains("/development/")
                && (!file.contains("/i18n/") || file.contains("/lib/i18n/"));
    }

    private static void esbuild(Path sources, Path modules, Path output) throws IOException, InterruptedException {
        Path binary;
        try (Stream<Path> files = Files.walk(modules.resolve("@esbuild"))) {
            binary = files.filter(file -> file.endsWith("bin/esbuild")).findFirst().orElseThrow();
        }
        binary.toFile().setExecutable(true);
        List<String> command = List.of(
                binary.toString(),
                sources.resolve("console.ts").toString(),
                sources.resolve("console.css").toString(),
                "--bundle",
                "--splitting",
                "--minify",
                "--format=esm",
                "--target=es2022",
                "--charset=utf8",
                "--legal-comments=none",
                "--log-level=warning",
                "--define:process.env.NODE_ENV=\"production\"",
                "--tsconfig-raw={\"compilerOptions\":{\"experimentalDecorators\":true,\"useDefineForClassFields\":false}}",
                // whose old jar has no package.json
                "--alias:tslib=" + modules.resolve("tslib/tslib.es6.js"),
                "--entry-names=[name]-[hash]",
                "--chunk-names=[name]-[hash]",
                "--outdir=" + output);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("NODE_PATH", modules.toString());
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("esbuild ends with " + status);
        }
    }

    private static void page(Path sources, Path output) throws IOException {
        String page = Files.readString(sources.resolve("console.html"))
                .replace("${script}", named(output, "console-", ".js"))
                .replace("${style}", named(output, "console-", ".css"));
        Files.writeString(output.resolve("console.html"), page);
        Files.copy(sources.resolve("icon.svg"), output.resolve("icon.svg"));
    }

    private static String named(Path folder, String start, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(start) && name.endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Writes a compressed copy beside each file, for browsers that accept it; returns the size of the scripts. */
    private static long compress(Path folder) throws IOException {
        long scripts = 0;
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes) {
                {
                    def.setLevel(Deflater.BEST_COMPRESSION);
                }
            }) {
                Files.copy(file, gzip);
            }
            Files.write(folder.resolve(file.getFileName() + ".gz"), bytes.toByteArray());
            scripts += file.toString().endsWith(".js") ? bytes.size() : 0;
        }
        return scripts;
    }

    private static void deleted(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
