package io.agentmeter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a failing history small: leaves out posts, reports, chores, kinds of faults and single faults while it still
/// fails. What is left out changes who goes on when, so each try may also use other seeds for that.
final class Shrinking {
    private static final int MOST_RUNS = 3_000;
    private static final int OTHER_SEEDS = 6;

    private final Product product;
    private int runs;

    Shrinking(Product product) {
        this.product = product;
    }

    /// A small history that fails.
    History shrink(History failing) {
        History smallest = failing;
        boolean smaller = true;
        while (smaller && runs < MOST_RUNS) {
            History before = smallest;
            smallest = fewerPosts(smallest);
            smallest = fewerFaults(smallest);
            smallest = simplerStream(smallest);
            smallest = fewerChores(smallest);
            smallest = fewerReports(smallest);
            smallest = withoutSingleFaults(smallest);
            smaller = !smallest.equals(before);
        }
        return smallest;
    }

    /// The same history, maybe under another seed, if it fails.
    private Optional<History> stillFails(History candidate) {
        for (int other = 0; other <= OTHER_SEEDS && runs < MOST_RUNS; other++) {
            History tried = candidate.withSeed(candidate.seed() + other * 1_000_003L);
            runs++;
            if (!new World(tried, product, false).run().isRight()) {
                return Optional.of(tried);
            }
        }
        return Optional.empty();
    }

    private History fewerPosts(History history) {
        History smallest = history;
        for (int chunk = Math.max(1, smallest.posts().size() / 2); chunk >= 1; chunk /= 2) {
            for (int from = 0; from < smallest.posts().size(); ) {
                List<Post> fewer = new ArrayList<>(smallest.posts());
                fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
                Optional<History> found = stillFails(smallest.withPosts(fewer));
                if (found.isPresent()) {
                    smallest = found.get();
                } else {
                    from += chunk;
                }
            }
        }
        return smallest;
    }

    private History fewerReports(History history) {
        History smallest = history;
        for (int post = 0; post < smallest.posts().size(); post++) {
            for (int report = 0;
                    smallest.posts().get(post).reports().size() > 1
                            && report < smallest.posts().get(post).reports().size(); ) {
                List<Post> posts = new ArrayList<>(smallest.posts());
                Post whole = posts.get(post);
                List<io.agentmeter.event.UsageEvent> fewer = new ArrayList<>(whole.reports());
                fewer.remove(report);
                posts.set(post, new Post(whole.collector(), whole.backfill(), fewer));
                Optional<History> found = stillFails(smallest.withPosts(posts));
                if (found.isPresent()) {
                    smallest = found.get();
                } else {
                    report++;
                }
            }
        }
        return smallest;
    }

    private History fewerChores(History history) {
        History smallest = history;
        for (int chore = 0; chore < smallest.chores().size(); ) {
            List<Chore> fewer = new ArrayList<>(smallest.chores());
            fewer.remove(chore);
            Optional<History> found = stillFails(smallest.withChores(fewer));
            if (found.isPresent()) {
                smallest = found.get();
            } else {
                chore++;
            }
        }
        return smallest;
    }

    private History fewerFaults(History history) {
        History smallest = stillFails(history.withFaults(FaultPlan.NONE)).orElse(history);
        for (Happening kind : Happening.values()) {
            if (smallest.faults().allows(kind)) {
                smallest = stillFails(smallest.withFaults(smallest.faults().without(kind)))
                        .orElse(smallest);
            }
        }
        return smallest;
    }

    private History simplerStream(History history) {
        History smallest = history;
        if (smallest.shards() > 1) {
            smallest = stillFails(smallest.withStream(1, smallest.lanes())).orElse(smallest);
        }
        if (smallest.lanes() > 1) {
            smallest = stillFails(smallest.withStream(smallest.shards(), smallest.lanes() - 1))
                    .orElse(smallest);
        }
        return smallest;
    }

    private History withoutSingleFaults(History history) {
        History smallest = history;
        int drawn = new World(smallest, product, false).run().faults();
        if (drawn < smallest.faults().most()) {
            smallest = stillFails(smallest.withFaults(smallest.faults().atMost(drawn)))
                    .orElse(smallest);
        }
        for (int ordinal = 0; ordinal < drawn; ordinal++) {
            if (!smallest.faults().suppressed().contains(ordinal)) {
                smallest = stillFails(smallest.withFaults(smallest.faults().suppressing(ordinal)))
                        .orElse(smallest);
            }
        }
        return smallest;
    }
}
