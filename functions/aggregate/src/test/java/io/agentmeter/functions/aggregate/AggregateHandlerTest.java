package io.agentmeter.functions.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.RateLimited;
import io.agentmeter.event.RequestFailed;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.InMemoryRateLimitHits;
import io.agentmeter.functions.library.control.RateLimitHits;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.plan.RateLimitHit;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AggregateHandlerTest {
    private static final Folding FOLDING = new Folding(
            new OrganisationCalendar(ZoneOffset.UTC), new Pricer(PriceBook.standard(), CostPolicy.REPORTED));

    private final List<String> lines = new ArrayList<>();
    private final InMemoryRateLimitHits hits = new InMemoryRateLimitHits();
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();

    private StreamsEventResponse handle(RollupStore store, DynamodbStreamRecord... records) {
        return handle(store, hits, records);
    }

    private StreamsEventResponse handle(RollupStore store, RateLimitHits told, DynamodbStreamRecord... records) {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-20T10:00:00Z"));
        AggregateHandler handler = AggregateHandler.of(
                new AggregateService(store, FOLDING),
                told,
                Log.to(lines::add, "aggregate", clock),
                Metrics.to(lines::add, "aggregate", clock));
        DynamodbEvent batch = new DynamodbEvent();
        batch.setRecords(List.of(records));
        return handler.handleRequest(batch, NoContext.INSTANCE);
    }

    private static DynamodbStreamRecord record(String sequence, Map<String, AttributeValue> image) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setDynamodb(new StreamRecord()
                .withKeys(Map.of("pk", new AttributeValue("key-" + sequence)))
                .withNewImage(image)
                .withSequenceNumber(sequence));
        return record;
    }

    private static DynamodbStreamRecord stored(String sequence, UsageEvent event) {
        return record(sequence, Map.of("e", new AttributeValue(EventJson.write(event))));
    }

    @Test
    void storedEventsAreAggregatedAndWhatTimeTookAwayChangesNothing() {
        List<UsageEvent> events = OneQuarterHour.requests("s", 2);
        StreamsEventResponse answer =
                handle(rollups, stored("1", events.get(0)), record("2", Map.of()), stored("3", events.get(1)));
        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(rollups.slicesOf("s"))
                .singleElement()
                .satisfies(slice -> assertThat(slice.entries()).hasSize(2));
        assertThat(lines).isEmpty();
    }

    @Test
    void aDamagedRecordIsNamedAndCountedAndHoldsNobodyUp() {
        List<UsageEvent> events = OneQuarterHour.requests("s", 1);
        StreamsEventResponse answer = handle(
                rollups,
                record("1", Map.of("e", new AttributeValue("{\"prompt\": \"secret\"}"))),
                stored("2", events.getFirst()));
        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(rollups.slicesOf("s")).hasSize(1);
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("secret"));
        assertThat(lines.getFirst()).contains("record_damaged", "key-1");
        assertThat(lines.getLast()).contains("RecordsDamaged");
    }

    @Test
    void aSessionThatIsRefusedForGoodIsNamedAndCounted() {
        StreamsEventResponse answer = handle(
                new RefusingRollupStore(rollups, "poison"),
                stored("1", OneQuarterHour.requests("poison", 1).getFirst()));
        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("session_refused", "poison");
        assertThat(lines.getLast()).contains("RecordsDamaged");
    }

    @Test
    void aBatchThatCouldNotBeWrittenIsGivenBackFromItsFirstRecord() {
        StreamsEventResponse answer = handle(
                new ContendedRollupStore(rollups, Integer.MAX_VALUE, 0),
                stored("41", OneQuarterHour.requests("s", 1).getFirst()));
        assertThat(answer.getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEqualTo("41"));
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("batch_given_back", "\"events\":1");
        assertThat(lines.getLast()).contains("BatchFailures");
    }

    @Test
    void aLimitThatWasReachedIsToldOnceHoweverOftenTheStreamRepeatsIt() {
        Attribution who = Attribution.NONE;
        UsageEvent stopped = new RateLimited(envelope(Kind.RATE_LIMITED, "stop", who), Claim.explicit("rate_limit"));
        UsageEvent refused = new RequestFailed(envelope(Kind.REQUEST_FAILED, "429", who), Claim.explicit("rate_limit"));
        UsageEvent broken =
                new RequestFailed(envelope(Kind.REQUEST_FAILED, "500", who), Claim.explicit("server_error"));
        for (int time = 0; time < 2; time++) {
            handle(rollups, stored("1", stopped), stored("2", refused), stored("3", broken));
        }
        assertThat(hits.since(Instant.EPOCH, 10))
                .extracting(RateLimitHit::source)
                .containsExactlyInAnyOrder(RateLimitHit.Source.STOP_FAILURE, RateLimitHit.Source.API_ERROR);
        assertThat(hits.since(Instant.EPOCH, 10)).allMatch(hit -> hit.session().equals("s"));
    }

    @Test
    void aServerThatIsOverloadedReachedNobodysLimit() {
        List<String> words = List.of("overloaded", "Overloaded_error", "529", "rate_limit", "");
        for (String word : words) {
            Claim reason = word.isEmpty() ? Claim.NONE : Claim.explicit(word);
            handle(
                    rollups,
                    stored("1", new RateLimited(envelope(Kind.RATE_LIMITED, "is " + word, Attribution.NONE), reason)));
        }
        handle(
                rollups,
                stored(
                        "2",
                        new RequestFailed(
                                envelope(Kind.REQUEST_FAILED, "529", Attribution.NONE), Claim.explicit("529"))));
        assertThat(hits.since(Instant.EPOCH, 10))
                .extracting(RateLimitHit::reason)
                .containsExactly("rate_limit", "rate_limit");
    }

    @Test
    void aLimitThatCouldNotBeToldGivesTheBatchBack() {
        RateLimitHits broken = new RateLimitHits() {
            @Override
            public void record(RateLimitHit hit) {
                throw new StoreUnavailable("the control table was not written", new IllegalStateException("test"));
            }

            @Override
            public List<RateLimitHit> since(Instant from, int limit) {
                return List.of();
            }
        };
        UsageEvent stopped =
                new RateLimited(envelope(Kind.RATE_LIMITED, "stop", Attribution.NONE), Claim.explicit("rate_limit"));
        assertThat(handle(rollups, broken, stored("7", stopped)).getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEqualTo("7"));
    }

    private static Envelope envelope(Kind kind, String id, Attribution who) {
        return new Envelope(
                new EventId(kind, id), Instant.parse("2026-11-20T09:00:00Z"), "s", who, Set.of(Source.HOOK), true);
    }
}
