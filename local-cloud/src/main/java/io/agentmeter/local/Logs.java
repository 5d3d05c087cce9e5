package io.agentmeter.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Sends all logging of this process to files of bounded size, and none to the console.
final class Logs {
    private static final int FILE_BYTES = 10 * 1024 * 1024;
    private static final int FILES = 3;
    // Kept, because the JDK holds loggers only weakly and would forget their levels.
    private static final Logger ROOT = Logger.getLogger("");
    private static final List<Logger> TALKATIVE = List.of(
            Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.gaul"), Logger.getLogger("com.icegreen"));

    private Logs() {}

    /// @param folder must exist; the newest file is `local-cloud.0.log`
    static void toFolder(Path folder) throws IOException {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %2$s: %5$s%6$s%n");
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        FileHandler handler =
                new FileHandler(folder.resolve("local-cloud.%g.log").toString(), FILE_BYTES, FILES, true);
        handler.setFormatter(new SimpleFormatter());
        handler.setLevel(Level.INFO);
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.INFO);
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
