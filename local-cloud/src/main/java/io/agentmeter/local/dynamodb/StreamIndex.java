package io.agentmeter.local.dynamodb;

import java.io.File;
import java.nio.file.Path;

/// An index for the records of streams. DynamoDB Local keeps those of all streams in one table, ordered by number only,
/// and looks for one shard's newest record, and for records after another, on every read: so each look at a stream in
/// which little happens went through all that happened in the others (decision 0023).
///
/// Everything is reached by reflection: SQLite's library is not on the class path this class is compiled with.
final class StreamIndex {
    /// Not the sequence number, too: it is the row's own number, which ends every index, and named again it is not
    /// used.
    private static final String SQL = "CREATE INDEX IF NOT EXISTS agentmeter_records_of_shard ON us (ShardID)";

    private StreamIndex() {}

    /// @param folder where DynamoDB Local, in this process, has its database
    static void create(Path folder) throws ReflectiveOperationException {
        Class<?> type = Class.forName("com.almworks.sqlite4java.SQLiteConnection");
        Object connection = type.getConstructor(File.class)
                .newInstance(folder.resolve(DatabaseFile.NAME).toFile());
        type.getMethod("open", boolean.class).invoke(connection, false);
        try {
            type.getMethod("setBusyTimeout", long.class).invoke(connection, 10_000L);
            type.getMethod("exec", String.class).invoke(connection, SQL);
        } finally {
            type.getMethod("dispose").invoke(connection);
        }
    }
}
