package io.agentmeter.collector.statusline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.collector.Laptop;
import io.agentmeter.collector.TestServer;
import io.agentmeter.collector.TestServer.Scripted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusLineTest {
    private static final Path SAMPLES = Path.of("..", "contracts", "samples");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SESSION = "5e551000-0000-4000-8000-000000000001";

    @TempDir
    private Path folder;

    private final TestServer server = new TestServer();
    private Laptop laptop;

    @BeforeEach
    void connect() {
        laptop = new Laptop(folder).connectedTo(server).at(NOON).with("NO_COLOR", "1");
        server.answer("/v1/statusline", 200, "3 agents | API: $2.47\n");
        server.answer("/v1/plan-windows", 200, "{}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String subscription() throws IOException {
        return Files.readString(SAMPLES.resolve("statusline-input.json"));
    }

    private static String apiKey() throws IOException {
        return Files.readString(SAMPLES.resolve("statusline-input-api-key.json"));
    }

    private String line(String input) {
        Laptop.Outcome outcome = laptop.typing(input).run("statusline", "--account", "max");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @Test
    void theLineSaysWhatTheModeNeeds() throws IOException {
        assertThat(line(subscription())).isEqualTo("3 agents | Plan: 41% | API: $2.47\n");
        assertThat(line(apiKey())).isEqualTo("3 agents | API: $2.47\n");
        server.answer("/v1/statusline", 200, "1 agent | API: $0.00\n");
        assertThat(line(subscription())).isEqualTo("1 agent | Plan: 41%\n");
        assertThat(line(apiKey())).isEqualTo("1 agent | API: $0.00\n");
    }

    @Test
    void withoutAServerTheLineSaysWhatIsKnownHere() throws IOException {
        server.answer("/v1/statusline", 503, "");
        assertThat(line(subscription())).isEqualTo("Plan: 41%\n");
        server.close();
        assertThat(line(subscription())).isEqualTo("Plan: 41%\n");
        assertThat(line(apiKey())).isEqualTo("Session: $0.00\n");
        assertThat(line("")).isEqualTo("\n");
        assertThat(line("[not a status")).isEqualTo("\n");
    }

    @Test
    void coloursFollowTheThresholdsAndTheVerdict() throws IOException {
        laptop.with("NO_COLOR", "");
        assertThat(line(subscription())).isEqualTo("3 agents | \u001b[32mPlan: 41%\u001b[0m | API: $2.47\n");
        assertThat(line(subscription().replace("41.2", "80"))).contains("\u001b[33mPlan: 80%");
        assertThat(line(subscription().replace("41.2", "79.9"))).contains("\u001b[32mPlan: 80%");
        assertThat(line(subscription().replace("41.2", "95"))).contains("\u001b[31mPlan: 95%");
        server.next(new Scripted(200, Map.of("AgentMeter-Verdict", "warn"), "1 agent | API: $9.00"));
        assertThat(line(apiKey())).isEqualTo("1 agent | \u001b[33mAPI: $9.00\u001b[0m\n");
        server.next(new Scripted(200, Map.of("AgentMeter-Verdict", "stop"), "1 agent | API: $10.00"));
        assertThat(line(apiKey()))
                .isEqualTo("1 agent | \u001b[31mAPI: $10.00\u001b[0m | \u001b[31mstopped by budget\u001b[0m\n");
    }

    @Test
    void theSessionsCostIsGreenToADollarAndRedAboveFive() throws IOException {
        server.close();
        laptop.with("NO_COLOR", "");
        for (Map.Entry<String, String> cost :
                Map.of("0.994", "32m", "1", "33m", "5", "33m", "5.01", "31m").entrySet()) {
            String input = apiKey().replace("\"total_cost_usd\": 0", "\"total_cost_usd\": " + cost.getKey());
            assertThat(line(input)).as(cost.getKey()).startsWith("\u001b[" + cost.getValue());
        }
    }

    @Test
    void thePlansWindowsAreToldOnceUntilTheyChangeOrFiveMinutesPass() throws IOException {
        line(subscription());
        line(subscription());
        assertThat(told()).isEqualTo(1);
        line(subscription().replace("23.5", "24"));
        assertThat(told()).isEqualTo(2);
        laptop.at(NOON.plus(Duration.ofMinutes(5)));
        line(subscription().replace("23.5", "24"));
        assertThat(told()).isEqualTo(3);
        JsonNode report = server.requests().stream()
                .filter(request -> request.path().equals("/v1/plan-windows"))
                .toList()
                .getFirst()
                .json();
        assertThat(report.toString())
                .isEqualTo("{\"account\":\"max\",\"session\":\"" + SESSION + "\",\"windows\":{"
                        + "\"five_hour\":{\"usedPercent\":\"23.5\",\"resetsAt\":1795179600},"
                        + "\"seven_day\":{\"usedPercent\":\"41.2\",\"resetsAt\":1795478400}},"
                        + "\"at\":\"2026-11-22T12:00:00Z\"}");
    }

    private long told() {
        return server.requests().stream()
                .filter(request -> request.path().equals("/v1/plan-windows"))
                .count();
    }

    @Test
    void whatCouldNotBeToldIsToldAgain() throws IOException {
        server.answer("/v1/plan-windows", 503, "");
        line(subscription());
        server.answer("/v1/plan-windows", 200, "{}");
        line(subscription());
        line(subscription());
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void theAccountIsTheLoginsUnlessItIsNamed() throws IOException {
        laptop.write(
                laptop.home().resolve(".claude.json"),
                "{\"oauthAccount\":{\"accountUuid\":\"u-1\",\"emailAddress\":\"ann@example.com\"}}");
        laptop.typing(subscription()).run("statusline");
        laptop.with("AGENTMETER_ACCOUNT", "team-max").typing(subscription()).run("statusline");
        assertThat(server.requests())
                .filteredOn(request -> request.path().equals("/v1/plan-windows"))
                .extracting(request -> request.json().path("account").asText())
                .containsExactly("ann@example.com", "team-max");
    }

    @Test
    void aRefreshPrintsNothingAndLeavesTheLineForTheNextTime() throws IOException {
        Laptop.Outcome outcome = laptop.typing(subscription()).run("statusline", "--refresh", "--account", "max");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(server.requests().getLast().json().path("account").asText()).isEqualTo("max");
        Path file = laptop.home().resolve(".local/state/agentmeter/statusline/" + SESSION);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "3 agents | \u001b[32mPlan: 41%\u001b[0m | API: $2.47", "3 agents | Plan: 41% | API: $2.47");
    }

    @Test
    void aSessionsNameNeverLeavesItsFolder() {
        laptop.typing("{\"session_id\":\"../../evil\"}").run("statusline", "--refresh");
        assertThat(laptop.home().resolve(".local/state/agentmeter/statusline/none"))
                .exists();
        assertThat(laptop.home().resolve(".local/state/evil")).doesNotExist();
    }
}
