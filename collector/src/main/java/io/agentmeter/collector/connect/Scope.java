package io.agentmeter.collector.connect;

import io.agentmeter.collector.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Whom a settings file is for.
public enum Scope {
    /// One person, in all projects.
    USER,
    /// Everybody who works in the project of the working directory.
    PROJECT,
    /// Everybody on this machine; needs its administrator.
    MANAGED;

    /// One file and what of the settings goes into it.
    ///
    /// @param variables whether the variables, and with them the token, are written here
    public record Target(Path file, boolean variables, boolean hooks) {}

    /// The files to write. A project's settings are committed, so its variables go into the file beside it that
    /// is not.
    public List<Target> targets(Surroundings surroundings) {
        return switch (this) {
            case USER -> List.of(new Target(userFolder(surroundings).resolve("settings.json"), true, true));
            case PROJECT -> {
                Path folder = surroundings.directory().resolve(".claude");
                yield List.of(
                        new Target(folder.resolve("settings.json"), false, true),
                        new Target(folder.resolve("settings.local.json"), true, false));
            }
            case MANAGED -> List.of(new Target(managedFile(), true, true));
        };
    }

    private static Path userFolder(Surroundings surroundings) {
        return surroundings
                .variable("CLAUDE_CONFIG_DIR")
                .map(folders -> surroundings.directory().resolve(folders.split(",", -1)[0].strip()))
                .orElse(surroundings.home().resolve(".claude"));
    }

    private static Path managedFile() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return Path.of("/Library/Application Support/ClaudeCode/managed-settings.json");
        }
        return system.startsWith("windows")
                ? Path.of("C:\\Program Files\\ClaudeCode\\managed-settings.json")
                : Path.of("/etc/claude-code/managed-settings.json");
    }

    /// Every file that counts on this machine, those that win first.
    public static List<Path> effective(Surroundings surroundings) {
        Path project = surroundings.directory().resolve(".claude");
        return List.of(
                managedFile(),
                project.resolve("settings.local.json"),
                project.resolve("settings.json"),
                userFolder(surroundings).resolve("settings.json"));
    }
}
