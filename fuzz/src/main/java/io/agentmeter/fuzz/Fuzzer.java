package io.agentmeter.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Jazzer calls: `scripts/fuzz` names the target.
public final class Fuzzer {
    private static final Target TARGET = Target.of(System.getProperty("agentmeter.fuzz", Target.NATIVE.label()));

    private Fuzzer() {}

    /// Called with each input.
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.feed(input);
    }

    /// Without arguments: lists the targets. With a folder: writes the target's seeds into it. With a file: feeds
    /// it once.
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            for (Target target : Target.values()) {
                System.out.println(target.label());
            }
            return;
        }
        Path path = Path.of(arguments[0]);
        try {
            if (Files.isDirectory(path)) {
                List<byte[]> seeds = TARGET.seeds();
                for (int index = 0; index < seeds.size(); index++) {
                    Files.write(path.resolve("seed-" + index), seeds.get(index));
                }
            } else {
                TARGET.feed(Files.readAllBytes(path));
                System.out.println(TARGET.label() + " reads it as promised.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
