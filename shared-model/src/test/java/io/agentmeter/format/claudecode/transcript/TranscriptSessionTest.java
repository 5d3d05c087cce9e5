package io.agentmeter.format.claudecode.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.Weights;
import io.agentmeter.pricing.Consumption;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.pricing.Quote;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TranscriptSessionTest {
    private static final String FOLDER = "-home-dev-src-billing-api";
    private static final List<String> MAIN = Samples.lines("transcript.jsonl");
    private static final List<String> SUBAGENT = Samples.lines("transcript-subagent.jsonl");
    private static final List<String> FORK = Samples.lines("transcript-fork.jsonl");
    private static final PriceBook BOOK = PriceBook.standard();

    @Test
    void countsEveryRequestOfASessionOnce() {
        List<ModelRequest> requests = requests(Samples.session(FOLDER, MAIN, SUBAGENT));
        assertThat(requests).hasSize(7);
        assertThat(sum(requests)).isEqualTo(TokenUsage.of(1_002, 121_000, 24_040, 2_550));
        assertThat(hourWrites(requests)).isEqualTo(4_000);
    }

    @Test
    void countsWhatAForkCopiedOnceAcrossBothSessions() {
        Map<EventId, ModelRequest> distinct = new LinkedHashMap<>();
        requests(Samples.session(FOLDER, MAIN, SUBAGENT)).forEach(request -> distinct.put(request.id(), request));
        requests(Samples.session(FOLDER, FORK))
                .forEach(request -> distinct.merge(request.id(), request, (a, b) -> a.merge(b)));
        List<ModelRequest> requests = List.copyOf(distinct.values());
        assertThat(requests).hasSize(8);
        assertThat(sum(requests)).isEqualTo(TokenUsage.of(1_010, 149_000, 24_540, 2_610));
        assertThat(hourWrites(requests)).isEqualTo(4_000);
        assertThat(requests.stream()
                        .mapToLong(request -> request.facts().webSearches())
                        .sum())
                .isEqualTo(2);
        assertThat(listCost(requests).text()).isEqualTo("0.20687");
    }

    @Test
    void pricesEveryRequestOfTheSampleExactly() {
        List<String> costs = requests(Samples.session(FOLDER, MAIN, SUBAGENT)).stream()
                .map(request -> request.facts().model().value() + " " + listCost(List.of(request)))
                .toList();
        assertThat(costs)
                .containsExactly(
                        "claude-sonnet-5-5 0.049564",
                        "claude-haiku-4-5-20251001 0.0016",
                        "claude-sonnet-5-5 0.016368",
                        "claude-opus-5-5 0.10232",
                        "claude-sonnet-5-5 0.02526",
                        "claude-sonnet-4-20250514 0.00318",
                        "claude-sonnet-5-5 0.003912");
    }

    @Test
    void agreesWithTheTotalThatTheProgramItselfWroteDown() {
        List<ModelRequest> requests =
                requests(Samples.session("-home-dev-work-shop", Samples.lines("observed-transcript.jsonl")));
        assertThat(requests).hasSize(2);
        assertThat(listCost(requests).text()).isEqualTo("0.014532");
        assertThat(sum(requests)).isEqualTo(TokenUsage.of(24, 10_000, 2_000, 84));
        assertThat(requests.getFirst().facts().turn().value()).isEqualTo("456d3214-34c0-4c4e-bf41-f783fa5505be");
        assertThat(requests.getFirst().facts().tokens().reasoning().isKnown()).isTrue();
    }

    @Test
    void takesTheRequestIdFromOutsideTheSidechainWhateverFileComesFirst() {
        List<ModelRequest> mainFirst = requests(Samples.session(FOLDER, MAIN, SUBAGENT));
        List<ModelRequest> subagentFirst = requests(Samples.session(FOLDER, SUBAGENT, MAIN));
        assertThat(subagentFirst).isEqualTo(mainFirst);
        assertThat(mainFirst.getFirst().id()).isEqualTo(new EventId(Kind.MODEL_REQUEST, "req_011SYNTHETIC01"));
        assertThat(mainFirst.getFirst().time()).isEqualTo(Instant.parse("2026-11-20T09:15:04.480Z"));
    }

    @Test
    void keepsTheCostThatOldVersionsWroteDown() {
        assertThat(requests(Samples.session(FOLDER, MAIN)).stream()
                        .flatMap(request -> request.facts().reportedCost().stream()))
                .containsExactly(Money.ofDollars("0.00318"));
    }

    @Test
    void namesSessionProjectBranchAndAgent() {
        ModelRequest request = requests(Samples.session(FOLDER, MAIN)).getLast();
        assertThat(request.session()).isEqualTo("5e551000-0000-4000-8000-000000000001");
        assertThat(request.envelope().attribution().project().value()).isEqualTo("billing-api");
        assertThat(request.envelope().attribution().project().weight()).isEqualTo(Weights.WORKSPACE_CERTAIN);
        assertThat(request.envelope().attribution().branch().value()).isEqualTo("feature/rounding");
        assertThat(request.envelope().attribution().agent().value()).isEqualTo("claude-code");
        assertThat(request.envelope().live()).isFalse();
    }

    @Test
    void beginsATurnWithItsFirstPromptLine() {
        List<UsageEvent> events = Samples.session(FOLDER, MAIN).events();
        assertThat(events.getFirst().id())
                .isEqualTo(new EventId(Kind.TURN_STARTED, "9a0e0000-0000-4000-8000-000000000101"));
        assertThat(events.getFirst().time()).isEqualTo(Instant.parse("2026-11-20T09:15:00.120Z"));
        assertThat(events.stream().filter(event -> event.kind() == Kind.TURN_STARTED))
                .hasSize(1);
    }

    @Test
    void doesNotTakeAPromptOfOneFileForTheNext() {
        List<ModelRequest> requests = requests(Samples.session(FOLDER, MAIN, FORK));
        assertThat(requests.stream()
                        .filter(request -> request.id().text().equals("req_011SYNTHETIC09"))
                        .map(request -> request.facts().turn().isPresent()))
                .containsExactly(false);
    }

    @Property(tries = 200)
    void givesTheSameCountsInAnyOrderAndWithAnyRepeats(@ForAll long seed) {
        Random random = new Random(seed);
        List<TranscriptLine> lines = new ArrayList<>(Samples.readAll(MAIN));
        lines.addAll(Samples.readAll(SUBAGENT));
        lines.addAll(Samples.readAll(FORK));
        lines.addAll(lines.subList(0, random.nextInt(lines.size())));
        Collections.shuffle(lines, random);
        TranscriptSession session = new TranscriptSession(FOLDER);
        lines.forEach(session::add);
        List<ModelRequest> requests = requests(session);
        assertThat(requests).hasSize(8);
        assertThat(sum(requests)).isEqualTo(TokenUsage.of(1_010, 149_000, 24_540, 2_610));
        assertThat(listCost(requests).text()).isEqualTo("0.20687");
        assertThat(requests.stream().map(request -> request.id().text())).doesNotContain("req_011SYNTHETIC91");
    }

    private static List<ModelRequest> requests(TranscriptSession session) {
        return session.events().stream()
                .filter(ModelRequest.class::isInstance)
                .map(ModelRequest.class::cast)
                .toList();
    }

    private static TokenUsage sum(List<ModelRequest> requests) {
        return requests.stream()
                .map(request -> request.facts().tokens())
                .reduce(
                        TokenUsage.NONE,
                        (a, b) -> TokenUsage.of(
                                a.freshInput().plus(b.freshInput()).count(),
                                a.cacheRead().plus(b.cacheRead()).count(),
                                a.cacheWrite().plus(b.cacheWrite()).count(),
                                a.output().plus(b.output()).count()));
    }

    private static long hourWrites(List<ModelRequest> requests) {
        return requests.stream()
                .mapToLong(request ->
                        request.facts().tokens().cacheWrite1h().orNone().count())
                .sum();
    }

    private static Money listCost(List<ModelRequest> requests) {
        return requests.stream()
                .map(request -> ((Quote.Priced) BOOK.quote(Consumption.of(request))).cost())
                .reduce(Money.ZERO, Money::plus);
    }
}
