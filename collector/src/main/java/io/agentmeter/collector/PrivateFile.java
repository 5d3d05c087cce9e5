package io.agentmeter.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes files whole or not at all. New ones may be read by their owner only, because they can hold a token.
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /// Replaces a file that is the owner's alone, whatever its permissions were.
    public static void write(Path file, byte[] bytes) throws IOException {
        replace(file, bytes, OWNER_ONLY);
    }

    /// Replaces a file and leaves its permissions; a new one is its owner's alone. A link stays a link.
    public static void writeKeepingPermissions(Path file, byte[] bytes) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        boolean known = Files.exists(target) && isPosix(target);
        replace(target, bytes, known ? Files.getPosixFilePermissions(target) : OWNER_ONLY);
    }

    private static void replace(Path file, byte[] bytes, Set<PosixFilePermission> permissions) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file");
        }
        if (isPosix(folder.getRoot()) && !Files.exists(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp"); // the owner's alone from the start
        try {
            Files.write(draft, bytes);
            if (isPosix(draft)) {
                Files.setPosixFilePermissions(draft, permissions);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix")
                && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
