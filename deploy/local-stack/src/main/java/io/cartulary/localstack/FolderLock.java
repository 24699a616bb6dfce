package io.cartulary.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Prevents two launchers on one stack. The system releases the lock when the process ends in any way. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock is a file next to the folder, so that the folder can be wiped while it's locked. */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path file = folder.resolveSibling(folder.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // This very process holds it: treated like any other holder.
        }
        channel.close();
        throw new Failure("another deploy/up or deploy/down is at work on %s; wait for it to end".formatted(folder));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
