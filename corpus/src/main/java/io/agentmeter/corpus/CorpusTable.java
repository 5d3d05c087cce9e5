package io.agentmeter.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Prints each case with what a naive sum makes of it, what is expected and what the meter counts, in every order.
public final class CorpusTable {
    private static final String ROW = "%-32s %9s %10s %9s %10s %13s %9s %10s %13s  %s%n";
    private static final int SEEDS = 6;

    private final PrintStream out;

    CorpusTable(PrintStream out) {
        this.out = out;
    }

    /// @param arguments the corpus' folder, then names of cases; without names all of them
    public static void main(String[] arguments) throws IOException {
        Set<String> named = new TreeSet<>(List.of(arguments).subList(1, arguments.length));
        List<CorpusCase> cases = CorpusCase.all(Path.of(arguments[0])).stream()
                .filter(each -> named.isEmpty() || named.contains(each.name()))
                .toList();
        if (cases.isEmpty()) {
            System.err.println("scripts/corpus: there is no such case in " + arguments[0]);
            System.exit(2);
        }
        System.exit(new CorpusTable(System.out).print(cases) ? 0 : 1);
    }

    /// @return whether the meter counts what is expected everywhere
    boolean print(List<CorpusCase> cases) throws IOException {
        out.printf(ROW, "", "naive sum", "", "expected", "", "", "ours", "", "", "");
        out.printf(
                ROW, "case", "requests", "tokens", "requests", "tokens", "USD", "requests", "tokens", "USD", "orders");
        int wrong = 0;
        int naivelyRight = 0;
        for (CorpusCase each : cases) {
            NaiveSum naive = NaiveSum.of(each.deliveries());
            JsonNode expected = each.expected().path("totals");
            naivelyRight += naive.requests() == expected.path("requests").asLong() && naive.tokens() == tokens(expected)
                    ? 1
                    : 0;
            wrong += printed(each, naive, expected) ? 0 : 1;
        }
        out.printf(
                Locale.ROOT,
                "%n%d cases: ours as expected in %d; the naive sum has the right requests and tokens in %d.%n",
                cases.size(),
                cases.size() - wrong,
                naivelyRight);
        return wrong == 0;
    }

    private boolean printed(CorpusCase each, NaiveSum naive, JsonNode expected) throws IOException {
        List<Order> orders = Order.of(each.deliveries(), SEEDS);
        List<String> differences = new ArrayList<>();
        JsonNode ours = expected;
        for (Order order : orders) {
            CaseRun run = CaseRun.of(each, order, Files.createTempDirectory("corpus"));
            run.differences().forEach(difference -> differences.add(order.name() + ": " + difference));
            if (order.asGiven() || differences.size() == run.differences().size() && !differences.isEmpty()) {
                ours = run.totals();
            }
        }
        out.printf(
                ROW,
                each.name(),
                naive.requests(),
                naive.tokens(),
                expected.path("requests").asText(),
                tokens(expected),
                expected.path("estimatedCostUsd").asText(),
                ours.path("requests").asText(),
                tokens(ours),
                ours.path("estimatedCostUsd").asText(),
                differences.isEmpty() ? orders.size() + " ok" : "WRONG");
        differences.forEach(difference -> out.println("    " + difference));
        return differences.isEmpty();
    }

    private static long tokens(JsonNode totals) {
        JsonNode tokens = totals.path("tokens");
        return tokens.path("freshInput").asLong()
                + tokens.path("cacheRead").asLong()
                + tokens.path("cacheWrite").asLong()
                + tokens.path("output").asLong();
    }
}
