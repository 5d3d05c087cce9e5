package io.agentmeter.functions.library.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// Files that can be downloaded. A store that cannot answer throws
/// [StoreUnavailable][io.agentmeter.functions.library.StoreUnavailable].
public interface FileStore {
    /// Writes a text as a whole; whoever reads meanwhile gets the old one or the new one.
    void write(String path, String contentType, String text);

    /// Writes a text unless there is a file already.
    ///
    /// @return whether it was written; if not, the file that is there is as it was
    boolean create(String path, String contentType, String text);

    /// Writes a file as a whole, however large.
    void write(String path, String contentType, Path file);

    /// The text of a file; empty if there is no such file.
    Optional<String> read(String path);

    /// A link with which anybody can download the file for a while.
    ///
    /// @param name what the downloaded file is called
    URI link(String path, String name, Duration valid);

    /// Where a day's newest cube is.
    static String cube(LocalDate day) {
        return "cubes/" + day + ".json";
    }

    /// Where one version of a final cube is, for ever.
    static String cube(LocalDate day, int version) {
        return "cubes/" + day + ".v" + version + ".json";
    }
}
