package io.agentmeter.functions.library.cubes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.files.FileStore;
import io.agentmeter.report.DayCube;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Writes and finds day cubes. Until a day is final its one file is written again with every change. From then on each
/// version is a file of its own that nobody ever writes again, and the day's file is a copy of the newest.
public final class CubeFiles {
    private static final String TYPE = "application/json";

    private final FileStore files;

    public CubeFiles(FileStore files) {
        this.files = files;
    }

    public Optional<CubeFile> newest(LocalDate day) {
        return files.read(FileStore.cube(day)).map(CubeFile::of);
    }

    /// The text of one version of a final cube.
    public Optional<String> version(LocalDate day, int version) {
        return files.read(FileStore.cube(day, version));
    }

    /// The cube of a day that may still change.
    public void write(DayCube cube, Instant now) {
        files.write(FileStore.cube(cube.day()), TYPE, cube.json(now).toString());
    }

    /// The cube of a day of which nothing more is expected: version 1, or the next one if it says something else
    /// than the newest. May be repeated after a crash anywhere: a version that exists is taken over, never
    /// replaced.
    public void publish(DayCube cube, Instant now) {
        LocalDate day = cube.day();
        ObjectNode json = cube.json(now);
        Optional<CubeFile> newest = newest(day).filter(file -> file.version().isPresent());
        while (true) {
            if (newest.isPresent() && newest.get().saysTheSameAs(json)) {
                files.write(FileStore.cube(day), TYPE, newest.get().text());
                return;
            }
            int version = newest.map(file -> file.version().orElse(0) + 1).orElse(1);
            ArrayNode earlier = json.putArray("earlierVersions");
            newest.ifPresent(file -> {
                file.json().path("earlierVersions").forEach(earlier::add);
                earlier.addObject()
                        .put("version", version - 1)
                        .put("generatedAt", file.json().path("generatedAt").asText());
            });
            json.put("version", version);
            String text = json.toString();
            if (files.create(FileStore.cube(day, version), TYPE, text)) {
                files.write(FileStore.cube(day), TYPE, text);
                return;
            }
            // Written by a run that died before it said so.
            newest = Optional.of(CubeFile.of(version(day, version)
                    .orElseThrow(() -> new StoreUnavailable(
                            "a cube is being written by somebody else",
                            new IllegalStateException(day + " version " + version)))));
        }
    }
}
