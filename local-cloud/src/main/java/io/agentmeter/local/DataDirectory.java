package io.agentmeter.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds everything a local cloud keeps. One local cloud at a time may use it; a lock that the
/// operating system
/// lifts when the process ends, however it ends, sees to that.
final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /// @throws StartFailure if another local cloud uses the folder, or it cannot be written
    static DataDirectory open(Path root) throws StartFailure {
        try {
            create(root);
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel)) {
                return new DataDirectory(root.toRealPath(), channel);
            }
            channel.close();
        } catch (IOException unusable) {
            throw new StartFailure("the data folder " + root + " cannot be used: " + unusable, unusable);
        }
        throw new StartFailure("another local cloud is running on " + root
                + "; stop it first, or choose another folder with --data DIR");
    }

    /// Creates the folder if absent, for its owner only: it holds tokens and who spent what.
    static Path create(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
            if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
        }
        Files.createDirectories(root.resolve("logs"));
        return root;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path dynamoDb() {
        return root.resolve("dynamodb");
    }

    Path objects() {
        return root.resolve("s3");
    }

    Path topics() {
        return root.resolve("sns");
    }

    Path inbox() {
        return root.resolve("inbox.jsonl");
    }

    Path streamPositions() {
        return root.resolve("streams");
    }

    Path failures() {
        return root.resolve("failures");
    }

    Path connection() {
        return root.resolve("connection.json");
    }

    Path objectStorePort() {
        return root.resolve("s3-port");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException unlocked) {
            // The lock goes with the process anyway.
        }
    }
}
