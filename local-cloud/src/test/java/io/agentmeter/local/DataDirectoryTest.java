package io.agentmeter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void refusesASecondLocalCloudOnTheSameFolderUntilTheFirstIsGone() throws Exception {
        DataDirectory first = DataDirectory.open(folder.resolve("data"));
        assertThatThrownBy(() -> DataDirectory.open(folder.resolve("data")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("another local cloud is running on")
                .hasMessageContaining("--data");
        first.close();
        DataDirectory.open(folder.resolve("data")).close();
    }

    @Test
    void saysWhatIsWrongWithAFolderThatCannotBeUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void createsAFolderThatOnlyItsOwnerMayLookInto() throws Exception {
        DataDirectory.open(folder.resolve("new/data")).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/data"))))
                .isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writesTheConnectionForItsOwnerOnlyAndReadsItBack() throws Exception {
        Path file = folder.resolve("connection.json");
        Connection connection = new Connection("http://127.0.0.1:8787", "am_ingest_1", "am_read_2", "am_admin_3");
        connection.write(file);
        connection.write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Connection.read(file)).contains(connection);
        assertThat(Connection.read(folder.resolve("absent"))).isEmpty();
        assertThat(connection.toString()).doesNotContain("am_");
    }
}
