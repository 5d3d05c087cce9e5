package io.agentmeter.functions.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Erased;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Erasure;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.aggregate.Repricing;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.control.PersonRows;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.events.InMemoryEventScan;
import io.agentmeter.functions.library.events.InMemoryEventStore;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.rollups.DayRows;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Contribution;
import io.agentmeter.rollup.Counters;
import io.agentmeter.rollup.Dimensions;
import io.agentmeter.slice.Contributions;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import io.agentmeter.slice.SessionRow;
import io.agentmeter.slice.Slice;
import io.agentmeter.slice.SliceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<LocalDate> DAYS = LocalDate.parse("2026-11-19")
            .datesUntil(LocalDate.parse("2026-11-24"))
            .toList();
    private static final Pricer PRICER = new Pricer(PriceBook.standard(), CostPolicy.REPORTED);

    /// Everything there is, in memory.
    private static final class World {
        final OrganisationCalendar calendar;
        final InMemoryEventStore events = new InMemoryEventStore();
        final InMemoryRollupStore rollups = new InMemoryRollupStore();
        final InMemoryFileStore files = new InMemoryFileStore();
        final InMemoryDayMarks marks = new InMemoryDayMarks();

        World(ZoneId zone) {
            calendar = new OrganisationCalendar(zone);
        }

        AggregateService aggregator() {
            return new AggregateService(rollups, new Folding(calendar, PRICER));
        }

        AuditResult audit(boolean repair, Runnable others) {
            BusyStores stores = new BusyStores(rollups, others);
            AuditParts parts = new AuditParts(new InMemoryEventScan(events), stores, stores, calendar, PRICER, 1);
            AuditService.Workshop workshop = repair
                    ? seen -> day ->
                            new Repair(parts, new AggregateService(stores, new Folding(calendar, PRICER)), seen).of(day)
                    : AuditService.lookingOnly(parts);
            CubeCheck cubes = new CubeCheck(stores, new CubeFiles(files), marks, calendar, 5);
            return new AuditService(parts, cubes, workshop, InstantSource.fixed(NOW), Duration.ZERO)
                    .run(new AuditOrder(DAYS, repair));
        }

        AuditResult audit() {
            return audit(false, () -> {});
        }

        Map<CellKey, Counters> cells() {
            Map<CellKey, Counters> cells = new TreeMap<>();
            DAYS.forEach(day -> cells.putAll(rollups.cells(day, true)));
            return cells;
        }

        /// As if there had never been a slice.
        Map<CellKey, Counters> plainFold() {
            Map<String, Attribution> sessions = new HashMap<>();
            events.events()
                    .forEach(event ->
                            sessions.merge(event.session(), event.envelope().attribution(), Attribution::merge));
            Contribution sum = Contribution.NONE;
            for (UsageEvent event : events.events()) {
                Slice slice = Slice.empty(SliceKey.firstPageOf(event)).fold(List.of(event), PRICER);
                Dimensions whose = Dimensions.of(sessions.getOrDefault(event.session(), Attribution.NONE));
                sum = sum.plus(new Contributions(calendar).of(slice.entries().values(), whose));
            }
            return sum.cells();
        }
    }

    private static List<Difference> shown(AuditResult result) {
        return result.days().stream()
                .flatMap(day -> day.differences().shown().stream()
                        .map(one -> new Difference(day.day(), one.kind().label(), one.toString())))
                .toList();
    }

    private record Difference(LocalDate day, String kind, String text) {}

    @Property(tries = 300)
    void damageIsFoundAndRepairedToTheExactFoldWhileOthersGoOnCounting(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long seed, @ForAll boolean nepal) {
        Random random = new Random(seed);
        World world = new World(ZoneId.of(nepal ? "Asia/Kathmandu" : "America/New_York"));
        List<UsageEvent> reports = new ReportedUsage(random).some(50);
        world.events.put(reports.subList(0, reports.size() / 2));
        Deque<List<UsageEvent>> waiting = new ArrayDeque<>();
        Deque<UsageEvent> unreported = new ArrayDeque<>(reports.subList(reports.size() / 2, reports.size()));
        for (UsageEvent change : world.events.changes()) {
            // Some changes are lost before they are counted: nobody will ever tell of them again.
            if (random.nextInt(8) > 0) {
                waiting.add(List.of(change));
            }
        }
        AggregateService aggregator = world.aggregator();
        while (waiting.size() > 5) {
            aggregator.aggregate(waiting.poll());
        }
        Damage damage = new Damage(world.rollups, random, DAYS);
        for (int count = random.nextInt(6); count >= 0; count--) {
            damage.something();
        }
        Runnable others = () -> {
            if (random.nextInt(12) == 0 && !unreported.isEmpty()) {
                int before = world.events.changes().size();
                world.events.put(List.of(unreported.poll()));
                List<UsageEvent> changes = world.events.changes();
                waiting.add(new ArrayList<>(changes.subList(before, changes.size())));
            }
            if (random.nextInt(6) == 0) {
                attempt(aggregator, waiting);
            }
        };

        try {
            world.audit(true, others);
        } catch (StoreUnavailable _) {
            // A session was contended; a repair that ends halfway must do no harm.
        }
        drain(aggregator, waiting);
        // Whatever was written all through the first repair is mended by the second.
        AuditResult repaired = world.audit(true, () -> {});
        drain(aggregator, waiting);

        assertThat(waiting).isEmpty();
        assertThat(shown(repaired)).as(damage.done().toString()).isEmpty();
        assertThat(shown(world.audit())).as(damage.done().toString()).isEmpty();
        assertThat(world.cells()).as(damage.done().toString()).isEqualTo(world.plainFold());
        assertSessionDaysAreThoseOfAnUndamagedTwin(world, damage);
    }

    /// As a stream does: what could not be written comes again.
    private static void attempt(AggregateService aggregator, Deque<List<UsageEvent>> waiting) {
        if (!waiting.isEmpty()) {
            List<UsageEvent> batch = waiting.poll();
            try {
                aggregator.aggregate(batch);
            } catch (StoreUnavailable _) {
                waiting.add(batch);
            }
        }
    }

    private static void drain(AggregateService aggregator, Deque<List<UsageEvent>> waiting) {
        for (int attempts = 2 * waiting.size(); attempts > 0; attempts--) {
            attempt(aggregator, waiting);
        }
    }

    private static void assertSessionDaysAreThoseOfAnUndamagedTwin(World world, Damage damage) {
        World twin = new World(world.calendar.zone());
        twin.aggregator().aggregate(world.events.events());
        for (LocalDate day : DAYS) {
            DayRows mended = world.rollups.read(day);
            DayRows whole = twin.rollups.read(day);
            assertThat(mended.sessions().keySet())
                    .as(damage.done().toString())
                    .isEqualTo(whole.sessions().keySet());
            mended.sessions().forEach((key, session) -> {
                DayRows.SessionDayRow same =
                        Objects.requireNonNull(whole.sessions().get(key));
                assertThat(session.row().counters())
                        .as(damage.done() + " " + key)
                        .isEqualTo(same.row().counters());
                assertThat(session.quarters()).as(damage.done() + " " + key).isEqualTo(same.quarters());
                assertThat(session.row().dimensions())
                        .as(damage.done() + " " + key)
                        .isEqualTo(same.row().dimensions());
                assertThat(session.row().models()).containsAll(same.row().models());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyKindOfDamageIsFound(int kind) {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            World world = new World(ZoneId.of("UTC"));
            world.events.put(new ReportedUsage(random).some(40));
            world.aggregator().aggregate(world.events.events());
            Damage damage = new Damage(world.rollups, random, DAYS);
            List<Object> before = everything(world);
            damage.of(kind);
            boolean changed = !everything(world).equals(before);

            List<String> kinds = world.audit().days().stream()
                    .flatMap(day -> day.differences().shown().stream())
                    .map(one -> one.kind().label())
                    .filter(label -> !label.equals("cube"))
                    .toList();

            assertThat(!kinds.isEmpty())
                    .as(seed + " " + damage.done() + " " + kinds)
                    .isEqualTo(changed);
        }
    }

    /// All that the rollups hold but for versions.
    private static List<Object> everything(World world) {
        List<Object> all = new ArrayList<>();
        DAYS.forEach(day -> all.add(world.rollups.read(day)));
        for (int number = 0; number < 4; number++) {
            String session = "session-" + number;
            all.add(world.rollups.sessions(List.of(session)).values().stream()
                    .map(SessionRow::attribution)
                    .toList());
            world.rollups.slicesOf(session).forEach(slice -> all.add(List.of(slice.entries(), slice.recorded())));
        }
        return all;
    }

    @Property(tries = 60)
    void nothingIsFoundWhereNothingIsWrongHoweverMuchIsGoingOn(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long seed) {
        Random random = new Random(seed);
        World world = new World(ZoneId.of("Europe/Zurich"));
        world.events.put(new ReportedUsage(random).some(40));
        AggregateService aggregator = world.aggregator();
        aggregator.aggregate(world.events.changes());
        // Old batches come again, and nothing new.
        Runnable others = () -> {
            if (random.nextInt(4) == 0) {
                List<UsageEvent> changes = world.events.changes();
                aggregator.aggregate(changes.subList(0, 1 + random.nextInt(changes.size())));
            }
        };
        Map<CellKey, Counters> before = world.cells();

        // Cubes were never written here, and none is due: that is found.
        assertThat(shown(world.audit(false, others)))
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo("cube"));
        AuditResult repaired = world.audit(true, others);
        assertThat(shown(repaired)).isEmpty();
        assertThat(repaired.days()).allSatisfy(day -> assertThat(day.repaired()).isEqualTo(Repair.Work.NONE));
        assertThat(world.cells()).isEqualTo(before);
    }

    @Property(tries = 200)
    void aRepairCorrectsNoRowThatOnlyLookedWrongBecauseOthersWereWriting(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long seed) {
        Random random = new Random(seed);
        World world = new World(ZoneId.of("UTC"));
        Deque<UsageEvent> unreported = new ArrayDeque<>(new ReportedUsage(random).some(60));
        AggregateService aggregator = world.aggregator();
        Runnable others = () -> {
            if (random.nextInt(5) == 0 && !unreported.isEmpty()) {
                int before = world.events.changes().size();
                world.events.put(List.of(unreported.poll()));
                List<UsageEvent> changes = world.events.changes();
                aggregator.aggregate(changes.subList(before, changes.size()));
            }
        };
        while (unreported.size() > 40) {
            others.run();
        }

        AuditResult busy = world.audit(true, others);

        assertThat(busy.days())
                .allSatisfy(day -> assertThat(day.repaired().rows()).isZero());
        assertThat(world.cells()).isEqualTo(world.plainFold());
    }

    @Property(tries = 60)
    void erasingAPersonAndPricingAgainAreNoDifferenceWhateverIsGoingOn(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long seed) {
        Random random = new Random(seed);
        World world = new World(ZoneId.of("UTC"));
        world.events.put(new ReportedUsage(random).some(40));
        world.aggregator().aggregate(world.events.changes());
        Folding otherPrices = new Folding(world.calendar, new Pricer(PriceBook.standard(), CostPolicy.LIST));
        new Repricing(world.rollups, otherPrices).reprice(DAYS.getFirst(), DAYS.getLast());
        assertThat(kinds(world.audit())).isEmpty();
        boolean[] erased = new boolean[1];
        Runnable others = () -> {
            if (random.nextInt(20) == 0 && !erased[0]) {
                erased[0] = true;
                erase(world);
            }
        };

        AuditResult during = world.audit(true, others);

        assertThat(shown(during)).isEmpty();
        assertThat(during.days())
                .allSatisfy(day -> assertThat(day.repaired().rows()).isZero());
        erase(world);
        assertThat(kinds(world.audit())).isEmpty();
        assertThat(world.cells().keySet())
                .allSatisfy(cell -> assertThat(cell.user()).isNotEqualTo("ann"));
    }

    private static void erase(World world) {
        new Erasure(
                        new InMemoryEventScan(world.events),
                        world.events,
                        world.rollups,
                        world.rollups,
                        PersonRows.NONE,
                        new Folding(world.calendar, PRICER))
                .erase(new Erased("ann", "!1"), DAYS.getFirst(), DAYS.getLast());
    }

    private static List<String> kinds(AuditResult result) {
        return shown(result).stream()
                .map(Difference::kind)
                .filter(kind -> !kind.equals("cube"))
                .toList();
    }
}
