package io.agentmeter.functions.library.alerts;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.agentmeter.functions.library.control.InMemoryAlertStore;
import org.junit.jupiter.api.Test;

class AlertRacesTest {
    private static final int RACES = 1_000;

    @Test
    void whateverRacesAndDiesEachAlertIsOneItemAndIsTold() {
        for (long seed = 0; seed < RACES; seed++) {
            AlertRace race = new AlertRace(seed, new InMemoryAlertStore());
            assertThatCode(race::run).as("seed " + seed).doesNotThrowAnyException();
        }
    }
}
