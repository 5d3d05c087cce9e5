package io.agentmeter.format.claudecode.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.claudecode.transcript.TranscriptLine.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// The quick reader must say of every line what the careful one, which is Jackson's, says: the same fields, the same
/// nothing, the same damage for the same reason.
class TwoReadersTest {
    private static final List<byte[]> LINES = transcripts();
    private static final List<byte[]> RESPONSES = LINES.stream()
            .filter(line -> new TranscriptParser(true).read(line, 0, line.length) instanceof Response)
            .toList();

    @Test
    void agreeOnEveryLineOfTheContracts() {
        assertThat(LINES).hasSizeGreaterThan(40);
        LINES.forEach(TwoReadersTest::readTheSame);
    }

    @Property(tries = 20_000)
    void agreeOnDamagedLines(@ForAll long seed) {
        Random random = new Random(seed);
        readTheSame(new Damages(seed).damaged(LINES.get(random.nextInt(LINES.size()))));
    }

    /// The quick reader expects what the line before had: names in their order, values, the place of usage.
    @Property(tries = 20_000)
    void agreeOnLinesThatDifferFromTheOneBeforeInOneByte(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] line = RESPONSES.get(random.nextInt(RESPONSES.size()));
        byte[] other = line.clone();
        String likely = "\"\\,:{}0az\u0000";
        boolean any = random.nextInt(3) == 0;
        other[random.nextInt(line.length)] =
                (byte) (any ? random.nextInt() : likely.charAt(random.nextInt(likely.length())));
        readTheSame(line, other, line);
    }

    @Test
    void agreeOnLinesThatDifferFromTheOneBeforeInLength() {
        for (byte[] bytes : RESPONSES) {
            String line = new String(bytes, StandardCharsets.UTF_8);
            for (int at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) {
                String longer = line.substring(0, at) + "x" + line.substring(at);
                String shorter = line.substring(0, at - 1) + line.substring(at);
                readTheSame(bytes, longer.getBytes(StandardCharsets.UTF_8), shorter.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Property(tries = 2_000)
    void agreeOnAnyBytesBetweenBracesWithTheMark(@ForAll byte[] bytes) {
        byte[] line = new byte[bytes.length + 11];
        System.arraycopy("{\"usage\":0".getBytes(StandardCharsets.UTF_8), 0, line, 0, 10);
        System.arraycopy(bytes, 0, line, 10, bytes.length);
        line[line.length - 1] = '}';
        readTheSame(line);
    }

    @Property(tries = 300)
    void makeTheSameEventsOfWholeFiles(@ForAll long seed) {
        Random random = new Random(seed);
        Damages damages = new Damages(seed);
        TranscriptParser quick = new TranscriptParser();
        TranscriptParser careful = new TranscriptParser(true);
        TranscriptSession ofQuick = new TranscriptSession("-w");
        TranscriptSession ofCareful = new TranscriptSession("-w");
        for (int i = 0; i < 60; i++) {
            byte[] line = LINES.get(random.nextInt(LINES.size()));
            byte[] bytes = random.nextInt(3) == 0 ? damages.damaged(line) : line;
            ofQuick.add(quick.read(bytes, 0, bytes.length));
            ofCareful.add(careful.read(bytes, 0, bytes.length));
        }
        List<UsageEvent> events = ofQuick.events();
        assertThat(events).isEqualTo(ofCareful.events());
    }

    @Test
    void agreeOnWhatIsNestedDeeplyAndOnWhatIsLong() {
        String line = new String(goodLine(), StandardCharsets.UTF_8);
        for (int depth : new int[] {10, 63, 64, 65, 66, 500, 998, 1_001, 200_000}) {
            String nested = "[".repeat(depth) + "]".repeat(depth);
            readTheSame(line.replaceFirst("\\{", "{\"deep\":" + nested + ","));
        }
        for (int length : new int[] {1_000, 1_001, 4_096, 4_097, 60_000, 3_000_000}) {
            String longText = "x".repeat(length);
            readTheSame(line.replaceFirst("\\{", "{\"" + longText + "\":1,"));
            readTheSame(line.replaceFirst("\\{", "{\"cwd\":\"/" + longText + "\","));
            readTheSame(line.replaceFirst("\\{", "{\"requestId\":\"" + longText + "\","));
            readTheSame(line.replaceFirst("\\{", "{\"number\":" + longText.replace('x', '1') + ","));
        }
    }

    @Test
    void readNearlyAllLinesOfTheContractsQuickly() {
        long quick = LINES.stream().filter(TwoReadersTest::isReadQuickly).count();
        assertThat(quick).isGreaterThanOrEqualTo(RESPONSES.size());
    }

    private static boolean isReadQuickly(byte[] line) {
        CompactCursor cursor = new CompactCursor(LineFields.NAMES).on(line, 0, line.length);
        try {
            new LineFields().read(cursor);
            return cursor.isAtEnd();
        } catch (IOException _) {
            return false;
        }
    }

    private static void readTheSame(String line) {
        readTheSame(line.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads them one after the other.
    private static void readTheSame(byte[]... lines) {
        TranscriptParser quick = new TranscriptParser();
        TranscriptParser careful = new TranscriptParser(true);
        for (byte[] line : lines) {
            // In the middle of other bytes, as in a buffer: nothing outside of the line may matter.
            byte[] buffer = new byte[line.length + 40];
            Arrays.fill(buffer, (byte) '"');
            System.arraycopy(line, 0, buffer, 13, line.length);
            assertThat(quick.read(buffer, 13, 13 + line.length)).isEqualTo(careful.read(line, 0, line.length));
        }
    }

    private static byte[] goodLine() {
        return RESPONSES.getFirst();
    }

    private static List<byte[]> transcripts() {
        List<byte[]> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "contracts"))) {
            for (Path file : (Iterable<Path>)
                    files.filter(path -> path.toString().endsWith(".jsonl")).sorted()::iterator) {
                Files.readAllLines(file).stream()
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .forEach(lines::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
