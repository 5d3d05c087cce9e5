package io.agentmeter.format.claudecode.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes other lines of a good one: what programs, disks and people with bad intentions could leave in a transcript.
/// Many stay valid JSON and mean something else.
final class Damages {
    /// Put in wherever it comes, and in place of values.
    private static final List<String> PIECES = List.of(
            "\\u0022",
            "\\u00",
            "\\ud83d",
            "\\x",
            "\\",
            "\"",
            "\"usage\"",
            "\"usage\":{\"output_tokens\":5}",
            "\"promptId\":\"p9\",",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\t",
            "\r",
            "\0",
            "\u001f",
            "\ufeff",
            "é",
            "漢",
            "🚀",
            "null",
            "true",
            "fals",
            "-0",
            "-1",
            "007",
            "1e3",
            "1E400",
            "0.5",
            "5.0",
            "12345678901234567890",
            "999999999999999999",
            "1000000000001",
            "\"7\"",
            "\"+7\"",
            "{\"a\":{\"usage\":{}}}",
            "[[[[]]]]",
            "\"type\":\"user\",",
            "\"message\":{\"id\":\"m2\"},",
            "NaN",
            "//",
            "'");

    /// Bytes that are no UTF-8, or only look like it.
    private static final List<int[]> BYTES = List.of(
            new int[] {0xff},
            new int[] {0x80},
            new int[] {0xc0, 0x80},
            new int[] {0xc1, 0xbf},
            new int[] {0xe0, 0x80, 0xa2},
            new int[] {0xed, 0xa0, 0x80},
            new int[] {0xf4, 0x90, 0x80, 0x80},
            new int[] {0xf0, 0x9f},
            new int[] {0xe2, 0x82},
            new int[] {0xf8, 0x88, 0x80, 0x80, 0x80});

    private final Random random;

    Damages(long seed) {
        random = new Random(seed);
    }

    byte[] damaged(byte[] line) {
        byte[] damaged = line;
        for (int i = random.nextInt(4); i >= 0; i--) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private byte[] once(byte[] line) {
        int at = random.nextInt(line.length + 1);
        int end = Math.min(line.length, at + random.nextInt(12));
        return switch (random.nextInt(10)) {
            case 0 -> replaced(line, at, at, piece());
            case 1 -> replaced(line, at, end, piece());
            case 2 -> replaced(line, at, at, strangeBytes());
            case 3 -> replaced(line, at, end, new byte[0]);
            case 4 -> replaced(line, at, at, Arrays.copyOfRange(line, at, end));
            case 5 -> value(line);
            case 6 -> field(line);
            case 7 -> flipped(line);
            case 8 -> Arrays.copyOf(line, random.nextInt(20) == 0 ? at : line.length);
            default -> blanks(line);
        };
    }

    /// Another value behind some colon.
    private byte[] value(byte[] line) {
        int colon = next(line, ':');
        int end = colon + 1;
        while (end < line.length && line[end] != ',' && line[end] != '}') {
            end++;
        }
        return colon < 0 ? line : replaced(line, colon + 1, end, piece());
    }

    /// One of the fields that are read, once more or with another value, before some field.
    private byte[] field(byte[] line) {
        int comma = next(line, ',');
        String name = LineFields.NAMES.name(random.nextInt(LineFields.NAMES.size()));
        String field = ",\"" + name + "\":" + new String(piece(), StandardCharsets.UTF_8);
        return comma < 0 ? line : replaced(line, comma, comma, field.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] flipped(byte[] line) {
        byte[] flipped = line.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] blanks(byte[] line) {
        int comma = next(line, random.nextBoolean() ? ',' : ':');
        return comma < 0 ? line : replaced(line, comma + 1, comma + 1, " ".getBytes(StandardCharsets.UTF_8));
    }

    private int next(byte[] line, char wanted) {
        int from = line.length == 0 ? 0 : random.nextInt(line.length);
        return WordSearch.indexOf(line, from, line.length, (byte) wanted);
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] strangeBytes() {
        int[] bytes = BYTES.get(random.nextInt(BYTES.size()));
        byte[] strange = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            strange[i] = (byte) bytes[i];
        }
        return strange;
    }

    private static byte[] replaced(byte[] line, int from, int to, byte[] by) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream(line.length + by.length);
        replaced.write(line, 0, from);
        replaced.writeBytes(by);
        replaced.write(line, to, line.length - to);
        return replaced.toByteArray();
    }
}
