package io.agentmeter.streams;

import static io.agentmeter.streams.Item.NOON;
import static io.agentmeter.streams.Item.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.streams.LaneQueue.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
    private final LaneQueue<Item> lane = new LaneQueue<>(-1);

    @Test
    void aBatchIsRepeatedUntilItsResultIsKnown() {
        lane.add(items("a1", "b1", "c1"));

        assertThat(lane.next(2)).isEqualTo(items("a1", "b1"));
        assertThat(lane.next(9)).isEqualTo(items("a1", "b1"));
        assertThat(lane.answered(new BatchResult.Processed(), NOON)).isEqualTo(new Step.Done<>(items("a1", "b1")));
        assertThat(lane.next(2)).isEqualTo(items("c1"));
    }

    @Test
    void anEmptyLaneHasNoBatch() {
        assertThat(lane.next(5)).isEmpty();
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void aReportedFailureGoesOnFromTheFailedRecord() {
        lane.add(items("a1", "b1", "c1"));
        lane.next(9);

        assertThat(lane.answered(new BatchResult.FailedFrom(1, "busy"), NOON))
                .isEqualTo(new Step.Again<>(items("a1"), "busy"));
        assertThat(lane.next(1)).isEqualTo(items("b1", "c1"));
    }

    @Test
    void aFailureOfTheWholeBatchSplitsIt() {
        lane.add(items("a1", "b1", "c1"));
        lane.next(9);

        assertThat(lane.answered(new BatchResult.Failed("died"), NOON)).isEqualTo(new Step.Again<>(List.of(), "died"));
        assertThat(lane.next(9)).isEqualTo(items("a1"));
        lane.answered(new BatchResult.Processed(), NOON);
        assertThat(lane.next(9)).isEqualTo(items("b1", "c1"));
    }

    @Test
    void aRecordIsGivenUpAfterItsRetriesAndStaysUntilDropped() {
        LaneQueue<Item> impatient = new LaneQueue<>(1);
        impatient.add(items("a1", "b1"));
        impatient.next(1);

        assertThat(impatient.answered(new BatchResult.Failed("died"), NOON)).isInstanceOf(Step.Again.class);
        assertThat(impatient.answered(new BatchResult.Failed("died"), NOON))
                .isEqualTo(new Step.GiveUp<>(List.of(), items("a1"), 2, false, "died"));
        assertThat(impatient.next(1)).isEqualTo(items("a1"));
        impatient.drop();
        assertThat(impatient.next(1)).isEqualTo(items("b1"));
    }

    @Test
    void aRecordOlderThanADayIsGivenUpHoweverManyRetriesAreLeft() {
        lane.add(items("a1"));
        lane.next(1);

        assertThat(lane.answered(new BatchResult.Failed("died"), NOON.plus(Duration.ofHours(24))))
                .isInstanceOf(Step.Again.class);
        assertThat(lane.answered(
                        new BatchResult.FailedFrom(0, "busy"),
                        NOON.plus(Duration.ofHours(24)).plusMillis(1)))
                .isEqualTo(new Step.GiveUp<>(List.of(), items("a1"), 2, true, "busy"));
    }

    @Test
    void aBatchHoldsSixMegabytesAndAtLeastOneRecord() {
        lane.add(List.of(new Item("a1", 7_000_000), new Item("b1", 3_000_000), new Item("c1", 3_000_001)));

        assertThat(lane.next(9)).hasSize(1);
        lane.answered(new BatchResult.Processed(), NOON);
        assertThat(lane.next(9)).hasSize(1);
    }

    @Test
    void anAnswerThatNamesAnUnknownRecordFailsTheWholeBatch() {
        List<Item> batch = items("a1", "b1", "c1");
        assertThat(BatchResult.ofFailures(List.of(), batch)).isEqualTo(new BatchResult.Processed());
        assertThat(BatchResult.ofFailures(List.of("c1", "b1"), batch))
                .isEqualTo(new BatchResult.FailedFrom(1, "reported by the function"));
        assertThat(BatchResult.ofFailures(List.of("x"), batch)).isInstanceOf(BatchResult.Failed.class);
    }
}
