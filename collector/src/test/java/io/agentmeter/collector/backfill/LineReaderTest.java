package io.agentmeter.collector.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LineReaderTest {
    @Property(tries = 300)
    void findsTheSameLinesWhateverTheSizeOfItsBuffer(
            @ForAll @Size(max = 12) List<@AlphaChars @StringLength(max = 40) String> lines,
            @ForAll boolean lineEndAtTheEnd,
            @ForAll @IntRange(min = 1, max = 50) int bufferSize)
            throws IOException {
        List<String> expected = new ArrayList<>(lines);
        String text = String.join("\n", lines) + (lineEndAtTheEnd && !lines.isEmpty() ? "\n" : "");
        if (!lineEndAtTheEnd && !lines.isEmpty() && lines.getLast().isEmpty()) {
            expected.removeLast(); // nothing after the last line end is no line
        }
        assertThat(read(text, bufferSize, 1_000)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void passesOverLinesThatAreTooLongAndKeepsCounting(
            @ForAll @Size(min = 1, max = 12) List<@AlphaChars @StringLength(min = 1, max = 40) String> lines,
            @ForAll @IntRange(min = 1, max = 8) int bufferSize)
            throws IOException {
        List<String> read = read(String.join("\n", lines) + "\n", bufferSize, 20);
        assertThat(read).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            boolean kept = read.get(i).equals(lines.get(i));
            assertThat(kept || read.get(i).equals("too long")).isTrue();
            assertThat(kept).isEqualTo(lines.get(i).length() < 20);
        }
    }

    private static List<String> read(String text, int bufferSize, int longest) throws IOException {
        Path file = Files.createTempFile("lines", ".jsonl");
        try {
            Files.writeString(file, text);
            List<String> read = new ArrayList<>();
            LineReader.Extent extent = new LineReader(bufferSize, longest).read(file, new LineReader.Lines() {
                @Override
                public void line(byte[] bytes, int from, int to, LineReader.Place place) {
                    String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                    read.add(line);
                    assertThat(place.number()).isEqualTo(read.size());
                    int end = (int) place.end();
                    String upToHere = text.substring(0, end);
                    assertThat(upToHere.endsWith("\n") ? upToHere : upToHere + "\n")
                            .endsWith(line + "\n");
                    assertThat(upToHere.lines().count()).isEqualTo(place.number());
                }

                @Override
                public void tooLong(LineReader.Place place) {
                    read.add("too long");
                    assertThat(place.number()).isEqualTo(read.size());
                }
            });
            assertThat(extent).isEqualTo(new LineReader.Extent(read.size(), text.length()));
            return read;
        } finally {
            Files.delete(file);
        }
    }
}
