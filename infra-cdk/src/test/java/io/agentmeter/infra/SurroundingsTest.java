package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.deployment.Functions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must be there before anything can be synthesized.
class SurroundingsTest {
    @TempDir
    private Path folder;

    @Test
    void nodeIsFoundOnThePathOrWhereItIsNamed() throws Exception {
        assertThat(NodeRuntime.isPresent(Map.of("PATH", folder.toString()))).isFalse();
        Path node = Files.createFile(folder.resolve("node"));
        assertThat(NodeRuntime.isPresent(Map.of("PATH", folder.toString()))).isFalse();
        assertThat(node.toFile().setExecutable(true)).isTrue();
        assertThat(NodeRuntime.isPresent(Map.of("PATH", "/nowhere:" + folder))).isTrue();
        assertThat(NodeRuntime.isPresent(Map.of("JSII_NODE", node.toString()))).isTrue();
        assertThat(NodeRuntime.isPresent(Map.of("JSII_NODE", "/nowhere/node", "PATH", folder.toString())))
                .isFalse();
        assertThat(NodeRuntime.isPresent(Map.of())).isFalse();
    }

    @Test
    void aMachineWithoutNodeIsToldWhatToInstall() {
        assertThat(NodeRuntime.MISSING).contains("Node.js 20 or newer", "PATH");
    }

    @Test
    void missingJarsAreNamedWithWhatToDo() throws Exception {
        assertThat(FunctionJars.in(folder))
                .isInstanceOfSatisfying(
                        FunctionJars.Missing.class,
                        missing -> assertThat(missing.message())
                                .contains("mvn package")
                                .contains("ingest.jar")
                                .contains("query.jar"));
        for (Functions function : Functions.all()) {
            Path jar = folder.resolve("functions/%s/target/%s.jar".formatted(function.module(), function.module()));
            Files.createDirectories(jar.getParent());
            Files.writeString(jar, "jar");
        }
        assertThat(FunctionJars.in(folder)).isInstanceOf(FunctionJars.Found.class);
    }
}
