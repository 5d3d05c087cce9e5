package io.agentmeter.fuzz;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.format.EventFormat.Events;
import io.agentmeter.format.EventFormat.Indexed;
import io.agentmeter.format.EventFormat.Outcome;
import io.agentmeter.format.EventFormat.Rejection;
import io.agentmeter.format.EventFormat.TooLarge;
import io.agentmeter.format.EventFormat.Unreadable;
import io.agentmeter.format.Limits;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceCodec;
import io.agentmeter.slice.SliceKey;
import java.time.ZoneOffset;
import java.util.List;

/// What a reader promises of everything it accepts and everything it refuses.
final class Promises {
    /// Names are cut and ids are bounded, so whatever was sent, an event is small.
    private static final int LONGEST_EVENT = 6_000;

    private static final int LONGEST_REASON = 400;
    private static final int MOST_DIGITS = 40;

    private static final Pricer PRICER = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
    private static final Contributions CONTRIBUTIONS = new Contributions(new OrganisationCalendar(ZoneOffset.UTC));

    private Promises() {}

    static void hold(Outcome outcome) {
        switch (outcome) {
            case Events events -> hold(events);
            case Unreadable(String reason, String at) -> {
                isShort(reason);
                isShort(at);
            }
            case TooLarge(String reason) -> isShort(reason);
        }
    }

    private static void hold(Events events) {
        int all = events.events().size() + events.rejected().size() + events.ignored();
        BrokenPromise.unless(all <= 2 * Limits.MAX_OTLP_RECORDS, "more records than a body may have: " + all);
        for (Rejection rejection : events.rejected()) {
            isShort(rejection.reason());
            isShort(rejection.field());
            isShort(String.valueOf(rejection.idOrNull()));
        }
        hold(events.events().stream().map(Indexed::event).toList());
    }

    /// Each can be stored, read back, folded, priced and packed.
    static void hold(List<UsageEvent> events) {
        for (UsageEvent event : events) {
            String stored = EventJson.write(event);
            BrokenPromise.unless(stored.length() <= LONGEST_EVENT, "an event of " + stored.length() + " characters");
            BrokenPromise.unless(EventJson.read(stored).equals(event), "another event when read back");
            if (event instanceof ModelRequest request) {
                request.facts()
                        .reportedCost()
                        .ifPresent(cost ->
                                BrokenPromise.unless(cost.text().length() <= MOST_DIGITS, "a cost of endless digits"));
            }
            Slice slice = Slice.empty(SliceKey.firstPageOf(event)).fold(List.of(event, event), PRICER);
            BrokenPromise.unless(slice.entries().size() == 1, "an event that is not one");
            Contribution contribution = CONTRIBUTIONS.of(
                    slice.entries().values(), Dimensions.of(event.envelope().attribution()));
            BrokenPromise.unless(slice.activity() != null, "no activity");
            SliceCodec.write(slice, contribution);
        }
    }

    private static void isShort(String said) {
        BrokenPromise.unless(said.length() <= LONGEST_REASON, "an answer of " + said.length() + " characters");
    }
}
