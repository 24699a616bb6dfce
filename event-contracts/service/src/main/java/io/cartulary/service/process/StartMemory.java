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
 * The memory that a native binary has only because it has started: pages of its file, of which Linux maps sixteen around
 * each that is touched, and which little needs any more. On the JVM there is nothing to give back.
 */
public final class StartMemory {

    /** What GraalVM tells a program when it runs as a native image; see {@code ImageInfo}. */
    private static final String IMAGE = "org.graalvm.nativeimage.imagecode";

    /** Of madvise(2): the pages are read again from the file when they are touched. */
    private static final int MADV_DONTNEED = 4;

    private StartMemory() {}

    /**
     * Gives it back, in the background.
     *
     * @param start how long the start may take, from now on
     */
    public static void giveBackAfter(Duration start) {
        if ("runtime".equals(System.getProperty(IMAGE))) {
            Thread.ofPlatform().daemon().name("start-memory").start(() -> {
                try {
                    Thread.sleep(start);
                    giveBack();
                } catch (InterruptedException _) {
                    // the service ends already
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

    /** On its own, as the JVM has not the classes that it names. */
    private static final class Native {

        private Native() {}

        @CFunction("madvise")
        static native int madvise(Pointer address, UnsignedWord bytes, int advice);
    }
}
