package io.agentmeter.functions.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.control.PlanStore;
import io.agentmeter.functions.library.control.RateLimitHits;
import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanForecast;
import io.agentmeter.plan.PlanMode;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.plan.RateLimitHit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `GET /v1/plans`: every account with its windows over time and its rate limit hits, and who is near which window.
final class PlansAnswer {
    /// A window of hours is shown since it began at the earliest, any other for a week and a day.
    private static final Duration HOURS_SHOWN = Duration.ofHours(6);

    private static final Duration DAYS_SHOWN = Duration.ofDays(8);
    private static final Duration HITS_SHOWN = Duration.ofDays(14);
    private static final int MOST_HITS = 200;
    private static final Duration SHORT_STEP = Duration.ofMinutes(5);

    private record Nearest(PlanAccount account, PlanWindowName window, PlanReading reading) {}

    private final PlanStore plans;
    private final RateLimitHits hits;

    PlansAnswer(PlanStore plans, RateLimitHits hits) {
        this.plans = plans;
        this.hits = hits;
    }

    ObjectNode answer(Instant now) {
        List<PlanAccount> accounts = plans.accounts();
        List<RateLimitHit> newest = hits.since(now.minus(HITS_SHOWN), MOST_HITS);
        Map<String, Optional<String>> accountOf = new HashMap<>();
        newest.forEach(hit -> accountOf.computeIfAbsent(hit.session(), plans::accountOf));

        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("generatedAt", now.toString());
        ArrayNode list = json.putArray("accounts");
        for (PlanAccount account : accounts) {
            ObjectNode one = PlanJson.terms(account);
            ArrayNode windows = one.putArray("windows");
            account.windows().forEach((name, reading) -> windows.add(window(account.account(), name, reading, now)));
            ArrayNode own = one.putArray("rateLimitHits");
            newest.stream()
                    .filter(hit -> ofSession(accountOf, hit).equals(Optional.of(account.account())))
                    .forEach(hit -> own.add(PlanJson.hit(hit, Optional.of(account.account()))));
            list.add(one);
        }
        json.set("users", users(accounts, now));
        ArrayNode all = json.putArray("rateLimitHits");
        newest.forEach(hit -> all.add(PlanJson.hit(hit, ofSession(accountOf, hit))));
        return json;
    }

    private static Optional<String> ofSession(Map<String, Optional<String>> accountOf, RateLimitHit hit) {
        return accountOf.getOrDefault(hit.session(), Optional.empty());
    }

    private ObjectNode window(String account, PlanWindowName name, PlanReading latest, Instant now) {
        boolean isShort = name.step().equals(SHORT_STEP);
        List<PlanReading> series = plans.series(account, name, now.minus(isShort ? HOURS_SHOWN : DAYS_SHOWN)).stream()
                .filter(reading -> name.canBe(reading, now))
                .toList();
        ObjectNode json = PlanJson.window(name, latest, now);
        Optional<Instant> exhausted = PlanAccount.isStale(name, latest, now)
                ? Optional.empty()
                : PlanForecast.exhaustedAt(name, series, latest, now);
        json.put("exhaustedAt", exhausted.map(Instant::toString).orElse(null));
        ArrayNode points = json.putArray("series");
        series.forEach(reading -> points.addObject()
                .put("at", reading.at().toString())
                .put("usedPercent", reading.usedPercent().toPlainString()));
        return json;
    }

    /// Whoever is nearest to the end of a window comes first.
    private static ArrayNode users(List<PlanAccount> accounts, Instant now) {
        TreeMap<String, List<PlanAccount>> byUser = new TreeMap<>();
        accounts.forEach(account -> account.users()
                .forEach(user ->
                        byUser.computeIfAbsent(user, _ -> new ArrayList<>()).add(account)));
        List<Map.Entry<ObjectNode, Optional<Nearest>>> users = new ArrayList<>();
        byUser.forEach((user, own) -> {
            Optional<Nearest> nearest = nearest(own, now);
            users.add(Map.entry(user(user, own, nearest), nearest));
        });
        users.sort(Comparator.comparing((Map.Entry<ObjectNode, Optional<Nearest>> user) -> user.getValue()
                .map(nearest -> nearest.reading().usedPercent().negate())
                .orElse(java.math.BigDecimal.ONE)));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        users.forEach(user -> json.add(user.getKey()));
        return json;
    }

    private static Optional<Nearest> nearest(List<PlanAccount> accounts, Instant now) {
        return accounts.stream()
                .flatMap(account ->
                        account
                                .fullest(now)
                                .map(window -> new Nearest(account, window.getKey(), window.getValue()))
                                .stream())
                .max(Comparator.comparing(nearest -> nearest.reading().usedPercent()));
    }

    private static ObjectNode user(String user, List<PlanAccount> accounts, Optional<Nearest> nearest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("user", user);
        ArrayNode names = json.putArray("accounts");
        accounts.forEach(account -> names.add(account.account()));
        json.put(
                "mode",
                accounts.stream()
                        .map(PlanAccount::mode)
                        .reduce(PlanMode::and)
                        .orElse(PlanMode.API)
                        .label());
        if (nearest.isEmpty()) {
            json.putNull("nearest");
            return json;
        }
        json.putObject("nearest")
                .put("account", nearest.get().account().account())
                .put("window", nearest.get().window().text())
                .put("usedPercent", nearest.get().reading().usedPercent().toPlainString())
                .put(
                        "resetsAt",
                        nearest.get()
                                .reading()
                                .resetsAt()
                                .map(Instant::toString)
                                .orElse(null));
        return json;
    }
}
