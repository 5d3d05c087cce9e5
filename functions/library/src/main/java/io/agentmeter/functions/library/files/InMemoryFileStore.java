package io.agentmeter.functions.library.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Files in memory, for tests. Its links only look like links.
public final class InMemoryFileStore implements FileStore {
    private final Map<String, String> files = new ConcurrentHashMap<>();

    @Override
    public void write(String path, String contentType, String text) {
        files.put(path, text);
    }

    @Override
    public boolean create(String path, String contentType, String text) {
        return files.putIfAbsent(path, text) == null;
    }

    @Override
    public void write(String path, String contentType, Path file) {
        try {
            files.put(path, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public URI link(String path, String name, Duration valid) {
        return URI.create("memory:///" + path + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&seconds="
                + valid.toSeconds());
    }
}
