package io.agentmeter.infra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// CDK's Java library runs on Node.js; without it the failure deep inside the library says nothing useful.
public final class NodeRuntime {
    /// What to tell somebody whose machine has no Node.js.
    public static final String MISSING =
            "AWS CDK needs Node.js 20 or newer: its Java library runs on it. Install Node.js and put `node` on the PATH, "
                    + "or set JSII_NODE to the program.";

    private NodeRuntime() {}

    /// Whether the CDK library will find Node.js: `JSII_NODE`, else `node` on the `PATH`.
    public static boolean isPresent(Map<String, String> environment) {
        String named = environment.getOrDefault("JSII_NODE", "");
        if (!named.isBlank()) {
            return Files.isExecutable(Path.of(named));
        }
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of(Path.of(folder, "node"), Path.of(folder, "node.exe")))
                .anyMatch(Files::isExecutable);
    }
}
