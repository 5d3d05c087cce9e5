package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.StoreUnavailable;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreUnavailableIT {
    private static final String NO_SUCH_TABLE = "no-such-table";

    private final DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();

    @Test
    void aStoreThatCannotAnswerSaysSo() {
        assertThatThrownBy(() -> new DynamoDbTokenStore(dynamoDb.client(), NO_SUCH_TABLE).find("a1"))
                .isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> new DynamoDbReceipts(dynamoDb.client(), NO_SUCH_TABLE).noteFirst(Instant.EPOCH))
                .isInstanceOf(StoreUnavailable.class);
    }
}
