package io.cartulary.service.process;

import io.cartulary.service.process.Mappings.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * Memory that a native binary only needs for its start: pages of its file. Linux maps sixteen pages around each one
 * that is accessed, and few of them are needed later. On the JVM there is nothing to release.
 */
public final class StartMemory {

    /** The property that GraalVM sets for a program in a native image; see {@code ImageInfo}. */
    private static final String IMAGE = "org.graalvm.nativeimage.imagecode";

    /** For madvise(2): the pages are read again from the file at the next access. */
    private static final int MADV_DONTNEED = 4;

    private StartMemory() {}

    /**
     * Releases the memory, in the background.
     *
     * @param start the maximum time that the start may take, from now on
     */
    public static void giveBackAfter(Duration start) {
        if ("runtime".equals(System.getProperty(IMAGE))) {
            Thread.ofPlatform().daemon().name("start-memory").start(() -> {
                try {
                    Thread.sleep(start);
                    giveBack();
                } catch (InterruptedException _) {
                    // the service is shutting down already
                }
            });
        }
    }

    private static void giveBack() {
        try {
            String binary = Path.of("/proc/self/exe").toRealPath().toString();
            for (Mapping mapping : Mappings.unchanged(Files.readAllLines(Path.of("/proc/self/smaps")), binary)) {
                Native.madvise(
                        WordFactory.pointer(mapping.address()), WordFactory.unsigned(mapping.bytes()), MADV_DONTNEED);
            }
        } catch (IOException _) {
            // not Linux; the pages stay
        }
    }

    /** A separate class, because the JVM doesn't have the classes that it uses. */
    private static final class Native {

        private Native() {}

        @CFunction("madvise")
        static native int madvise(Pointer address, UnsignedWord bytes, int advice);
    }
}
