package io.agentmeter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A short run over every target, the same each time. `scripts/fuzz` runs as long as wanted, guided by coverage.
class DamagedInputTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1_500);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122L);

    @ParameterizedTest
    @EnumSource
    void everySeedIsReadAsPromised(Target target) {
        assertThat(target.seeds()).isNotEmpty().allSatisfy(target::feed);
    }

    @ParameterizedTest
    @EnumSource
    void damagedInputIsUnderstoodOrRefusedAndNothingElse(Target target) {
        Random random = new Random(SEED);
        Damage damage = new Damage(random);
        List<byte[]> seeds = target.seeds();
        for (int run = 0; run < INPUTS; run++) {
            byte[] seed = seeds.get(random.nextInt(seeds.size()));
            byte[] input = random.nextBoolean() ? damage.ofBytes(seed) : structure(target, seed, damage, random);
            try {
                target.feed(input);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError(
                        target.label() + " fails at input " + run + " of seed " + SEED + "; in Base64: "
                                + Base64.getEncoder().encodeToString(input),
                        failure);
            }
        }
    }

    private static byte[] structure(Target target, byte[] seed, Damage damage, Random random) {
        return switch (target) {
            case TRANSCRIPT -> oneLine(seed, damage, random);
            case INGEST -> chosen(damage.ofStructure(Arrays.copyOf(seed, seed.length - 4)), random);
            default -> damage.ofStructure(seed);
        };
    }

    private static byte[] oneLine(byte[] seed, Damage damage, Random random) {
        String[] lines = new String(seed, StandardCharsets.UTF_8).split("\n", -1);
        int at = random.nextInt(lines.length);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        for (int line = 0; line < lines.length; line++) {
            byte[] bytes = lines[line].getBytes(StandardCharsets.UTF_8);
            damaged.writeBytes(line == at ? damage.ofStructure(bytes) : bytes);
            damaged.write('\n');
        }
        return damaged.toByteArray();
    }

    private static byte[] chosen(byte[] body, Random random) {
        byte[] input = Arrays.copyOf(body, body.length + 4);
        for (int index = body.length; index < input.length; index++) {
            input[index] = (byte) random.nextInt(6);
        }
        return input;
    }
}
