package io.agentmeter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.scenario.EndToEndScenario;
import io.agentmeter.scenario.Tokens;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole local cloud, seen from outside.
class LocalCloudScenarioIT {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private Options options() {
        return Options.forData(folder.resolve("data")).withPort(0).withDailyThresholds("project=1");
    }

    private static void runScenario(LocalCloud cloud) throws Exception {
        URI url = URI.create(cloud.connection().url());
        Tokens tokens =
                new Tokens(cloud.connection().ingestToken(), cloud.connection().readToken());
        new EndToEndScenario(url, url, tokens).run(System.out);
    }

    @Test
    void doesEverythingThatADeploymentMustDo() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(options())) {
            runScenario(cloud);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's Java runtime client runs on Linux only")
    void doesTheSameWithRealRuntimeProcesses() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(options().withProcesses(true))) {
            runScenario(cloud);
        }
    }

    @Test
    void keepsDataTokensAndAlertsOverARestart() throws Exception {
        Instant now = Instant.now();
        List<ObjectNode> events = new ArrayList<>();
        for (int index = 0; index < 15; index++) {
            events.add(ApiClient.tenCents("kept", "kept-" + index, now));
        }
        Connection before;
        try (LocalCloud cloud = LocalCloud.start(options())) {
            before = cloud.connection();
            ApiClient client = ApiClient.of(before);
            assertThat(client.post(events)).isEqualTo(200);
            awaitRequests(client, "kept", 15);
            await().atMost(LONGEST).until(() -> client.inbox().size() == 1);
        }
        try (LocalCloud cloud = LocalCloud.start(options())) {
            ApiClient client = ApiClient.of(cloud.connection());
            assertThat(cloud.connection().ingestToken()).isEqualTo(before.ingestToken());
            assertThat(cloud.connection().adminToken()).isEqualTo(before.adminToken());
            assertThat(client.post(events)).isEqualTo(200);
            await().atMost(LONGEST).until(cloud::isCaughtUp);
            assertThat(client.totals("kept").get("requests").asInt()).isEqualTo(15);
            assertThat(cost(client, "kept")).isEqualByComparingTo("1.50");
            assertThat(client.inbox())
                    .singleElement()
                    .satisfies(message -> assertThat(message.toString()).contains("kept", Options.DEFAULT_EMAIL));
        }
    }

    @Test
    void losesNothingAcknowledgedAndCountsNothingTwiceWhenKilled() throws Exception {
        Instant now = Instant.now();
        List<List<ObjectNode>> posts = new ArrayList<>();
        for (int post = 0; post < 160; post++) {
            List<ObjectNode> events = new ArrayList<>();
            for (int event = 0; event < 5; event++) {
                events.add(ApiClient.tenCents("killed", "killed-" + post + "-" + event, now));
            }
            posts.add(events);
        }
        int acknowledged = 0;
        for (int life = 1; life <= 2; life++) {
            KilledLocalCloud cloud = KilledLocalCloud.start(folder.resolve("data"));
            int enough = 30 * life;
            acknowledged = cloud.postUntilKilled(posts.subList(acknowledged, posts.size()), enough) + acknowledged;
        }
        int sent = acknowledged;
        try (LocalCloud cloud = LocalCloud.start(options())) {
            ApiClient client = ApiClient.of(cloud.connection());
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(requests(client, "killed")).isGreaterThanOrEqualTo(sent * 5));
            for (List<ObjectNode> events : posts) {
                assertThat(client.post(events)).isEqualTo(200);
            }
            awaitRequests(client, "killed", posts.size() * 5);
            await().atMost(LONGEST).until(cloud::isCaughtUp);
            assertThat(requests(client, "killed")).isEqualTo(posts.size() * 5);
            assertThat(cost(client, "killed")).isEqualByComparingTo("80.00");
        }
    }

    @Test
    void saysWhichFlagHelpsWhenThePortIsTaken() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(options())) {
            int taken = URI.create(cloud.connection().url()).getPort();
            assertThatThrownBy(() -> LocalCloud.start(
                            Options.forData(folder.resolve("other")).withPort(taken)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + taken)
                    .hasMessageContaining("--port");
            assertThatThrownBy(() -> LocalCloud.start(options()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("another local cloud");
        }
    }

    private static int requests(ApiClient client, String project) throws Exception {
        return client.totals(project).path("requests").asInt();
    }

    private static BigDecimal cost(ApiClient client, String project) throws Exception {
        return new BigDecimal(client.totals(project).path("estimatedCostUsd").asText());
    }

    private static void awaitRequests(ApiClient client, String project, int expected) {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(requests(client, project)).isEqualTo(expected));
    }
}
