package io.agentmeter.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Activity;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Sequences;
import io.agentmeter.event.Source;
import io.agentmeter.event.ToolUsed;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.report.FoldedUsage;
import io.agentmeter.slice.QuarterActivity;
import io.agentmeter.slice.SessionDay;
import io.agentmeter.usage.TokenUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionCoverageTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant LATER = START.plusSeconds(86_400);

    private final List<UsageEvent> events = new ArrayList<>();

    private void request(int minute, long sequence, Source... sources) {
        events.add(new ModelRequest(
                envelope(Kind.MODEL_REQUEST, minute, Sequences.of(sequence), sources),
                ModelRequest.Facts.of(Claim.of(Source.OTLP, "claude-sonnet-5-5"), TokenUsage.of(10, 20, 30, 40))));
    }

    private void tool(int minute) {
        events.add(new ToolUsed(
                envelope(Kind.TOOL_USED, minute, Sequences.NONE, Source.HOOK),
                Claim.of(Source.HOOK, "Bash"),
                false,
                1));
    }

    private void metrics(int minute, long tokens) {
        events.add(new Activity(
                envelope(Kind.ACTIVITY, minute, Sequences.NONE, Source.METRICS),
                5,
                0,
                0,
                0,
                0,
                TokenUsage.of(tokens, 0, 0, 0)));
    }

    private Envelope envelope(Kind kind, int minute, Sequences sequences, Source... sources) {
        return new Envelope(
                new EventId(kind, kind + "-" + events.size()),
                START.plusSeconds(60L * minute),
                "s1",
                Attribution.NONE,
                Set.of(sources),
                true,
                sequences);
    }

    private SessionCoverage coverage() {
        LocalDate day = LocalDate.parse("2026-11-22");
        List<SessionDay> days = FoldedUsage.of(events).day(day).sessions();
        return new SessionCoverage(days, FoldedUsage.UTC);
    }

    private List<String> gaps() {
        return coverage().gaps(LATER).stream().map(Gap::what).toList();
    }

    @Test
    void everySourceIsCountedForWhatItSaw() {
        request(0, 1, Source.OTLP, Source.TRANSCRIPT);
        request(1, 2, Source.OTLP);
        assertThat(coverage().seen().requests()).isEqualTo(2);
        assertThat(coverage().seen().multiSource()).isEqualTo(1);
        assertThat(coverage().seen().by(Source.OTLP)).isEqualTo(2);
        assertThat(coverage().seen().by(Source.TRANSCRIPT)).isEqualTo(1);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void hooksWithoutRequestsMeanThatTelemetryIsOff() {
        tool(0);
        assertThat(coverage().gaps(START.plusSeconds(60)))
                .as("it has just begun")
                .isEmpty();
        assertThat(coverage().gaps(LATER)).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.NO_REQUESTS);
            assertThat(gap.what()).contains("telemetry is not switched on");
            assertThat(gap.next()).contains("agentmeter connect claude-code");
        });
        metrics(1, 500);
        assertThat(gaps())
                .containsExactly(
                        "Metrics tell of 500 tokens, but no request has arrived: log events are not exported.");
        request(2, 1, Source.TRANSCRIPT);
        assertThat(coverage().gaps(LATER)).noneMatch(gap -> gap.kind() == Gap.Kind.NO_REQUESTS);
    }

    @Test
    void aLongRowOfMissingNumbersIsALossAndAShortOneIsNot() {
        request(0, 1, Source.OTLP);
        request(20, 21, Source.OTLP);
        assertThat(gaps()).isEmpty();
        request(40, 42, Source.OTLP);
        assertThat(gaps()).containsExactly("20 telemetry records never arrived: their numbers are missing.");
        request(41, 30, Source.OTLP);
        assertThat(gaps()).as("it came late").isEmpty();
    }

    @Test
    void aSourceThatStopsWhileAnotherGoesOnIsSilent() {
        request(0, 1, Source.OTLP);
        tool(1);
        tool(20);
        assertThat(gaps()).isEmpty();
        tool(45);
        assertThat(gaps())
                .containsExactly(
                        "Telemetry fell silent after 2026-11-22 09:00, while the session went on until 2026-11-22 09:45.");
        request(46, 2, Source.OTLP);
        assertThat(gaps()).isEmpty();
        request(110, 3, Source.OTLP);
        assertThat(coverage().gaps(LATER))
                .singleElement()
                .satisfies(gap -> assertThat(gap.next()).contains("agentmeter doctor"));
    }

    @Test
    void metricsThatTellOfMoreTokensThanRequestsMeanALoss() {
        request(0, 1, Source.OTLP);
        metrics(1, 105);
        assertThat(gaps()).isEmpty();
        metrics(2, 1);
        assertThat(gaps()).containsExactly("Metrics tell of 106 tokens, the requests of 100.");
    }

    @Test
    void rowsFromBeforeSourcesWereKeptAreReadAndSayNothingOfThem() {
        QuarterActivity old = QuarterActivity.parse("7fff.0.2k.2k");
        assertThat(old.sources()).isZero();
        assertThat(old.text()).isEqualTo("7fff.0.2k.2k");
        QuarterActivity now =
                new QuarterActivity(old.mask(), old.firstMs(), old.lastMs(), old.lastRequestMs(), 16, Sequences.of(11));
        assertThat(now.text()).isEqualTo("7fff.0.2k.2k.g.b");
        assertThat(QuarterActivity.parse(now.text())).isEqualTo(now);
        assertThat(now.heard(Source.OTLP)).isTrue();
        assertThat(now.isSaidBy("7fff.0.2k.2k")).isTrue();
        assertThat(now.isSaidBy("7fff.0.2k.2k.1")).isFalse();
        assertThat(now.isSaidBy("7ffe.0.2k.2k")).isFalse();
        assertThat(old.merge(now)).isEqualTo(now);
    }
}
