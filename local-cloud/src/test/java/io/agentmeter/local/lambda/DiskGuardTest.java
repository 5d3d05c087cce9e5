package io.agentmeter.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.deployment.Functions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskGuardTest {
    private static final byte[] EVENT = {};

    private final List<Functions> ran = new ArrayList<>();
    private final Invoker inner = new Invoker() {
        @Override
        public byte[] invoke(Functions function, byte[] event) {
            ran.add(function);
            return event;
        }

        @Override
        public void close() {}
    };

    @Test
    void nothingThatWritesIsRunWhileTheDiskIsNearlyFull() throws Exception {
        DiskGuard guard = new DiskGuard(inner, () -> DiskGuard.LEAST_FREE_BYTES - 1);

        for (Functions function : List.of(Functions.INGEST, Functions.AGGREGATE, Functions.ALERT)) {
            assertThatThrownBy(() -> guard.invoke(function, EVENT))
                    .isInstanceOfSatisfying(FunctionFailure.class, failure -> {
                        assertThat(failure.isNotNow()).isTrue();
                        assertThat(failure.reason()).contains("63 MB free").contains("make room");
                    });
        }
        guard.invoke(Functions.QUERY, EVENT);
        guard.invoke(Functions.AUTHORIZE, EVENT);
        assertThat(ran).containsExactly(Functions.QUERY, Functions.AUTHORIZE);
    }

    @Test
    void everythingRunsWhereThereIsRoomOrWhereNobodyKnows() throws Exception {
        new DiskGuard(inner, () -> DiskGuard.LEAST_FREE_BYTES).invoke(Functions.INGEST, EVENT);
        new DiskGuard(inner, () -> {
                    throw new IOException("for the test");
                })
                .invoke(Functions.INGEST, EVENT);
        assertThat(ran).containsExactly(Functions.INGEST, Functions.INGEST);
    }

    @Test
    void itGoesOnByItselfWhenThereIsRoomAgain() throws Exception {
        long[] free = {0};
        DiskGuard guard = new DiskGuard(inner, () -> free[0]);
        assertThatThrownBy(() -> guard.invoke(Functions.INGEST, EVENT)).isInstanceOf(FunctionFailure.class);
        free[0] = Long.MAX_VALUE;
        Thread.sleep(150); // longer than what was seen is believed

        guard.invoke(Functions.INGEST, EVENT);
        assertThat(ran).containsExactly(Functions.INGEST);
    }
}
