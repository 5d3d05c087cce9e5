package io.agentmeter.simulator;

import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.slice.CostPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes a history from a seed: most are short, some long; most are faulty, some calm; each with its own mixture.
final class HistoryGenerator {
    /// A zone, and a server's clock some days after a moment at which that zone is interesting.
    private record Place(String zone, Instant moment) {}

    private static final List<Place> PLACES = List.of(
            new Place("Asia/Kathmandu", Instant.parse("2026-11-18T18:15:00Z")),
            new Place("America/New_York", Instant.parse("2026-11-01T05:30:00Z")),
            new Place("America/New_York", Instant.parse("2026-03-08T06:45:00Z")),
            new Place("Australia/Lord_Howe", Instant.parse("2026-04-04T14:50:00Z")),
            new Place("UTC", Instant.parse("2026-11-20T00:00:00Z")));

    private HistoryGenerator() {}

    static History of(long seed) {
        // Neighbouring seeds must not give neighbouring histories.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        Place place = PLACES.get(random.nextInt(PLACES.size()));
        Instant now = place.moment().plus(Duration.ofHours(2 + random.nextInt(60)));
        ReportMaker maker = new ReportMaker(random, place.moment(), now);
        List<Post> posts = maker.posts(size(random));
        List<Chore> chores = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            maker.expirable().forEach(key -> chores.add(new Chore.Expire(random.nextInt(posts.size() + 1), key)));
        }
        if (random.nextInt(4) == 0) {
            chores.add(new Chore.ChangePrices(random.nextInt(posts.size() + 1)));
            for (int order = random.nextInt(3); order > 0; order--) {
                chores.add(new Chore.Reprice(random.nextInt(posts.size() + 1)));
            }
        }
        if (random.nextInt(4) == 0) {
            // Who is forgotten is not told to those whose raw events have expired already: see decision 0007.
            chores.removeIf(chore -> chore instanceof Chore.Expire);
            chores.add(new Chore.Erase(
                    random.nextInt(posts.size() + 1),
                    ReportMaker.PEOPLE.get(random.nextInt(ReportMaker.PEOPLE.size()))));
        }
        Collections.shuffle(chores, random);
        chores.sort(java.util.Comparator.comparingInt(Chore::afterPosts));
        return new History(
                seed,
                place.zone(),
                random.nextBoolean() ? CostPolicy.REPORTED : CostPolicy.LIST,
                now,
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(25),
                seed % 3 == 0 ? EventWrites.TRANSACTIONS : EventWrites.STATEMENTS,
                random.nextInt(3) > 0,
                1 + random.nextInt(4),
                faults(random),
                posts,
                chores);
    }

    /// Requests, turns and tools, each of which is reported one to six times.
    private static int size(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> 10 + random.nextInt(15);
            case 4, 5, 6, 7 -> 20 + random.nextInt(30);
            case 8 -> 40 + random.nextInt(40);
            default -> 2 + random.nextInt(8);
        };
    }

    private static FaultPlan faults(Random random) {
        if (random.nextInt(20) == 0) {
            return FaultPlan.NONE;
        }
        Set<Happening> kinds = EnumSet.noneOf(Happening.class);
        Arrays.stream(Happening.values())
                .filter(Happening::isFault)
                .filter(_ -> random.nextInt(4) > 0)
                .forEach(kinds::add);
        int[] rates = {5, 20, 50, 100, 200};
        return new FaultPlan(kinds, rates[random.nextInt(rates.length)], 20 + random.nextInt(100), Set.of());
    }
}
