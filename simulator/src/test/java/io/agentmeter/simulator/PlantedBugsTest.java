package io.agentmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.UsageEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A simulator that finds nothing proves nothing: each of these mistakes must be found within a few seeds.
class PlantedBugsTest {
    private static long firstWrong(Product product, int seeds) {
        Campaign campaign = new Campaign(product, HistoryGenerator::of, 1, seeds);
        campaign.run(1);
        return campaign.firstWrong();
    }

    private static void assertFound(Product product, int seeds) {
        assertThat(firstWrong(product, seeds)).as("the first wrong seed").isBetween(1L, (long) seeds);
    }

    /// The first seed whose cells are wrong, in histories where nobody is named and nothing expires: all that the
    /// simpler ways to count claim to be able to.
    private static long firstWrongCell(Product product, int lanes, boolean faults, int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            History whole = HistoryGenerator.of(seed);
            History history = whole.withPosts(
                            whole.posts().stream().map(PlantedBugsTest::nameless).toList())
                    .withChores(List.of())
                    .withFaults(faults ? whole.faults() : FaultPlan.NONE)
                    .withStream(whole.shards(), lanes);
            List<String> wrong = new World(history, product, false).run().wrong();
            if (wrong.stream().anyMatch(line -> !line.startsWith("in no slice") && !line.startsWith("no session-day")
                    && !line.startsWith("session "))) {
                return seed;
            }
        }
        return -1;
    }

    private static Post nameless(Post post) {
        return new Post(
                post.collector(),
                post.backfill(),
                post.reports().stream().map(PlantedBugsTest::nameless).toList());
    }

    private static UsageEvent nameless(UsageEvent report) {
        Envelope any = report.envelope();
        return report.withEnvelope(new Envelope(
                any.id(), any.time(), any.session(), Attribution.NONE, any.sources(), any.live()));
    }

    @Test
    void addingDifferencesWithoutALedgerIsFound() {
        Product product = Product.REAL.withCounting(() -> PlantedCounting::plainAdd);

        assertThat(firstWrongCell(product, 2, false, 40)).as("without faults").isEqualTo(-1);
        assertThat(firstWrongCell(product, 2, true, 20)).as("with faults").isPositive();
    }

    @Test
    void keepingTheFirstCopyIsFound() {
        assertFound(Product.REAL.withEvents(PlantedStores::firstCopyWins), 5);
    }

    @Test
    void aWatermarkPerShardIsExactWithOneLaneAndFoundWithTwo() {
        Product product = Product.REAL.withCounting(() -> PlantedCounting::watermark);

        assertThat(firstWrongCell(product, 1, true, 40)).as("one lane").isEqualTo(-1);
        assertThat(firstWrongCell(product, 2, true, 20)).as("two lanes").isPositive();
    }

    @Test
    void subtractingWhatExpiresIsFound() {
        assertFound(
                Product.REAL.withCounting(() -> (shard, batch, rollups, folding) ->
                        PlantedCounting.removalsCount(-1, shard, batch, rollups, folding)),
                30);
    }

    @Test
    void addingWhatExpiresIsFound() {
        assertFound(
                Product.REAL.withCounting(() -> (shard, batch, rollups, folding) ->
                        PlantedCounting.removalsCount(1, shard, batch, rollups, folding)),
                30);
    }

    @Test
    void writingASliceWithoutItsVersionIsFound() {
        assertFound(Product.REAL.withRollups(PlantedStores::withoutVersion), 20);
    }

    @Test
    void writingSliceAndRollupsOneAfterTheOtherIsFound() {
        assertFound(Product.REAL.withRollups(PlantedStores::inTwoWrites), 20);
    }

    @Test
    void notLookingAgainForAMovedSessionIsFound() {
        assertFound(Product.REAL.withRollups(PlantedStores::withoutSettling), 40);
    }

    @Test
    void aLateWriterWithOldNamesIsFound() {
        assertFound(Product.REAL.withRollups(PlantedStores::withoutGenerations), 2_000);
    }

    @Test
    void aWrongHistoryIsMadeSmall() {
        Product product = Product.REAL.withEvents(PlantedStores::firstCopyWins);
        History whole = HistoryGenerator.of(firstWrong(product, 5));

        History small = new Shrinking(product).shrink(whole);

        assertThat(new World(small, product, true).run().isRight()).isFalse();
        assertThat(small.reports()).isLessThanOrEqualTo(2);
        assertThat(small.faults()).isEqualTo(FaultPlan.NONE);
        assertThat(whole.reports()).isGreaterThan(10);
    }
}
