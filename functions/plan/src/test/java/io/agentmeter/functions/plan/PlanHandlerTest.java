package io.agentmeter.functions.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes.Scope;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.control.InMemoryChangeLog;
import io.agentmeter.functions.library.control.InMemoryPlanStore;
import io.agentmeter.functions.library.control.InMemoryRateLimitHits;
import io.agentmeter.functions.library.control.PlanReport;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.testing.Events;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.plan.RateLimitHit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanHandlerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Principal AGENT = new Principal("ann", Set.of(Scope.INGEST), null);
    private static final Principal OTHER_AGENT = new Principal("ben", Set.of(Scope.INGEST), null);
    private static final Principal READER = new Principal("bob", Set.of(Scope.READ), null);
    private static final Principal ADMIN = new Principal("root", Set.of(Scope.ADMIN), null);
    private static final String REPORT = """
            {"account": "max", "session": "s1", "windows": {
              "five_hour": {"usedPercent": "23.5", "resetsAt": 1795363200},
              "seven_day": {"used_percentage": 41.20, "resets_at": "2026-11-26T12:00:00Z"}}}""";

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryChangeLog changes = new InMemoryChangeLog();
    private final InMemoryPlanStore plans = new InMemoryPlanStore(changes);
    private final InMemoryRateLimitHits hits = new InMemoryRateLimitHits();
    private final List<String> lines = new ArrayList<>();

    private APIGatewayV2HTTPResponse http(Principal caller, String method, String path, String body) {
        HttpFront front =
                new HttpFront(Functions.PLAN, Admission.believingAuthorizer(), Log.to(lines::add, "plan", clock));
        APIGatewayV2HTTPEvent event = Events.by(caller, method, path);
        event.setBody(body);
        PlanHandler.Parts parts = new PlanHandler.Parts(front, plans, hits, new PlanTermsService(plans), clock);
        return new PlanHandler(parts).handleRequest(event, NoContext.INSTANCE);
    }

    private APIGatewayV2HTTPResponse post(String body) {
        return http(AGENT, "POST", "/v1/plan-windows", body);
    }

    private JsonNode report(String body) throws IOException {
        APIGatewayV2HTTPResponse answer = post(body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.getBody());
    }

    private JsonNode plans() throws IOException {
        APIGatewayV2HTTPResponse answer = http(READER, "GET", "/v1/plans", "");
        assertThat(answer.getStatusCode()).isEqualTo(200);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../../contracts/plans.schema.json")));
        assertThat(schema.validate(answer.getBody(), InputFormat.JSON)).isEmpty();
        return new ObjectMapper().readTree(answer.getBody());
    }

    @Test
    void whatAStatusLineReportsIsShownAsItWas() throws IOException {
        JsonNode answer = report(REPORT);
        assertThat(answer.path("rejected")).isEmpty();
        assertThat(answer.at("/windows/1/usedPercent").textValue()).isEqualTo("41.2");
        JsonNode account = plans().at("/accounts/0");
        assertThat(account.path("account").textValue()).isEqualTo("max");
        assertThat(account.path("users").toString()).isEqualTo("[\"ann\"]");
        assertThat(account.path("mode").textValue()).isEqualTo("subscription");
        assertThat(account.at("/windows/0").toString())
                .isEqualTo("{\"name\":\"five_hour\",\"usedPercent\":\"23.5\",\"resetsAt\":\"2026-11-22T16:00:00Z\","
                        + "\"reportedAt\":\"2026-11-22T12:00:00Z\",\"stale\":false,\"exhaustedAt\":null,"
                        + "\"series\":[{\"at\":\"2026-11-22T12:00:00Z\",\"usedPercent\":\"23.5\"}]}");
    }

    @Test
    void theForecastComesFromWhatWasReportedAndAReadingGrowsStale() throws IOException {
        report(REPORT);
        clock.set(NOON.plus(Duration.ofMinutes(30)));
        report(REPORT.replace("23.5", "61.75"));
        JsonNode window = plans().at("/accounts/0/windows/0");
        assertThat(window.path("exhaustedAt").textValue()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(window.path("series")).hasSize(2);
        clock.set(NOON.plus(Duration.ofMinutes(61)));
        JsonNode stale = plans().at("/accounts/0/windows/0");
        assertThat(stale.path("stale").booleanValue()).isTrue();
        assertThat(stale.path("exhaustedAt").isNull()).isTrue();
        assertThat(stale.path("usedPercent").textValue()).isEqualTo("61.75");
    }

    @Test
    void oneWrongWindowLeavesTheOthers() throws IOException {
        JsonNode answer = report("""
                {"account": "max", "user": "", "windows": {"five_hour": {"usedPercent": "-1"},
                 "seven_day": {"usedPercent": 7, "resetsAt": "soon"}, "opus_weekly": {"usedPercent": 12.5}}}""");
        assertThat(answer.path("windows")).hasSize(1);
        assertThat(answer.at("/windows/0/name").textValue()).isEqualTo("opus_weekly");
        assertThat(answer.path("rejected").findValuesAsText("field"))
                .containsExactly("user", "windows.five_hour.usedPercent", "windows.seven_day.resetsAt");
    }

    @Test
    void numbersThatWouldFillTheMemoryAndEndsThatCannotBeAreRefused() throws IOException {
        JsonNode answer = report("""
                {"account": "max", "windows": {"five_hour": {"usedPercent": 1e999999999}, "a": {"usedPercent": 1e-999999999},
                 "b": {"usedPercent": 7, "resetsAt": 1e99999999}, "three_hour": {"usedPercent": 7, "resetsAt": "2026-11-24T12:00:00Z"},
                 "seven_day": {"usedPercent": 7, "resetsAt": "2027-12-01T12:00:00Z"}, "weekly": {"usedPercent": 12.5}}}""");
        assertThat(answer.path("windows")).hasSize(1);
        assertThat(answer.path("rejected").findValuesAsText("field"))
                .containsExactly(
                        "windows.a.usedPercent",
                        "windows.b.resetsAt",
                        "windows.five_hour.usedPercent",
                        "windows.seven_day.resetsAt",
                        "windows.three_hour.resetsAt");
    }

    @Test
    void aReportWithoutAnythingToKeepIsRefusedAndSaysWhy() {
        assertThat(post("{}").getStatusCode()).isEqualTo(400);
        assertThat(post("{}").getBody()).contains("\"field\":\"account\"", "\"field\":\"windows\"");
        assertThat(post("[1]").getBody()).contains("unreadable_body");
        assertThat(post("{").getBody()).contains("unreadable_body");
        assertThat(post("{\"account\":\"a\\u0000b\",\"windows\":{}}").getStatusCode())
                .isEqualTo(400);
        assertThat(post(" ".repeat(20_001)).getStatusCode()).isEqualTo(413);
        assertThat(http(READER, "POST", "/v1/plan-windows", REPORT).getStatusCode())
                .isEqualTo(403);
        assertThat(plans.accounts()).isEmpty();
    }

    @Test
    void aClockThatIsAheadDoesNotMakeAReadingOfTheFuture() throws IOException {
        report(REPORT.replace("\"session\"", "\"at\": \"2026-11-23T12:00:00Z\", \"session\""));
        assertThat(plans().at("/accounts/0/windows/0/reportedAt").textValue()).isEqualTo(NOON.toString());
    }

    @Test
    void aStoredEndThatCannotBeRightIsStaleAndGivesWayToTheNextReport() throws IOException {
        PlanReading absurd =
                new PlanReading(new BigDecimal("99"), NOON.plus(Duration.ofDays(300)), NOON.minusSeconds(120));
        PlanWindowName window = new PlanWindowName("five_hour");
        TreeMap<PlanWindowName, PlanReading> windows = new TreeMap<>(Map.of(window, absurd));
        plans.report(new PlanReport("max", "ann", null, absurd.at(), windows));

        JsonNode stored = plans();
        assertThat(stored.at("/accounts/0/windows/0/stale").booleanValue()).isTrue();
        assertThat(stored.at("/accounts/0/windows/0/resetsAt").isNull()).isTrue();
        assertThat(stored.at("/accounts/0/windows/0/exhaustedAt").isNull()).isTrue();
        assertThat(stored.at("/accounts/0/windows/0/series")).isEmpty();
        assertThat(stored.at("/users/0/nearest").isNull()).isTrue();

        report(REPORT);
        JsonNode healed = plans();
        assertThat(healed.at("/accounts/0/windows/0/usedPercent").textValue()).isEqualTo("23.5");
        assertThat(healed.at("/accounts/0/windows/0/stale").booleanValue()).isFalse();
    }

    @Test
    void rateLimitHitsAreShownAtTheAccountThatTheSessionReported() throws IOException {
        report(REPORT);
        hits.record(new RateLimitHit(
                "h1", NOON.minusSeconds(60), "s1", "claude-code", RateLimitHit.Source.STOP_FAILURE, "rate_limit"));
        hits.record(new RateLimitHit("h2", NOON, "s2", "", RateLimitHit.Source.API_ERROR, "rate_limit"));
        Instant longAgo = NOON.minus(Duration.ofDays(15));
        hits.record(new RateLimitHit("h3", longAgo, "s1", "", RateLimitHit.Source.API_ERROR, "rate_limit"));
        hits.record(new RateLimitHit("h4", NOON, "s1", "", RateLimitHit.Source.STOP_FAILURE, "overloaded"));
        JsonNode plans = plans();
        assertThat(plans.at("/accounts/0/rateLimitHits").findValuesAsText("source"))
                .containsExactly("stop_failure");
        assertThat(plans.path("rateLimitHits")).hasSize(2);
        assertThat(plans.at("/rateLimitHits/0/account").isNull()).isTrue();
        assertThat(plans.at("/rateLimitHits/1/account").textValue()).isEqualTo("max");
    }

    @Test
    void theTeamIsListedByWhoIsNearestToTheEndOfAWindow() throws IOException {
        report(REPORT);
        String ofBen = REPORT.replace("max", "pro").replace("23.5", "88");
        http(OTHER_AGENT, "POST", "/v1/plan-windows", ofBen);
        http(ADMIN, "PUT", "/v1/plans/console", "{\"mode\":\"api\",\"users\":[\"ben\",\"cleo\"]}");
        JsonNode users = plans().path("users");
        assertThat(users.findValuesAsText("user")).containsExactly("ben", "ann", "cleo");
        assertThat(users.at("/0/mode").textValue()).isEqualTo("both");
        assertThat(users.at("/0/accounts").toString()).isEqualTo("[\"console\",\"pro\"]");
        assertThat(users.at("/0/nearest").toString())
                .isEqualTo("{\"account\":\"pro\",\"window\":\"five_hour\",\"usedPercent\":\"88\","
                        + "\"resetsAt\":\"2026-11-22T16:00:00Z\"}");
        assertThat(users.at("/2/mode").textValue()).isEqualTo("api");
        assertThat(users.at("/2/nearest").isNull()).isTrue();
    }

    @Test
    void termsAreWrittenWithTheVersionThatWasReadAndEveryChangeIsLogged() {
        String path = "/v1/plans/ann%40example.com";
        String first = "{\"tier\":\"max-20x\",\"priceUsdPerMonth\":200,\"mode\":\"both\",\"users\":[\"cleo\"]}";
        APIGatewayV2HTTPResponse created = http(ADMIN, "PUT", path, first);
        assertThat(created.getStatusCode()).as(created.getBody()).isEqualTo(201);
        assertThat(created.getBody()).contains("\"account\":\"ann@example.com\"", "\"priceUsdPerMonth\":\"200\"");
        assertThat(http(ADMIN, "PUT", path, first).getStatusCode()).isEqualTo(200);
        APIGatewayV2HTTPResponse conflict = http(ADMIN, "PUT", path, "{\"tier\":\"pro\"}");
        assertThat(conflict.getStatusCode()).isEqualTo(409);
        assertThat(conflict.getBody()).contains("version_conflict", "\"current\":{\"account\"", "\"version\":1");
        APIGatewayV2HTTPResponse changed = http(ADMIN, "PUT", path, "{\"tier\":\"pro\",\"version\":1}");
        assertThat(changed.getStatusCode()).isEqualTo(200);
        assertThat(changed.getBody()).contains("\"priceUsdPerMonth\":null", "\"users\":[]", "\"version\":2");
        List<Change> log = changes.between(NOON.minusSeconds(1), NOON.plusSeconds(1), 10);
        assertThat(log).extracting(Change::action).containsExactlyInAnyOrder("created", "changed");
        assertThat(log).allMatch(change -> change.by().equals("root") && change.what() == Change.What.PLAN);
        assertThat(http(READER, "PUT", path, "{}").getStatusCode()).isEqualTo(403);
    }

    @Test
    void everyWrongFieldOfTermsIsNamed() {
        APIGatewayV2HTTPResponse answer = http(
                ADMIN,
                "PUT",
                "/v1/plans/max",
                "{\"tier\":1,\"priceUsdPerMonth\":\"-2\",\"mode\":\"free\",\"users\":\"ann\",\"version\":1.5,\"tire\":2}");
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"at\":\"mode, priceUsdPerMonth, tier, tire, users, version\"");
        assertThat(plans.accounts()).isEmpty();
    }
}
