package io.agentmeter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.SessionStarted;
import io.agentmeter.event.Source;
import io.agentmeter.event.UsageEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            History history = whole.withPosts(whole.posts().stream()
                            .map(PlantedBugsTest::nameless)
                            .toList())
                    .withChores(List.of())
                    .withFaults(faults ? whole.faults() : FaultPlan.NONE)
                    .withStream(whole.shards(), lanes);
            List<String> wrong = new World(history, product, false).run().wrong();
            if (wrong.stream()
                    .anyMatch(line -> !line.startsWith("in no slice")
                            && !line.startsWith("no session-day")
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
        return report.withEnvelope(
                new Envelope(any.id(), any.time(), any.session(), Attribution.NONE, any.sources(), any.live()));
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
                200);
    }

    @Test
    void addingWhatExpiresIsFound() {
        assertFound(
                Product.REAL.withCounting(() -> (shard, batch, rollups, folding) ->
                        PlantedCounting.removalsCount(1, shard, batch, rollups, folding)),
                200);
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
        Campaign campaign = new Campaign(
                Product.REAL.withRollups(PlantedStores::withoutGenerations), PlantedBugsTest::restless, 1, 1_000);
        campaign.run(2);

        assertThat(campaign.firstWrong()).as("the first wrong seed").isPositive();
    }

    /// One session that learns its project again and again while its invocations are given up and die: what takes
    /// this mistake to show is rare among ordinary histories, about one in a thousand.
    static History restless(long seed) {
        History whole = HistoryGenerator.of(seed);
        List<Post> posts = new ArrayList<>();
        for (Post post : whole.posts().subList(0, Math.min(12, whole.posts().size()))) {
            posts.add(new Post(
                    post.collector(),
                    true,
                    post.reports().stream().map(PlantedBugsTest::inOneSession).toList()));
            if (posts.size() % 2 == 0) {
                posts.add(new Post("hooks", true, List.of(learns(posts.size(), whole.now()))));
            }
        }
        FaultPlan faults =
                new FaultPlan(Set.of(Happening.GIVEN_UP_TOO_EARLY, Happening.CRASH_BEFORE_CALL), 60, 200, Set.of());
        return whole.withPosts(posts).withChores(List.of()).withFaults(faults).withStream(2, 3);
    }

    private static UsageEvent inOneSession(UsageEvent report) {
        Envelope any = report.envelope();
        return report.withEnvelope(
                new Envelope(any.id(), any.time(), "one", any.attribution(), any.sources(), any.live()));
    }

    private static UsageEvent learns(int number, Instant time) {
        return new SessionStarted(new Envelope(
                new EventId(Kind.SESSION_STARTED, "one-" + number),
                time,
                "one",
                Attribution.NONE.withProject(new Claim(1_000 + number, "project-" + number)),
                Set.of(Source.HOOK),
                true));
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
