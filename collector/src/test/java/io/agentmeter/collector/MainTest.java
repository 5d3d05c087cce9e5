package io.agentmeter.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path folder;

    @Test
    void listsItsCommandsAndExitCodes() {
        Laptop.Outcome outcome = new Laptop(folder).run("--help");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("connect", "backfill", "doctor", "Exit codes");
    }

    @Test
    void endsWithTwoOnWrongUse() {
        Laptop laptop = new Laptop(folder);
        assertThat(laptop.run().exitCode()).isEqualTo(2);
        assertThat(laptop.run("nonsense").exitCode()).isEqualTo(2);
        assertThat(laptop.run("backfill").exitCode()).isEqualTo(2);
        Laptop.Outcome unknownAgent = laptop.run("backfill", "codex");
        assertThat(unknownAgent.exitCode()).isEqualTo(2);
        assertThat(unknownAgent.err()).contains("it must be claude-code, not 'codex'");
        Laptop.Outcome wrongDay = laptop.run("backfill", "claude-code", "--since", "yesterday");
        assertThat(wrongDay.exitCode()).isEqualTo(2);
        assertThat(wrongDay.err()).contains("neither a day like 2026-11-01");
    }
}
