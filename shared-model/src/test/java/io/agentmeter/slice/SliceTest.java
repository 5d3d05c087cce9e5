package io.agentmeter.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Sequences;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.pricing.Quote;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.CounterNames;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.usage.Money;
import io.agentmeter.usage.TokenUsage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final Instant TIME = Instant.parse("2026-11-20T09:17:30Z");

    private final Pricer pricer = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);
    private final Contributions contributions = new Contributions(new OrganisationCalendar(ZoneOffset.UTC));
    private final Dimensions nobody = Dimensions.of(Attribution.NONE);

    private static ModelRequest request(String id, String model, long output, Attribution attribution) {
        return new ModelRequest(
                new Envelope(new EventId(Kind.MODEL_REQUEST, id), TIME, "s", attribution, Set.of(Source.OTLP), true),
                ModelRequest.Facts.of(Claim.of(Source.OTLP, model), TokenUsage.of(10, 0, 0, output)));
    }

    private Slice folded(UsageEvent... events) {
        return Slice.empty(SliceKey.firstPageOf(events[0])).fold(List.of(events), pricer);
    }

    private Contribution contributionOf(Slice slice) {
        return contributions.of(slice.entries().values(), nobody);
    }

    @Test
    void foldingARepeatGivesTheSameObject() {
        Slice slice = folded(request("r1", "claude-sonnet-5-5", 5, Attribution.NONE));

        assertThat(slice.fold(List.of(request("r1", "claude-sonnet-5-5", 5, Attribution.NONE)), pricer))
                .isSameAs(slice);
    }

    @Test
    void aSliceComesBackFromItsPackedBytes() {
        Slice slice = folded(
                request("r1", "claude-sonnet-5-5", 5, Attribution.NONE),
                request("r2", "no-such-model", 7, Attribution.NONE.withProject(Claim.explicit("sh#op"))));
        Contribution recorded = contributionOf(slice);

        Slice back = SliceCodec.read(slice.key(), 4, SliceCodec.write(slice, recorded));

        assertThat(back).isEqualTo(new Slice(slice.key(), 4, slice.entries(), recorded, 0));
        assertThat(SliceKey.parse("s", slice.key().onPage(3).text()))
                .isEqualTo(slice.key().onPage(3));
    }

    @Test
    void aSliceThatWasPackedBeforeThereWasADictionaryIsStillRead() throws Exception {
        Slice slice = folded(request("r1", "claude-sonnet-5-5", 5, Attribution.NONE));
        Contribution recorded = contributionOf(slice);
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(SliceDictionary.bytes());
        byte[] packed = SliceCodec.write(slice, recorded);
        ByteArrayOutputStream asBefore = new ByteArrayOutputStream();
        try (InflaterInputStream json =
                        new InflaterInputStream(new ByteArrayInputStream(packed, 1, packed.length - 1), inflater);
                DeflaterOutputStream deflated =
                        new DeflaterOutputStream(asBefore, new Deflater(Deflater.BEST_SPEED, true))) {
            json.transferTo(deflated);
        }

        assertThat(SliceCodec.read(slice.key(), 4, asBefore.toByteArray()))
                .isEqualTo(new Slice(slice.key(), 4, slice.entries(), recorded, 0));
    }

    @Test
    void theDictionaryOfPackedSlicesNeverChanges() {
        CRC32 sum = new CRC32();
        sum.update(SliceDictionary.bytes());

        assertThat(sum.getValue()).as("every stored slice was packed with it").isEqualTo(0x7f6d6c11L);
    }

    @Test
    void aModelWithoutAPriceIsCountedAndNeverFree() {
        Contribution contribution = contributionOf(folded(request("r1", "no-such-model", 7, Attribution.NONE)));

        assertThat(contribution.sessionDay().count(CounterNames.UNPRICED)).isEqualTo(1);
        assertThat(contribution.sessionDay().values()).doesNotContainKey(CounterNames.COST);
    }

    @Test
    void aNameThatTheEventCarriesHoldsWhateverItsSessionSays() {
        Slice slice = folded(
                request("r1", "claude-sonnet-5-5", 5, Attribution.NONE.withProject(Claim.explicit("mine"))),
                request("r2", "claude-sonnet-5-5", 5, Attribution.NONE.withProject(new Claim(700, "ours"))));

        assertThat(contributionOf(slice).cells().keySet())
                .extracting(CellKey::project)
                .containsExactlyInAnyOrder("mine", Dimensions.UNATTRIBUTED);
    }

    @Test
    void aPinnedCostIsNotChangedByANewPriceListUnlessTheFactsChange() {
        Slice slice = folded(request("r1", "claude-sonnet-5-5", 5, Attribution.NONE));
        Pricer dearer = new Pricer(_ -> new Quote.Priced(Money.ofDollars("99"), "test"), CostPolicy.REPORTED);

        Slice sameFacts = slice.fold(List.of(request("r1", "claude-sonnet-5-5", 5, Attribution.NONE)), dearer);
        Slice newFacts = slice.fold(List.of(request("r1", "claude-sonnet-5-5", 6, Attribution.NONE)), dearer);

        assertThat(contributionOf(sameFacts)).isEqualTo(contributionOf(slice));
        assertThat(contributionOf(newFacts).sessionDay().money(CounterNames.COST))
                .isEqualTo(Money.ofDollars("99"));
    }

    @Test
    void theReportedCostWinsUnlessThePolicyIsTheList() {
        ModelRequest request = request("r1", "claude-sonnet-5-5", 5, Attribution.NONE);
        ModelRequest reported =
                new ModelRequest(request.envelope(), request.facts().withReportedCost(Money.ofDollars("0.5")));

        assertThat(pricer.costOf(reported)).isEqualTo(new Cost.Known(Money.ofDollars("0.5"), Cost.REPORTED));
        assertThat(new Pricer(PriceBook.standard(), CostPolicy.LIST).costOf(reported))
                .isEqualTo(pricer.costOf(request));
    }

    @Test
    void minutesOfAQuarterHourComeBackFromTheirText() {
        QuarterActivity activity =
                folded(request("r1", "m", 1, Attribution.NONE)).activity();

        assertThat(activity)
                .isEqualTo(new QuarterActivity(
                        0b100, 150_000, 150_000, 150_000, 1 << Source.OTLP.ordinal(), Sequences.NONE));
        assertThat(QuarterActivity.parse(activity.text())).isEqualTo(activity);
        assertThat(QuarterActivity.parse(QuarterActivity.NONE.text())).isEqualTo(QuarterActivity.NONE);
    }
}
