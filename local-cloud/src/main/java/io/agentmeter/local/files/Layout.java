package io.agentmeter.local.files;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the checkout keeps what the local cloud runs: found from this class's own place, so any working directory will
/// do.
///
/// @param root the folder with the parent `pom.xml`
public record Layout(Path root) {
    public static Layout find() {
        Path place = Path.of(URI.create(
                Layout.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        for (Path folder = place; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("local-cloud/pom.xml"))) {
                return new Layout(folder);
            }
        }
        throw new IllegalStateException("not inside a checkout of the project: " + place);
    }

    /// The compiled classes of this module: a folder or a jar.
    public Path ownClasses() {
        return Path.of(URI.create(
                Layout.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    public Path dynamoDbLocalJars() {
        return root.resolve("local-cloud/dynamodb-local/target/lib");
    }

    public Path functionJar(String module) {
        return root.resolve("functions").resolve(module).resolve("target").resolve(module + ".jar");
    }

    public Path dashboard() {
        return root.resolve("static-site/dist");
    }

    public Path claudeCodeSettings() {
        return root.resolve("contracts/claude-code-settings.json");
    }

    /// The JVM that runs this process, for child processes of the same version.
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
