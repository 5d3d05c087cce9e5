package io.agentmeter.collector.statusline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `scripts/agentmeter` does by itself, without starting the program.
class StatusLineScriptTest {
    private static final String INPUT =
            "{\"session_id\": \"s-1\", \"rate_limits\": {\"five_hour\": {\"used_percentage\": 23.5, \"resets_at\": 1}}}";
    private static final String PROMPT = "{\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"hello\"}";

    @TempDir
    private Path folder;

    private Path script;

    private record Outcome(int exitCode, String out) {}

    @BeforeEach
    void copy() throws IOException {
        script = Files.createDirectories(folder.resolve("repository/scripts")).resolve("agentmeter");
        Files.copy(Path.of("..", "scripts", "agentmeter"), script);
    }

    private Outcome run(Map<String, String> environment, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().remove("XDG_STATE_HOME");
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out);
    }

    private void kept(String session, String lines) throws IOException {
        Path file = folder.resolve("home/.local/state/agentmeter/statusline").resolve(session);
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines);
    }

    @Test
    void theLineThatWasMadeLastIsPrinted() throws Exception {
        kept("s-1", "\u001b[32mgreen\u001b[0m | $2\ngreen | $2\n");
        assertThat(run(Map.of(), INPUT, "statusline")).isEqualTo(new Outcome(0, "\u001b[32mgreen\u001b[0m | $2\n"));
        assertThat(run(Map.of("NO_COLOR", "1"), INPUT, "statusline", "--account", "max"))
                .isEqualTo(new Outcome(0, "green | $2\n"));
    }

    @Test
    void theFirstTimeItSaysWhatTheInputSays() throws Exception {
        assertThat(run(Map.of(), INPUT, "statusline")).isEqualTo(new Outcome(0, "Plan: 23%\n"));
        assertThat(run(Map.of(), "{}", "statusline")).isEqualTo(new Outcome(0, "\n"));
        assertThat(run(Map.of(), "", "statusline")).isEqualTo(new Outcome(0, "\n"));
    }

    @Test
    void aTextThatContainsAnotherSessionsIdIsNotMistakenForOne() throws Exception {
        kept("evil", "evil\nevil\n");
        kept("s-1", "good\ngood\n");
        String input = "{\"session_name\": \"\\\"session_id\\\": \\\"evil\\\"\", \"session_id\": \"s-1\"}";
        assertThat(run(Map.of(), input, "statusline").out()).isEqualTo("good\n");
        assertThat(run(Map.of(), "{\"session_id\": \"../statusline/evil\"}", "statusline")
                        .out())
                .isEqualTo("\n");
    }

    @Test
    void theProgramIsStartedInTheBackgroundOnceInTenSeconds() throws Exception {
        Path target = Files.createDirectories(folder.resolve("repository/collector/target"));
        Path called = folder.resolve("called");
        Path java = folder.resolve("java");
        Files.writeString(java, "#!/bin/sh\nread -r input\necho \"$* <$input>\" >>'" + called + "'\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(target.resolve("agentmeter.java"), java + "\n");
        Files.writeString(target.resolve("agentmeter.jar"), "");
        String input = INPUT + "\n";
        run(Map.of(), input, "statusline", "--account", "max");
        run(Map.of(), input, "statusline", "--account", "max");
        for (int wait = 0; wait < 200 && !(Files.exists(called) && Files.size(called) > 0); wait++) {
            Thread.sleep(50);
        }
        assertThat(Files.readAllLines(called))
                .singleElement()
                .asString()
                .endsWith("agentmeter.jar statusline --refresh --account max <" + INPUT + ">");
    }

    @Test
    void aHookWithoutAProgramLetsWorkGoOnUnlessThePersonSaidOtherwise() throws Exception {
        assertThat(run(Map.of(), PROMPT, "hook", "codex")).isEqualTo(new Outcome(0, "{}\n"));
        assertThat(run(Map.of(), PROMPT, "hook", "codex", "--fail-closed").out())
                .startsWith("{\"decision\":\"block\"");
        assertThat(run(Map.of(), "{\"hook_event_name\":\"Stop\"}", "hook", "claude-code", "--fail-closed"))
                .isEqualTo(new Outcome(0, "{}\n"));
        assertThat(run(Map.of(), "{\"sessionId\":\"a\",\"prompt\":\"x\"}", "hook", "copilot", "--fail-closed")
                        .out())
                .startsWith("{\"decision\":\"block\"");
    }
}
