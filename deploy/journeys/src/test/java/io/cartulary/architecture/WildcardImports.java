package io.cartulary.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The wildcard imports of the sources. Permitted are those of a family: the members of one of our own sealed
 * interfaces, and, statically, the constants of an enum of rejections. The formatter can only forbid all or none.
 */
final class WildcardImports {

    private static final Pattern WILDCARD =
            Pattern.compile("^import (?<static>static )?(?<owner>[\\w.]+)\\.\\*;", Pattern.MULTILINE);
    private static final Pattern SOURCE = Pattern.compile(".*/src/(main|test)/java/(?<type>.+)\\.java");

    /** The sources by the names of their types. */
    private final Map<String, String> sources = new HashMap<>();

    /** @param root the folder with all sources */
    WildcardImports(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.equals("target") || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Matcher source = SOURCE.matcher(file.toString());
                if (source.matches()) {
                    sources.put(source.group("type").replace('/', '.'), Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The number of sources. */
    int sources() {
        return sources.size();
    }

    /** The wildcard imports that are not permitted, each with its source. */
    Stream<String> forbidden() {
        return sources.entrySet().stream()
                .flatMap(source -> forbidden(source.getValue()).map(line -> source.getKey() + ": " + line));
    }

    /** The wildcard imports of a source that are not permitted. */
    Stream<String> forbidden(String source) {
        return WILDCARD.matcher(source)
                .results()
                .filter(found -> !isFamily(found.group("owner"), found.group("static") != null))
                .map(found -> found.group());
    }

    private boolean isFamily(String owner, boolean isStatic) {
        String name = owner.substring(owner.lastIndexOf('.') + 1);
        String declared =
                isStatic ? "\\benum " + name + " implements Rejection\\b" : "\\bsealed interface " + name + "\\b";
        return Pattern.compile(declared)
                .matcher(sources.getOrDefault(owner, ""))
                .find();
    }
}
