package io.agentmeter.format.claudecode.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final Needle USAGE = new Needle("\"usage\"");
    private static final Needle PROMPT = new Needle("\"promptId\"");

    @Provide
    Arbitrary<String> nearlyMarks() {
        return Arbitraries.of(List.of(
                        "\"",
                        "\"u",
                        "\"us",
                        "\"usage",
                        "\"usage\"",
                        "\"p",
                        "\"promptI",
                        "\"promptId\"",
                        "\"t",
                        "u",
                        "é",
                        "xxx",
                        "x".repeat(200),
                        "x".repeat(631)))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property
    void areFoundWhereAPlainSearchFindsThem(
            @ForAll("nearlyMarks") String lineBefore, @ForAll("nearlyMarks") String text) {
        byte[] before = lineBefore.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ("\"usage\"\"promptId\"" + text + "age\"omptId\"").getBytes(StandardCharsets.UTF_8);
        int from = 17;
        int to = bytes.length - 11;
        Marks marks = new Marks();
        marks.find(before, 0, before.length);
        marks.find(bytes, from, to);
        boolean usage = USAGE.indexIn(bytes, from, to) >= 0;
        assertThat(marks.hasUsage()).isEqualTo(usage);
        if (!usage) {
            int prompt = PROMPT.indexIn(bytes, from, to);
            assertThat(marks.afterPrompt()).isEqualTo(prompt < 0 ? -1 : prompt + PROMPT.length());
        }
    }

    @Test
    void areFoundAtEveryPlaceOfALongLine() {
        Marks marks = new Marks();
        for (String mark : List.of("\"usage\"", "\"promptId\"")) {
            for (int at = 0; at <= 1_400 - mark.length(); at++) {
                String line = " ".repeat(at) + mark + " ".repeat(1_400 - mark.length() - at);
                marks.find(line.getBytes(StandardCharsets.UTF_8), 0, 1_400);
                assertThat(marks.hasUsage()).isEqualTo(mark.equals("\"usage\""));
                assertThat(marks.hasUsage() || marks.afterPrompt() == at + mark.length())
                        .isTrue();
            }
        }
    }

    @Property
    void aByteIsFoundWhereAPlainSearchFindsIt(@ForAll byte[] bytes, @ForAll byte wanted, @ForAll int anyFrom) {
        int from = Math.floorMod(anyFrom, bytes.length + 1);
        int expected = -1;
        for (int i = from; i < bytes.length && expected < 0; i++) {
            expected = bytes[i] == wanted ? i : -1;
        }
        assertThat(WordSearch.indexOf(bytes, from, bytes.length, wanted)).isEqualTo(expected);
    }
}
