package io.agentmeter.functions.library.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

interface FileStoreContract {
    FileStore store() throws IOException;

    @Test
    default void aFileThatIsNotThereIsEmpty() throws IOException {
        assertThat(store().read("cubes/2026-11-22.json")).isEmpty();
    }

    @Test
    default void aTextComesBackAndCanBeReplaced() throws IOException {
        FileStore store = store();
        store.write("cubes/2026-11-22.json", "application/json", "{\"a\":\"Zürich €\"}");
        assertThat(store.read("cubes/2026-11-22.json")).contains("{\"a\":\"Zürich €\"}");
        store.write("cubes/2026-11-22.json", "application/json", "{}");
        assertThat(store.read("cubes/2026-11-22.json")).contains("{}");
        assertThat(store.read("cubes/2026-11-2")).isEmpty();
    }

    @Test
    default void aFileThatMayOnlyBeCreatedIsNeverReplaced() throws IOException {
        FileStore store = store();
        assertThat(store.create("cubes/2026-11-22.v1.json", "application/json", "first"))
                .isTrue();
        assertThat(store.create("cubes/2026-11-22.v1.json", "application/json", "second"))
                .isFalse();
        assertThat(store.read("cubes/2026-11-22.v1.json")).contains("first");
    }

    @Test
    default void aFileOfAnySizeComesBack(@TempDir Path folder) throws IOException {
        String text = "day,project\r\n".repeat(300_000);
        Path file = Files.writeString(folder.resolve("report.csv"), text);
        FileStore store = store();
        store.write("exports/2026-11-22/a1/report.csv", "text/csv", file);
        assertThat(store.read("exports/2026-11-22/a1/report.csv")).contains(text);
    }

    @Test
    default void aLinkNamesTheFile() throws IOException {
        FileStore store = store();
        store.write("exports/a1/report.csv", "text/csv", "a,b\r\n");
        assertThat(store.link("exports/a1/report.csv", "my report.csv", Duration.ofMinutes(15)))
                .asString()
                .contains("exports/a1/report.csv");
    }
}
