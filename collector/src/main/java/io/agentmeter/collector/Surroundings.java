package io.agentmeter.collector;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// All that a command takes from the process it runs in, so that tests can give it other surroundings.
///
/// @param terminal whether a person is watching, so that progress may be drawn
public record Surroundings(
        Map<String, String> environment,
        Path home,
        Path directory,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Clock clock,
        Pause pause) {
    /// Waits between two attempts.
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /// Of commands that read nothing from standard input.
    public Surroundings(
            Map<String, String> environment,
            Path home,
            Path directory,
            PrintStream out,
            PrintStream err,
            boolean terminal,
            Clock clock,
            Pause pause) {
        this(environment, home, directory, InputStream.nullInputStream(), out, err, terminal, clock, pause);
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again where standard streams are redirected
    static Surroundings ofProcess() {
        Console console = System.console();
        return new Surroundings(
                System.getenv(),
                home(System.getenv()),
                Path.of("").toAbsolutePath(),
                System.in,
                System.out,
                System.err,
                console != null && console.isTerminal(),
                Clock.systemUTC(),
                Thread::sleep);
    }

    /// `HOME`, as agents see it. Java's own idea of the home folder comes from the account and ignores that
    /// variable.
    static Path home(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(Path.of(System.getProperty("user.home", "/")));
    }

    /// A variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// Folder of this program's own settings.
    public Path configuration() {
        return xdg("XDG_CONFIG_HOME", ".config").resolve("agentmeter");
    }

    /// Folder of what this program remembers from one run to the next.
    public Path state() {
        return xdg("XDG_STATE_HOME", ".local/state").resolve("agentmeter");
    }

    /// A base folder of the XDG specification: relative values do not count.
    public Path xdg(String variable, String absent) {
        return variable(variable).map(Path::of).filter(Path::isAbsolute).orElse(home.resolve(absent));
    }

    /// Prints a line with the program's name before it, so that it can be told from others' in a log.
    public void say(PrintStream stream, String text) {
        stream.println("agentmeter: " + text);
    }
}
