package io.agentmeter.simulator;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.json.EventJson;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.RollupTransaction;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import io.agentmeter.slice.SliceWrite;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Other ways to count a stream, each wrong in its own way.
final class PlantedCounting {
    private static final Dimensions NOBODY = Dimensions.of(io.agentmeter.event.Attribution.NONE);
    private static final String WATERMARK = "watermark";

    private PlantedCounting() {}

    /// New image minus old image is added to the rollups, as in most samples.
    static StreamsEventResponse plainAdd(String shard, List<StreamRecord> batch, RollupStore rollups, Folding folding) {
        return unlessUnavailable(batch, () -> {
            Contribution sum = Contribution.NONE;
            for (StreamRecord record : batch) {
                sum = sum.plus(change(record, folding));
            }
            add(rollups, sum);
        });
    }

    /// The same, and each shard's rows remember the last record that they have: exact as long as a shard is read by
    /// one lane.
    static StreamsEventResponse watermark(
            String shard, List<StreamRecord> batch, RollupStore rollups, Folding folding) {
        SliceKey row = new SliceKey("watermark-of-" + shard, Instant.EPOCH, 0);
        return unlessUnavailable(batch, () -> {
            for (int tries = 0; tries < 50; tries++) {
                Slice before = rollups.slices(List.of(row)).getOrDefault(row, Slice.empty(row));
                long mark = before.recorded().sessionDay().count(WATERMARK);
                long top = mark;
                Contribution sum = Contribution.NONE;
                for (StreamRecord record : batch) {
                    long sequence = Long.parseLong(record.sequenceNumber());
                    if (sequence > mark) {
                        sum = sum.plus(change(record, folding));
                        top = Math.max(top, sequence);
                    }
                }
                Contribution marked =
                        new Contribution(new TreeMap<>(), Counters.of(Map.of(WATERMARK, BigDecimal.valueOf(top))));
                SliceWrite write = new SliceWrite(before, before, marked, NOBODY);
                if (top == mark
                        || rollups.write(new RollupTransaction(List.of(write), sum.cells(), new TreeMap<>()))
                                == RollupStore.Outcome.WRITTEN) {
                    return;
                }
            }
            throw new StoreUnavailable("contended", new IllegalStateException(shard));
        });
    }

    /// The product, and a removal is counted, too.
    ///
    /// @param sign whether it is taken for a correction or for one more event
    static StreamsEventResponse removalsCount(
            int sign, String shard, List<StreamRecord> batch, RollupStore rollups, Folding folding) {
        StreamsEventResponse answer = Product.aggregate(shard, batch, rollups, folding);
        return answer.getBatchItemFailures().isEmpty()
                ? unlessUnavailable(batch, () -> {
                    for (StreamRecord record : batch) {
                        if ("REMOVE".equals(record.record().getEventName())) {
                            Contribution removed =
                                    contribution(record.record().getDynamodb().getOldImage(), folding);
                            add(rollups, sign > 0 ? removed : Contribution.NONE.minus(removed));
                        }
                    }
                })
                : answer;
    }

    private static StreamsEventResponse unlessUnavailable(List<StreamRecord> batch, Runnable work) {
        try {
            work.run();
            return new StreamsEventResponse(List.of());
        } catch (StoreUnavailable _) {
            return new StreamsEventResponse(List.of(
                    new StreamsEventResponse.BatchItemFailure(batch.getFirst().sequenceNumber())));
        }
    }

    private static void add(RollupStore rollups, Contribution sum) {
        rollups.write(new RollupTransaction(List.of(), sum.cells(), new TreeMap<>()));
    }

    private static Contribution change(StreamRecord record, Folding folding) {
        return "REMOVE".equals(record.record().getEventName())
                ? Contribution.NONE
                : contribution(record.record().getDynamodb().getNewImage(), folding)
                        .minus(contribution(record.record().getDynamodb().getOldImage(), folding));
    }

    private static Contribution contribution(@Nullable Map<String, AttributeValue> image, Folding folding) {
        if (image == null) {
            return Contribution.NONE;
        }
        UsageEvent event = EventJson.read(image.get("e").getS());
        Slice slice = Slice.empty(SliceKey.firstPageOf(event)).fold(List.of(event), folding.pricer());
        return folding.contributions().of(slice.entries().values(), NOBODY);
    }
}
