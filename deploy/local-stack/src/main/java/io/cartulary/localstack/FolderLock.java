package io.cartulary.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two launchers off one stack. The system releases it when its process ends, however it ends. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock is a file beside the folder, so that the folder can be wiped while it's held. */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path file = folder.resolveSibling(folder.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: as good a holder as any other.
        }
        channel.close();
        throw new Failure("another deploy/up or deploy/down is at work on %s; wait for it to end".formatted(folder));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
