package io.agentmeter.simulator;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.slice.CostPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Everything that a run is made of. The same history gives the same run.
///
/// @param seed of all chance while it runs: who goes on, which fault strikes
/// @param now the server's clock at the beginning
/// @param shards of the stream at the beginning
/// @param lanes concurrent batches per shard
/// @param writes how new events are written
/// @param filtered whether the subscription's filters are in place; the function must not need them
/// @param pauseEvery one store call in so many lets others go first
record History(
        long seed,
        String zone,
        CostPolicy policy,
        Instant now,
        int shards,
        int lanes,
        int batchSize,
        EventWrites writes,
        boolean filtered,
        int pauseEvery,
        FaultPlan faults,
        List<Post> posts,
        List<Chore> chores) {
    History {
        posts = List.copyOf(posts);
        chores = List.copyOf(chores);
    }

    History withSeed(long other) {
        return new History(
                other,
                zone,
                policy,
                now,
                shards,
                lanes,
                batchSize,
                writes,
                filtered,
                pauseEvery,
                faults,
                posts,
                chores);
    }

    History withFaults(FaultPlan other) {
        return new History(
                seed, zone, policy, now, shards, lanes, batchSize, writes, filtered, pauseEvery, other, posts, chores);
    }

    History withPosts(List<Post> other) {
        return new History(
                seed, zone, policy, now, shards, lanes, batchSize, writes, filtered, pauseEvery, faults, other, chores);
    }

    History withChores(List<Chore> other) {
        return new History(
                seed, zone, policy, now, shards, lanes, batchSize, writes, filtered, pauseEvery, faults, posts, other);
    }

    History withStream(int otherShards, int otherLanes) {
        return new History(
                seed,
                zone,
                policy,
                now,
                otherShards,
                otherLanes,
                batchSize,
                writes,
                filtered,
                pauseEvery,
                faults,
                posts,
                chores);
    }

    int reports() {
        return posts.stream().mapToInt(post -> post.reports().size()).sum();
    }

    /// The days of the reports, by this calendar.
    Set<LocalDate> days(OrganisationCalendar calendar) {
        Set<LocalDate> days = new TreeSet<>();
        posts.forEach(post -> post.reports().forEach(report -> days.add(calendar.dayOf(report.time()))));
        return days;
    }

    /// What is in it, for people.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("zone " + zone + ", cost policy " + policy + ", clock " + now);
        lines.add(shards + " shard(s), " + lanes + " lane(s) each, batches of up to " + batchSize
                + (filtered ? "" : ", no filter") + ", events written in " + writes.label());
        lines.add("faults: " + (faults.kinds().isEmpty() ? "none" : String.valueOf(faults)));
        for (Post post : posts) {
            lines.add("post by " + post.collector() + (post.backfill() ? " (backfill)" : ""));
            post.reports().forEach(report -> lines.add("  " + Texts.of(report)));
        }
        chores.forEach(chore -> lines.add("chore " + chore));
        return lines;
    }
}
