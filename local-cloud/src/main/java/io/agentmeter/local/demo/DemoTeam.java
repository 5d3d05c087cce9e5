package io.agentmeter.local.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;

/// Who works on what with which model in the demo: five projects, four people, and one model that nobody has a price
/// for.
final class DemoTeam {
    /// @param weight how often it is chosen, compared with the others
    record Project(String name, int weight, List<String> tasks) {}

    record Person(String name, String team, String agent, String machine) {}

    /// @param usual how many fresh input, cache read, cache write and output tokens a request usually has
    record Model(String name, int weight, Tokens usual) {}

    record Tokens(int freshInput, int cacheRead, int cacheWrite, int output) {}

    static final List<Project> PROJECTS = List.of(
            new Project("web-shop", 9, List.of("SHOP-101", "SHOP-117", "SHOP-123")),
            new Project("payments-api", 6, List.of("PAY-8", "PAY-12")),
            new Project("mobile-app", 4, List.of("APP-40", "APP-44")),
            new Project("data-platform", 3, List.of("DATA-5")),
            new Project("internal-tools", 1, List.of("TOOLS-2")));

    static final List<Person> PEOPLE = List.of(
            new Person("ann@example.com", "web", "claude-code", "ann-laptop"),
            new Person("ben@example.com", "web", "claude-code", "ben-desktop"),
            new Person("carla@example.com", "platform", "codex", "carla-laptop"),
            new Person("dev@example.com", "platform", "claude-code", "dev-laptop"));

    static final List<Model> MODELS = List.of(
            new Model("claude-sonnet-5-5", 12, new Tokens(60, 72_000, 5_200, 950)),
            new Model("claude-opus-5-5", 4, new Tokens(80, 95_000, 7_000, 1_300)),
            new Model("claude-haiku-5-5", 5, new Tokens(900, 14_000, 1_500, 400)),
            new Model("gpt-5.3-codex", 3, new Tokens(5_000, 48_000, 0, 1_200)),
            new Model("house-model-1", 1, new Tokens(1_500, 0, 0, 400)));

    private DemoTeam() {}

    static Project project(RandomGenerator random) {
        return weighted(PROJECTS, PROJECTS.stream().map(Project::weight).toList(), random);
    }

    static Model model(RandomGenerator random) {
        return weighted(MODELS, MODELS.stream().map(Model::weight).toList(), random);
    }

    static <T> T any(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// A count around the usual one, from a third of it to three times as much.
    static long around(int usual, RandomGenerator random) {
        BigDecimal percent =
                BigDecimal.valueOf(33 + random.nextInt(100) + (random.nextInt(6) == 0 ? random.nextInt(167) : 0));
        return BigDecimal.valueOf(usual).multiply(percent).movePointLeft(2).longValue();
    }

    private static <T> T weighted(List<T> choices, List<Integer> weights, RandomGenerator random) {
        int ticket = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
        for (int index = 0; index < choices.size(); index++) {
            ticket -= weights.get(index);
            if (ticket < 0) {
                return choices.get(index);
            }
        }
        throw new IllegalStateException("weights add up to the range of tickets");
    }
}
