package io.agentmeter.collector.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.agentmeter.collector.backfill.SessionFiles.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// A file as it was when its events were sent, so that what was added since can be told from what is another file by
/// now.
///
/// @param size bytes that were sent
/// @param modified milliseconds since the epoch
/// @param ends a hash of the first and the last bytes of these; empty if they could not be read
record FileMark(String name, long size, long modified, String ends) {
    private static final int END = 4_096;
    private static final int HASH_BYTES = 16;

    static FileMark of(SourceFile file) {
        return new FileMark(name(file), file.size(), file.modified(), ends(file.path(), file.size()));
    }

    static FileMark of(JsonNode json) {
        return new FileMark(
                json.path(0).asText(),
                json.path(1).asLong(),
                json.path(2).asLong(),
                json.path(3).asText());
    }

    void write(ArrayNode json) {
        json.add(name).add(size).add(modified).add(ends);
    }

    boolean isUnchanged(SourceFile file) {
        return name.equals(name(file)) && size == file.size() && modified == file.modified();
    }

    /// Whether the file still begins with what was sent.
    boolean isBeginningOf(SourceFile file) {
        return name.equals(name(file))
                && size <= file.size()
                && !ends.isEmpty()
                && ends.equals(ends(file.path(), size));
    }

    private static String name(SourceFile file) {
        return String.valueOf(file.path().getFileName());
    }

    private static String ends(Path path, long size) {
        try (FileChannel file = FileChannel.open(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(read(file, 0, Math.min(END, size)));
            digest.update(read(file, Math.max(0, size - END), size));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), HASH_BYTES));
        } catch (IOException _) {
            return ""; // it is sent as a whole next time
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ByteBuffer read(FileChannel file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
            read = file.read(bytes, from + bytes.position());
        }
        return bytes.flip();
    }
}
