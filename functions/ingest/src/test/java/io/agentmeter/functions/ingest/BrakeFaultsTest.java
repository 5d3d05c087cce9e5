package io.agentmeter.functions.ingest;

import static io.agentmeter.functions.ingest.BrakeWorld.BILLING;
import static io.agentmeter.functions.ingest.BrakeWorld.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.budget.Action;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetScope;
import io.agentmeter.budget.BudgetWindow.Kind;
import io.agentmeter.budget.FailMode;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Threshold;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.brake.BrakeStores;
import io.agentmeter.functions.library.control.BudgetStore;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.Enforcement;
import io.agentmeter.functions.library.control.SpendStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Stores that are silent, slow or down.
class BrakeFaultsTest {
    private static final Threshold STOP_AT_100 = Threshold.percent(100, Action.STOP);
    private static final Duration SHORT = Duration.ofMillis(60);

    private final BrakeWorld world = BrakeWorld.at("2026-11-22T09:00:00Z");
    private final AtomicInteger reads = new AtomicInteger();
    private Runnable before = () -> {};

    /// Does what the test wants before each read of spend.
    private BrakeStores troubled(BrakeStores stores) {
        SpendStore spend = new SpendStore() {
            @Override
            public Map<SpendKey, SpendRow> rows(Collection<SpendKey> keys, boolean strong) {
                reads.incrementAndGet();
                before.run();
                return stores.spend().rows(keys, strong);
            }

            @Override
            public boolean write(SpendRow row) {
                return stores.spend().write(row);
            }

            @Override
            public List<SpendRow> parts(String budget, String period, int limit, boolean strong) {
                return stores.spend().parts(budget, period, limit, strong);
            }
        };
        return new BrakeStores(
                stores.budgets(),
                stores.clients(),
                stores.overrides(),
                spend,
                stores.inFlight(),
                stores.enforcements(),
                stores.rollups());
    }

    private static void isDown() {
        throw new StoreUnavailable("down", new IllegalStateException("test"));
    }

    private static void hangs() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted", e);
        }
    }

    private APIGatewayV2HTTPResponse prompt() {
        return world.post("/v1/hooks/claude-code", sample("claude-code-hook-UserPromptSubmit.json"), Map.of());
    }

    private void budget(String id, BudgetScope scope, FailMode mode) {
        world.budget(id, scope, null, Kind.DAY, "10", mode, STOP_AT_100);
    }

    @Test
    void aBudgetThatSaysSoBlocksWhileNobodyCanTell() {
        budget("shop", BILLING, FailMode.BLOCK);
        world.over(this::troubled, Duration.ofSeconds(20));
        before = BrakeFaultsTest::isDown;
        assertThat(prompt().getStatusCode()).isEqualTo(200);
        assertThat(prompt().getBody()).contains("\"decision\":\"block\"").contains("Budget shop");
        assertThat(prompt().getHeaders()).containsEntry("agentmeter-unavailable", "block");
        assertThat(world.lines)
                .anyMatch(line -> line.contains("\"BrakeUnavailable\":1"))
                .anyMatch(line -> line.contains("brake_unavailable") && line.contains("StoreUnavailable"));
    }

    @Test
    void otherwiseWorkGoesOn() {
        budget("shop", BILLING, FailMode.ALLOW);
        budget("elsewhere", BudgetScope.of(ScopeField.PROJECT, "elsewhere"), FailMode.BLOCK);
        world.over(this::troubled, Duration.ofSeconds(20));
        before = BrakeFaultsTest::isDown;
        assertThat(prompt().getBody()).isEqualTo("{}");
        assertThat(prompt().getHeaders()).containsEntry("agentmeter-unavailable", "allow");
        assertThat(world.lines).anyMatch(line -> line.contains("\"BrakeUnavailable\":1"));
    }

    @Test
    void aStoreThatNeverAnswersIsGivenUp() {
        budget("shop", BILLING, FailMode.BLOCK);
        world.over(this::troubled, SHORT);
        before = BrakeFaultsTest::hangs;
        assertThat(prompt().getBody()).contains("\"decision\":\"block\"");
        budget("shop2", BILLING, FailMode.ALLOW);
        assertThat(prompt().getStatusCode()).isEqualTo(200);
    }

    @Test
    void whereNoBudgetWasEverReadTheAgentsOwnSettingDecides() {
        world.over(
                stores -> new BrakeStores(
                        new Down(),
                        stores.clients(),
                        stores.overrides(),
                        stores.spend(),
                        stores.inFlight(),
                        stores.enforcements(),
                        stores.rollups()),
                Duration.ofSeconds(20));
        assertThat(prompt().getStatusCode()).isEqualTo(503);
        assertThat(world.claude("Notification")).as("it asks for nothing").isEqualTo("{}");
    }

    @Test
    void whenTheStoreIsBackTheOutageIsNotedAndEverythingIsAsBefore() {
        Budget shop = world.budget("shop", BILLING, null, Kind.DAY, "10", FailMode.ALLOW, STOP_AT_100);
        world.over(this::troubled, Duration.ofSeconds(20));
        before = BrakeFaultsTest::isDown;
        prompt();
        before = () -> {};
        world.spent(shop, "", "2026-11-22", "10", 10);
        assertThat(prompt().getBody()).contains("\"decision\":\"block\"");
        assertThat(world.stores.enforcements().newest(LocalDate.parse("2026-11-22"), 10))
                .extracting(Enforcement::action)
                .containsExactly(Enforcement.Action.STOPPED, Enforcement.Action.UNAVAILABLE);
    }

    @Test
    void nothingIsReadWhereNoBudgetSpeaksToAgents() {
        world.budget("quiet", BILLING, Kind.DAY, "10", Threshold.percent(100, Action.NOTIFY));
        world.over(this::troubled, Duration.ofSeconds(20));
        before = BrakeFaultsTest::isDown;
        assertThat(prompt().getBody()).isEqualTo("{}");
        assertThat(reads).hasValue(0);
    }

    @Test
    void aBurstOfHooksReadsSpendOnce() {
        world.budget("shop", BILLING, Kind.DAY, "10", STOP_AT_100);
        world.over(this::troubled, Duration.ofSeconds(20));
        for (int hook = 0; hook < 20; hook++) {
            assertThat(prompt().getBody()).isEqualTo("{}");
        }
        assertThat(reads).hasValue(1);
        world.clock.advance(Duration.ofSeconds(1));
        prompt();
        assertThat(reads).hasValue(2);
    }

    private static final class Down implements BudgetStore {
        @Override
        public boolean put(Budget budget, Change change) {
            throw down();
        }

        @Override
        public Optional<Budget> find(String id) {
            throw down();
        }

        @Override
        public List<Budget> all(boolean strong) {
            throw down();
        }

        @Override
        public List<Budget> history(String id) {
            throw down();
        }

        private static StoreUnavailable down() {
            return new StoreUnavailable("down", new IllegalStateException("test"));
        }
    }
}
