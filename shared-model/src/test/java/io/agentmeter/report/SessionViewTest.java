package io.agentmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.SessionEnded;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.pricing.Quote;
import io.agentmeter.report.SessionView.State;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.usage.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionViewTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:30Z");

    @Test
    void aSessionIsActiveThenIdleThenEnded() {
        SessionView view = view(at("a", NOON));
        assertThat(view.state(FoldedUsage.UTC, NOON.plus(Duration.ofMinutes(5))))
                .isEqualTo(State.ACTIVE);
        assertThat(view.state(FoldedUsage.UTC, NOON.plus(Duration.ofMinutes(5)).plusMillis(1)))
                .isEqualTo(State.IDLE);
        assertThat(view.state(FoldedUsage.UTC, NOON.plus(Duration.ofMinutes(30))))
                .isEqualTo(State.IDLE);
        assertThat(view.state(FoldedUsage.UTC, NOON.plus(Duration.ofMinutes(30)).plusMillis(1)))
                .isEqualTo(State.ENDED);
    }

    @Test
    void theEndOfASessionIsNoActivity() {
        SessionEnded ended = new SessionEnded(envelope("e", Kind.SESSION_ENDED, NOON.plusSeconds(900)), Claim.NONE);
        SessionView view = view(at("a", NOON), ended);
        assertThat(view.lastEventAt(FoldedUsage.UTC)).contains(NOON.plusSeconds(900));
        assertThat(view.lastActivityAt(FoldedUsage.UTC)).contains(NOON);
        assertThat(view.startedAt(FoldedUsage.UTC)).contains(NOON);
    }

    @Test
    void theStripEndsNowAndGoesBackOverMidnight() {
        Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
        SessionView view = view(at("a", midnight.minusSeconds(30)), at("b", midnight.plusSeconds(61)));
        assertThat(view.strip(FoldedUsage.UTC, midnight.plusSeconds(61)))
                .containsExactly(
                        false, false, false, false, false, false, false, false, false, false, false, false, true, false,
                        true);
    }

    @Test
    void theLastRequestSaysTheModelAndTheLastTwentyTheCosts() {
        List<UsageEvent> events = new ArrayList<>();
        for (int n = 0; n < RecentRequests.MOST + 5; n++) {
            ModelRequest request = at("r" + n, NOON.plusSeconds(n));
            events.add(new ModelRequest(
                    request.envelope(),
                    ModelRequest.Facts.of(
                                    Claim.explicit("model-" + n),
                                    request.facts().tokens())
                            .withReportedCost(Money.ofMicroDollars(n))));
        }
        RecentRequests recent = RecentRequests.of(FoldedUsage.of(events).slices("session-1"));
        assertThat(recent.model()).isEqualTo("model-24");
        assertThat(recent.costs())
                .hasSize(20)
                .startsWith(Money.ofMicroDollars(5))
                .endsWith(Money.ofMicroDollars(24));
    }

    @Test
    void aRequestShowsBothOfItsCosts() {
        Pricer listed = new Pricer(
                consumption -> new Quote.Priced(Money.ofDollars("0.05"), "anthropic/x@2026-10-07"),
                CostPolicy.REPORTED);
        SessionLedger ledger = FoldedUsage.of(List.of(UsageEvents.request("req_1")), FoldedUsage.UTC, listed)
                .ledger("session-1");
        JsonNode json = new RequestJson(listed).json(ledger.requests().getFirst());
        assertThat(json.path("pricedBy").textValue()).isEqualTo("reported");
        assertThat(json.path("estimatedCostUsd").textValue()).isEqualTo("0.049564");
        assertThat(json.path("listCostUsd").textValue()).isEqualTo("0.05");
        assertThat(json.path("priceId").isNull()).isTrue();
        assertThat(json.path("tokens").path("reasoning").isNull()).isTrue();
        assertThat(json.path("sources")).hasToString("[\"otlp\"]");
        assertThat(json.path("durationMs").isNull()).isTrue();
    }

    @Test
    void aRequestWithoutAnyPriceHasNoCost() {
        ModelRequest unpriced = new ModelRequest(
                UsageEvents.request("x").envelope(),
                ModelRequest.Facts.of(
                        Claim.NONE, UsageEvents.request("x").facts().tokens()));
        SessionLedger ledger = FoldedUsage.of(List.of(unpriced)).ledger("session-1");
        JsonNode json = new RequestJson(FoldedUsage.REPORTED_ONLY)
                .json(ledger.requests().getFirst());
        assertThat(json.path("pricedBy").textValue()).isEqualTo("unpriced");
        assertThat(json.path("estimatedCostUsd").isNull()).isTrue();
        assertThat(json.path("model").isNull()).isTrue();
    }

    @Test
    void toolsAreCountedMostUsedFirst() {
        List<UsageEvent> events = List.of(
                tool("1", "Bash", false), tool("2", "Bash", true), tool("3", "Read", false), tool("3", "Read", false));
        assertThat(FoldedUsage.of(events).ledger("session-1").tools())
                .containsExactly(new SessionLedger.ToolUse("Bash", 2, 1), new SessionLedger.ToolUse("Read", 1, 0));
    }

    @Test
    void aSessionsSlicesAndItsDaysSayTheSame() {
        List<UsageEvent> events = List.of(at("a", NOON), at("b", NOON.plusSeconds(4_000)), tool("1", "Bash", true));
        FoldedUsage usage = FoldedUsage.of(events);
        SessionView view = usage.ledger("session-1").view(FoldedUsage.UTC);
        assertThat(Totals.of(view.days(), 5))
                .isEqualTo(Totals.of(usage.day(FoldedUsage.UTC.dayOf(NOON)).sessions(), 5));
        assertThat(Totals.of(view.days(), 5).sessions().orElseThrow().toolFailures())
                .isEqualTo(1);
    }

    @Test
    void aCardHoldsWhatIsKnownAndNullForTheRest() {
        SessionView view = view(at("a", NOON));
        JsonNode card = new SessionCard(FoldedUsage.UTC, 5, NOON).json(view, RecentRequests.UNKNOWN);
        assertThat(card.path("project").textValue()).isEqualTo("shop");
        assertThat(card.path("model").textValue()).isEqualTo("claude-sonnet-5-5");
        assertThat(card.path("team").isNull()).isTrue();
        assertThat(card.path("state").textValue()).isEqualTo("active");
        assertThat(card.path("activity").size()).isEqualTo(15);
        assertThat(card.path("activity").path(14).intValue()).isEqualTo(1);
        assertThat(card.path("totals").path("estimatedCostUsd").textValue()).isEqualTo("0.049564");
        assertThat(card.path("totals").path("coverage").path("bySource")).hasToString("{\"otlp\":1}");
    }

    private static SessionView view(UsageEvent... events) {
        return FoldedUsage.of(List.of(events)).ledger("session-1").view(FoldedUsage.UTC);
    }

    private static ModelRequest at(String id, Instant time) {
        return UsageEvents.request(id, time, "session-1");
    }

    private static ToolUsed tool(String id, String tool, boolean failed) {
        return new ToolUsed(envelope(id, Kind.TOOL_USED, NOON), Claim.explicit(tool), failed, 0);
    }

    private static Envelope envelope(String id, Kind kind, Instant time) {
        Envelope like = UsageEvents.request("x").envelope();
        return new Envelope(new EventId(kind, id), time, like.session(), like.attribution(), like.sources(), true);
    }
}
