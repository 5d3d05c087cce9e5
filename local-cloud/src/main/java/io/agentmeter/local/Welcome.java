package io.agentmeter.local;

import io.agentmeter.local.files.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a person is told once the local cloud answers: where it is, and what to do next.
record Welcome(Connection connection, Layout layout, Path data) {
    /// @throws IOException if the settings template of the checkout cannot be read
    String text() throws IOException {
        return """

                AgentMeter is running.

                  Dashboard and API   %s
                  Ingest token        %s

                Connect Claude Code: put this into ~/.claude/settings.json (or let scripts/agentmeter connect claude-code --write do it)

                %s
                Next
                  1. Start a Claude Code session anywhere on this machine; its cost appears on the dashboard within seconds.
                  2. scripts/agentmeter backfill claude-code   brings in what its transcripts already know.
                  3. scripts/agentmeter doctor                 checks the connection.

                Alerts and their e-mails: %s/local/inbox    Data and logs: %s
                Ctrl-C stops it; everything is kept.
                """.formatted(connection.url(), connection.ingestToken(), settings(), connection.url(), data);
    }

    private String settings() throws IOException {
        return Files.readString(layout.claudeCodeSettings(), StandardCharsets.UTF_8)
                .replace("{{endpoint}}", connection.url())
                .replace("{{token}}", connection.ingestToken());
    }
}
