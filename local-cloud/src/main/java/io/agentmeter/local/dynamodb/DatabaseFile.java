package io.agentmeter.local.dynamodb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The SQLite file in which DynamoDB Local keeps its data, put into write-ahead-log mode before it is opened: a commit
/// is then one append and one wait for the disk instead of a journal made, filled and deleted. The mode is kept in two
/// bytes of the file's header (SQLite's file format, section 1.3.3), and DynamoDB Local leaves it as it finds it.
final class DatabaseFile {
    /// What DynamoDB Local calls it when all callers share one.
    static final String NAME = "shared-local-instance.db";

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE = 1024;
    private static final int HEADER = 100;
    private static final int WRITE_VERSION = 18;
    private static final byte WRITE_AHEAD_LOG = 2;
    private static final byte EMPTY_TABLE_LEAF = 13;

    private DatabaseFile() {}

    /// Creates the file if there is none; a file that is not SQLite's, or that a crash left with a journal to roll
    /// back, is left alone.
    static void prepare(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            Files.write(file, empty(), StandardOpenOption.CREATE_NEW);
            return;
        }
        if (Files.exists(folder.resolve(file.getFileName() + "-journal"))) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
            if (channel.read(magic, 0) == MAGIC.length && magic.flip().equals(ByteBuffer.wrap(MAGIC))) {
                channel.write(ByteBuffer.wrap(new byte[] {WRITE_AHEAD_LOG, WRITE_AHEAD_LOG}), WRITE_VERSION);
            }
        }
    }

    /// A database of one page without a table.
    private static byte[] empty() {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        page.put(MAGIC).putShort((short) PAGE).put(WRITE_AHEAD_LOG).put(WRITE_AHEAD_LOG);
        // Space left free on a page, then the fractions of it that the format prescribes.
        page.put((byte) 0).put((byte) 64).put((byte) 32).put((byte) 32);
        int changes = 1;
        int pages = 1;
        page.putInt(changes).putInt(pages);
        page.putInt(92, changes);
        page.put(HEADER, EMPTY_TABLE_LEAF).putShort(HEADER + 5, (short) PAGE);
        return page.array();
    }
}
