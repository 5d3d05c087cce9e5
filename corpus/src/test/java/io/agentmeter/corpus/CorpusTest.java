package io.agentmeter.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {
    private static final Path CORPUS = Path.of("..", "contracts", "corpus");
    private static final int SEEDS = 4;

    @TempDir
    private Path scratch;

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("casesInEveryOrder")
    void everyCaseIsCountedAsItsAuthorWorkedOutInEveryOrder(String name, String order, CorpusCase tested, Order run) {
        assertThat(CaseRun.of(tested, run, scratch).differences())
                .as(name + ", " + order)
                .isEmpty();
    }

    static Stream<Arguments> casesInEveryOrder() {
        return CorpusCase.all(CORPUS).stream()
                .flatMap(tested -> Order.of(tested.deliveries(), SEEDS).stream()
                        .map(order -> Arguments.of(tested.name(), order.name(), tested, order)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyFileOfACaseIsDelivered(String name, CorpusCase tested) throws Exception {
        List<Path> delivered = tested.deliveries().stream()
                .map(delivery -> switch (delivery) {
                    case Delivery.Post post -> post.file();
                    case Delivery.Backfill backfill -> backfill.machine();
                })
                .toList();
        assertThat(delivered).as(name).isNotEmpty().allMatch(Files::exists);
        try (Stream<Path> files = Files.list(tested.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsAll(List.of("case.json", "expected.json"))
                    .allMatch(file -> List.of("case.json", "expected.json").contains(file)
                            || delivered.contains(tested.folder().resolve(file)));
        }
        assertThat(tested.expected().path("totals").properties()).hasSizeGreaterThanOrEqualTo(4);
    }

    static Stream<Arguments> cases() {
        return CorpusCase.all(CORPUS).stream().map(tested -> Arguments.of(tested.name(), tested));
    }

    @Test
    void aWrongTotalIsFoundAndNamed() {
        CorpusCase right = CorpusCase.read(CORPUS.resolve("streaming-placeholders"));
        CorpusCase wrong = new CorpusCase(
                right.name(),
                right.folder(),
                right.title(),
                right.zone(),
                right.deliveries(),
                CorpusCase.json(CORPUS.resolve("forks/expected.json")));
        Order given = Order.of(right.deliveries(), 0).getFirst();
        assertThat(CaseRun.of(wrong, given, scratch).differences())
                .contains("totals.requests is 2 and should be 4", "totals.sessions is 1 and should be 3");
    }
}
