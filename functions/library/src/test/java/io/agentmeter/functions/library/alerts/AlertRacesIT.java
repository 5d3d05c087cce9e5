package io.agentmeter.functions.library.alerts;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.control.AlertStore;
import io.agentmeter.functions.library.control.DynamoDbAlertStore;
import org.junit.jupiter.api.Test;

/// The same races over DynamoDB Local, fewer of them.
class AlertRacesIT {
    private static final int RACES = 10;

    @Test
    void whateverRacesAndDiesEachAlertIsOneItemAndIsTold() {
        DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
        for (long seed = 0; seed < RACES; seed++) {
            AlertStore store = new DynamoDbAlertStore(dynamoDb.client(), dynamoDb.createTable(Table.CONTROL));
            AlertRace race = new AlertRace(seed, store);
            assertThatCode(race::run).as("seed " + seed).doesNotThrowAnyException();
        }
    }
}
