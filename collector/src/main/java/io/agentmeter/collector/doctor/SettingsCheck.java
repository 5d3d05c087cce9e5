package io.agentmeter.collector.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Refusal;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connect.Scope;
import io.agentmeter.collector.connect.SettingsFile;
import io.agentmeter.collector.connect.SettingsTemplate;
import io.agentmeter.collector.connection.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Checks that the settings which count here send telemetry and hooks to the endpoint.
final class SettingsCheck {
    private static final int DEFAULT_TIMEOUT = 600;
    private static final int LONGEST_TIMEOUT = 10;
    private static final String CONNECT = "run: agentmeter connect claude-code --write";

    private final Surroundings surroundings;
    private final SettingsTemplate template;
    private final List<SettingsFile> files = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private SettingsCheck(Surroundings surroundings, Connection endpoint) {
        this.surroundings = surroundings;
        this.template = SettingsTemplate.of(endpoint);
    }

    static List<Finding> of(Surroundings surroundings, Connection endpoint) {
        return new SettingsCheck(surroundings, endpoint).findings();
    }

    private List<Finding> findings() {
        for (Path path : Scope.effective(surroundings)) {
            try {
                SettingsFile file = SettingsFile.read(path);
                if (file.exists()) {
                    files.add(file);
                }
            } catch (Refusal e) {
                findings.add(Finding.fail(e.reason(), "the agent cannot read it either"));
            }
        }
        checkVariables();
        checkHooks();
        checkBrakes();
        checkStatusLine();
        return findings;
    }

    private void checkVariables() {
        List<String> missing = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (Map.Entry<String, JsonNode> wanted : template.variables().properties()) {
            Optional<String> value = variable(wanted.getKey());
            if (value.isEmpty()) {
                missing.add(wanted.getKey());
            } else if (!value.get().equals(wanted.getValue().asText())) {
                other.add(wanted.getKey());
            }
        }
        if (missing.isEmpty() && other.isEmpty()) {
            findings.add(Finding.ok("telemetry is switched on and goes to the endpoint"));
        }
        if (!missing.isEmpty()) {
            findings.add(
                    Finding.fail("telemetry is not switched on: " + String.join(", ", missing) + " missing", CONNECT));
        }
        if (!other.isEmpty()) {
            findings.add(Finding.fail(
                    "telemetry goes elsewhere or is set up otherwise: " + String.join(", ", other),
                    CONNECT + " --force"));
        }
    }

    /// The value that the agent will see: of the file that wins, else of the shell.
    private Optional<String> variable(String name) {
        return files.stream()
                .map(file -> file.root().path(SettingsTemplate.VARIABLES).path(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .findFirst()
                .or(() -> surroundings.variable(name));
    }

    private void checkHooks() {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, JsonNode> event : template.hooks().properties()) {
            boolean called = files.stream()
                    .map(file -> file.root().path(SettingsTemplate.HOOKS).path(event.getKey()))
                    .anyMatch(groups -> groups.findValuesAsText("url").contains(template.hookUrl()));
            if (!called) {
                missing.add(event.getKey());
            }
        }
        int all = template.hooks().size();
        if (missing.isEmpty()) {
            findings.add(Finding.ok("all " + all + " hooks call the endpoint"));
        } else if (missing.size() == all) {
            findings.add(Finding.fail("no hook calls the endpoint: projects and active time stay unknown", CONNECT));
        } else {
            findings.add(Finding.warn("hooks are missing: " + String.join(", ", missing), CONNECT));
        }
        for (SettingsFile file : files) {
            checkLimits(file);
        }
    }

    /// The hooks that can stop something: whether they are waited for, and what happens without an answer.
    private void checkBrakes() {
        List<JsonNode> brakes = SettingsTemplate.BRAKES.stream()
                .flatMap(event -> files.stream().flatMap(file -> ours(file, event)))
                .toList();
        if (brakes.size() < SettingsTemplate.BRAKES.size()) {
            return; // missing hooks are found above
        }
        for (JsonNode brake : brakes) {
            int timeout = brake.path("timeout").asInt(DEFAULT_TIMEOUT);
            if (timeout > LONGEST_TIMEOUT) {
                findings.add(
                        Finding.warn("a hook that can stop a prompt may hold it up for " + timeout + " s", CONNECT));
            }
        }
        long closed = brakes.stream().filter(SettingsTemplate::failsClosed).count();
        if (closed != 0 && closed != brakes.size()) {
            findings.add(Finding.warn(
                    "some hooks that stop work block without an answer and others do not",
                    CONNECT + " [--fail-closed]"));
        } else {
            findings.add(
                    Finding.ok(
                            closed == 0
                                    ? "limits can stop prompts and running turns; while the endpoint does not answer, work goes on"
                                    : "limits can stop prompts and running turns; while the endpoint does not answer, work stops"));
        }
    }

    private Stream<JsonNode> ours(SettingsFile file, String event) {
        JsonNode groups = file.root().path(SettingsTemplate.HOOKS).path(event);
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group ->
                        StreamSupport.stream(group.path(SettingsTemplate.HOOKS).spliterator(), false))
                .filter(hook -> hook.path("url").asText().equals(template.hookUrl()));
    }

    private void checkStatusLine() {
        Optional<String> command = files.stream()
                .map(file -> file.root().path(SettingsTemplate.STATUS_LINE).path("command"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
        if (command.filter(text -> text.contains("agentmeter") && text.contains("statusline"))
                .isPresent()) {
            findings.add(Finding.ok("the status line shows what is used and reports plan windows"));
        } else {
            findings.add(Finding.warn(
                    command.isEmpty()
                            ? "there is no status line: plan windows stay unknown"
                            : "the status line is another program's: plan windows stay unknown",
                    command.isEmpty() ? CONNECT : "let it pass its input on to: agentmeter statusline --refresh"));
        }
    }

    private void checkLimits(SettingsFile file) {
        if (file.root().path("disableAllHooks").asBoolean()) {
            findings.add(Finding.fail("hooks are switched off", "remove disableAllHooks from " + file.path()));
        }
        JsonNode urls = file.root().path("allowedHttpHookUrls");
        if (urls.isArray() && !allowed(urls, template.hookUrl())) {
            findings.add(
                    Finding.fail("hooks may not call the endpoint", "add it to allowedHttpHookUrls in " + file.path()));
        }
        JsonNode names = file.root().path("httpHookAllowedEnvVars");
        boolean named = StreamSupport.stream(names.spliterator(), false)
                .anyMatch(name -> name.asText().equals(template.tokenVariable()));
        if (names.isArray() && !named) {
            findings.add(Finding.fail(
                    "hooks may not use the token",
                    "add " + template.tokenVariable() + " to httpHookAllowedEnvVars in " + file.path()));
        }
    }

    /// Lists of all files are merged, so one that has the endpoint is enough.
    private boolean allowed(JsonNode urls, String url) {
        return SettingsTemplate.allows(urls, url)
                || files.stream()
                        .anyMatch(file -> SettingsTemplate.allows(file.root().path("allowedHttpHookUrls"), url));
    }
}
