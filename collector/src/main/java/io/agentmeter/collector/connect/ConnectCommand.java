package io.agentmeter.collector.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.PrivateFile;
import io.agentmeter.collector.Refusal;
import io.agentmeter.collector.SupportedAgent;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connection.Connection;
import io.agentmeter.collector.connection.ConnectionOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agentmeter connect`.
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = "Makes an agent report here, by adding to its settings. Shows the change; --write makes it.")
public final class ConnectCommand implements Callable<Integer> {
    private static final String BACKUP = ".before-agentmeter";

    @Parameters(
            index = "0",
            paramLabel = "AGENT",
            converter = SupportedAgent.Converter.class,
            description = "claude-code")
    private SupportedAgent agent = SupportedAgent.CLAUDE_CODE;

    @ArgGroup
    private What what = new What();

    private static final class What {
        @Option(
                names = "--print",
                description = "print the settings, to paste them elsewhere (an admin console, an MDM profile)")
        private boolean print;

        @Option(names = "--write", description = "change the files")
        private boolean write;

        @Option(names = "--undo", description = "take back exactly what --write added")
        private boolean undo;
    }

    @Option(names = "--scope", paramLabel = "SCOPE", description = "${COMPLETION-CANDIDATES} (default: user)")
    private Scope scope = Scope.USER;

    @Option(names = "--file", paramLabel = "FILE", description = "another settings file than the scope's")
    private @Nullable Path file;

    @Option(names = "--force", description = "replace values that point elsewhere; --undo brings them back")
    private boolean force;

    @Option(
            names = "--fail-closed",
            description = "block prompts, and running turns, while the endpoint does not answer (Claude Code 2.1.295 or"
                    + " newer; older ones go on)")
    private boolean failClosed;

    @Option(
            names = "--status-line",
            paramLabel = "COMMAND",
            description = "the status line to set, none to leave it (default: this program's; with --print none)")
    private @Nullable String statusLine;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    private final Surroundings surroundings;

    public ConnectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ConnectRecord written = ConnectRecord.read(surroundings);
        if (what.undo) {
            return undo(written);
        }
        Connection endpoint = connection.find(surroundings).connection();
        SettingsTemplate template = template(endpoint);
        if (what.print) {
            surroundings.out().print(Json.pretty(template.settings(), "  "));
            return ExitCode.DONE;
        }
        List<Edited> edits = new ArrayList<>();
        for (Scope.Target target : targets()) {
            edits.add(edited(target, template, written.of(target.file())));
        }
        boolean changed = show(edits, endpoint);
        List<String> conflicts =
                edits.stream().flatMap(edit -> edit.conflicts().stream()).toList();
        conflicts.forEach(conflict -> surroundings.say(surroundings.err(), conflict));
        if (!conflicts.isEmpty() && !force) {
            throw new Refusal(
                    "nothing was changed: these settings already send somewhere else. Decide, then use --force to replace"
                            + " them; --undo will bring them back.");
        }
        warn(endpoint);
        if (!what.write) {
            surroundings
                    .out()
                    .println(
                            changed
                                    ? "This is what would change. Run it again with --write to do it."
                                    : "Already connected.");
            return ExitCode.DONE;
        }
        write(edits, written);
        Path remembered = ConnectionOptions.remember(surroundings, endpoint);
        surroundings
                .out()
                .println(
                        changed
                                ? "Connected to " + endpoint.url() + "."
                                : "Already connected to " + endpoint.url() + ".");
        surroundings.out().println("Later commands find the endpoint in " + remembered + ".");
        surroundings.out().println("Start a new session of the agent, then run: agentmeter doctor");
        return ExitCode.DONE;
    }

    private SettingsTemplate template(Connection endpoint) {
        SettingsTemplate template = switch (agent) {
            case CLAUDE_CODE -> SettingsTemplate.of(endpoint);
        };
        if (failClosed) {
            template = template.failingClosed();
        }
        Optional<String> command = Optional.ofNullable(statusLine)
                .or(() -> what.print ? Optional.empty() : ownStatusLine())
                .filter(text -> !text.isBlank() && !text.equals("none"));
        return command.map(template::withStatusLine).orElse(template);
    }

    /// `scripts/agentmeter` says where it is.
    private Optional<String> ownStatusLine() {
        return surroundings.variable("AGENTMETER_PROGRAM").map(SettingsTemplate::statusLineOf);
    }

    private List<Scope.Target> targets() {
        return file == null
                ? scope.targets(surroundings)
                : List.of(
                        new Scope.Target(surroundings.directory().resolve(file).normalize(), true, true));
    }

    /// A file before and after.
    ///
    /// @param original changes that undoing must take back to come to where the user was
    private record Edited(SettingsFile before, ObjectNode after, ConnectRecord.Entry original, List<String> conflicts) {
        boolean isChange() {
            return !before.root().equals(after);
        }
    }

    /// What was connected before is taken back first, so that a new endpoint replaces the old one and is no
    /// conflict.
    private Edited edited(Scope.Target target, SettingsTemplate template, Optional<ConnectRecord.Entry> earlier) {
        SettingsFile before = SettingsFile.read(target.file());
        ObjectNode after = before.root().deepCopy();
        earlier.ifPresent(entry -> SettingsUndo.undo(after, entry.changes()));
        SettingsEdit edit = new SettingsEdit(target.file(), after, template);
        if (target.variables()) {
            edit.addVariables();
            if (!edit.addStatusLine()) {
                surroundings.say(
                        surroundings.err(),
                        target.file() + " has a status line of its own, which is left: plan windows stay unknown");
            }
        }
        if (target.hooks()) {
            edit.addHooks();
        }
        boolean created = earlier.map(ConnectRecord.Entry::created).orElse(!before.exists());
        List<String> conflicts = edit.conflicts().stream()
                .map(conflict -> target.file() + ": " + conflict)
                .toList();
        return new Edited(before, after, new ConnectRecord.Entry(created, edit.changes()), conflicts);
    }

    private boolean show(List<Edited> edits, Connection endpoint) {
        boolean changed = false;
        for (Edited edit : edits) {
            if (edit.isChange()) {
                changed = true;
                surroundings
                        .out()
                        .print(SettingsDiff.of(
                                edit.before().path(),
                                edit.before().text(),
                                edit.before().laidOut(edit.after()),
                                endpoint.token(),
                                Connection.masked(endpoint.token())));
            }
            if (edit.after().path("disableAllHooks").asBoolean()) {
                surroundings.say(surroundings.err(), edit.before().path() + " has disableAllHooks: no hook will run");
            }
        }
        return changed;
    }

    private void warn(Connection endpoint) {
        if (endpoint.isUnencrypted()) {
            surroundings.say(surroundings.err(), "the endpoint is not https: the token can be read on the way");
        }
        if (scope == Scope.PROJECT && file == null) {
            surroundings
                    .out()
                    .println(
                            "The token goes into .claude/settings.local.json, which must not be committed; everybody who works"
                                    + " here needs one. Newer versions of Claude Code ignore telemetry variables of a project: if no cost arrives, connect with"
                                    + " --scope user.");
        }
    }

    private void write(List<Edited> edits, ConnectRecord written) throws IOException {
        for (Edited edit : edits) {
            Path path = edit.before().path();
            if (!edit.isChange()) {
                continue;
            }
            try {
                if (edit.before().exists() && written.of(path).isEmpty()) {
                    PrivateFile.write(backup(path), Files.readAllBytes(path));
                }
                written.put(path, edit.original()); // before the file: what is not remembered could not be undone
                PrivateFile.writeKeepingPermissions(path, bytes(edit.before().laidOut(edit.after())));
            } catch (AccessDeniedException e) {
                throw new Refusal(
                        path
                                + " cannot be written: it belongs to somebody else. Use --print and let its owner add the settings.");
            }
        }
    }

    private int undo(ConnectRecord written) throws IOException {
        boolean found = false;
        for (Scope.Target target : targets()) {
            Optional<ConnectRecord.Entry> entry = written.of(target.file());
            if (entry.isPresent()) {
                found = true;
                undo(target.file(), entry.get());
                written.remove(target.file());
            }
        }
        if (!found) {
            throw new Refusal(
                    "there is nothing to undo in " + targets().getFirst().file());
        }
        if (written.isEmpty()) {
            ConnectionOptions.forget(surroundings);
        }
        return ExitCode.DONE;
    }

    private void undo(Path path, ConnectRecord.Entry entry) throws IOException {
        SettingsFile now = SettingsFile.read(path);
        ObjectNode after = now.root().deepCopy();
        List<String> left = SettingsUndo.undo(after, entry.changes());
        left.forEach(
                name -> surroundings.say(surroundings.err(), path + ": " + name + " was changed since and is left"));
        Path backup = backup(path);
        if (entry.created() && after.isEmpty()) {
            Files.deleteIfExists(path);
        } else if (now.exists()) {
            boolean asBefore =
                    Files.exists(backup) && SettingsFile.read(backup).root().equals(after);
            byte[] bytes = asBefore ? Files.readAllBytes(backup) : bytes(now.laidOut(after));
            PrivateFile.writeKeepingPermissions(path, bytes);
        }
        Files.deleteIfExists(backup);
        surroundings.out().println("Undone in " + path + ".");
    }

    private static Path backup(Path path) {
        return path.resolveSibling(path.getFileName() + BACKUP);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
