package io.agentmeter.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void takesTheHomeFolderThatTheVariableNames() {
        assertThat(Surroundings.home(Map.of("HOME", "/elsewhere"))).isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void takesTheAccountsHomeFolderWhereTheVariableNamesNone() {
        Path account = Path.of(System.getProperty("user.home"));
        assertThat(Surroundings.home(Map.of())).isEqualTo(account);
        assertThat(Surroundings.home(Map.of("HOME", " "))).isEqualTo(account);
        assertThat(Surroundings.home(Map.of("HOME", "relative"))).isEqualTo(account);
    }
}
