package io.agentmeter.collector.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.collector.Json;
import io.agentmeter.collector.PrivateFile;
import io.agentmeter.collector.Refusal;
import io.agentmeter.collector.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/// Options of every command that talks to a server, and where their values come from if they are not given: the
/// variables `AGENTMETER_URL` and `AGENTMETER_TOKEN`, then what `connect` wrote down, then a local cloud's data
/// in the working directory. A token is only ever sent to the endpoint it was found with.
public final class ConnectionOptions {
    private static final String ENDPOINT =
            "where reports go (default: AGENTMETER_URL, else the last connection, else a local cloud)";
    private static final String TOKEN =
            "what allows it (default: AGENTMETER_TOKEN, else the one known for the endpoint)";

    @Option(names = "--endpoint", paramLabel = "URL", description = ENDPOINT)
    private @Nullable String endpoint;

    @Option(names = "--token", paramLabel = "TOKEN", description = TOKEN)
    private @Nullable String token;

    /// Declares the options for a command that is declared without annotations (decision 0050).
    public static void declare(CommandSpec command) {
        command.addOption(OptionSpec.builder("--endpoint")
                .paramLabel("URL")
                .type(String.class)
                .description(ENDPOINT)
                .build());
        command.addOption(OptionSpec.builder("--token")
                .paramLabel("TOKEN")
                .type(String.class)
                .description(TOKEN)
                .build());
    }

    /// What such a command was given.
    public static ConnectionOptions of(ParseResult given) {
        ConnectionOptions options = new ConnectionOptions();
        options.endpoint = given.<@Nullable String>matchedOptionValue("--endpoint", null);
        options.token = given.<@Nullable String>matchedOptionValue("--token", null);
        return options;
    }

    /// @param found where the endpoint was found, to be shown
    public record Found(Connection connection, String found) {}

    /// The connection to use, or a [Refusal] that says how to name one.
    public Found find(Surroundings surroundings) {
        try {
            return search(surroundings);
        } catch (InvalidConnection e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    /// The connection for a command that an agent runs by itself, in whatever folder it works: what a folder holds
    /// is not believed.
    public static Connection known(Surroundings surroundings) {
        try {
            Optional<Found> remembered = read(file(surroundings));
            Optional<String> url = surroundings.variable("AGENTMETER_URL").map(Connection::checkedUrl);
            Optional<Connection> fitting = remembered
                    .map(Found::connection)
                    .filter(connection -> url.map(connection.url()::equals).orElse(true));
            Optional<String> token = surroundings
                    .variable("AGENTMETER_TOKEN")
                    .map(Connection::checkedToken)
                    .or(() -> fitting.map(Connection::token));
            Optional<String> address = url.or(() -> fitting.map(Connection::url));
            if (address.isEmpty() || token.isEmpty()) {
                throw new Refusal("no endpoint is known: run `agentmeter connect` once");
            }
            return new Connection(address.get(), token.get(), null);
        } catch (InvalidConnection e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    private Found search(Surroundings surroundings) {
        Optional<String> namedUrl = Optional.ofNullable(endpoint).or(() -> surroundings.variable("AGENTMETER_URL"));
        Optional<String> namedToken = Optional.ofNullable(token).or(() -> surroundings.variable("AGENTMETER_TOKEN"));
        Path own = file(surroundings);
        Path local = surroundings.directory().resolve(".agentmeter").resolve("connection.json");
        Optional<Found> known = namedUrl.isEmpty()
                ? read(own).or(() -> read(local))
                : Stream.of(read(own), read(local))
                        .flatMap(Optional::stream)
                        .filter(found -> found.connection().url().equals(Connection.checkedUrl(namedUrl.get())))
                        .findFirst();
        String url = namedUrl.map(Connection::checkedUrl)
                .or(() -> known.map(found -> found.connection().url()))
                .orElseThrow(() ->
                        new Refusal("no endpoint is known: give --endpoint URL and --token TOKEN, or start a local"
                                + " cloud here with scripts/start"));
        String secret = namedToken
                .map(Connection::checkedToken)
                .or(() -> known.map(found -> found.connection().token()))
                .orElseThrow(() ->
                        new Refusal("no token is known for " + url + ": give --token TOKEN or set AGENTMETER_TOKEN"));
        String readToken =
                known.flatMap(found -> found.connection().readToken()).orElse(null);
        // A token that was named is the one to use.
        String adminToken = namedToken.isPresent()
                ? null
                : known.flatMap(found -> found.connection().adminToken()).orElse(null);
        String where = endpoint != null
                ? "--endpoint"
                : namedUrl.isPresent()
                        ? "AGENTMETER_URL"
                        : known.map(Found::found).orElse("");
        return new Found(new Connection(url, secret, readToken, adminToken), where);
    }

    private static Path file(Surroundings surroundings) {
        return surroundings.configuration().resolve("connection.json");
    }

    /// Remembers a connection for later commands, in a file that its owner alone may read.
    public static Path remember(Surroundings surroundings, Connection connection) throws IOException {
        ObjectNode json = Json.object().put("url", connection.url()).put("token", connection.token());
        connection.readToken().ifPresent(readToken -> json.put("readToken", readToken));
        Path file = file(surroundings);
        PrivateFile.write(file, Json.pretty(json, "  ").getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /// Forgets the connection if it is to this endpoint.
    public static void forget(Surroundings surroundings) throws IOException {
        Files.deleteIfExists(file(surroundings));
    }

    private static Optional<Found> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.read(Files.readAllBytes(file));
            String token = json.path("token").asText(json.path("ingestToken").asText(""));
            String readToken = json.path("readToken").asText("");
            String adminToken = json.path("adminToken").asText("");
            Connection connection = new Connection(
                    Connection.checkedUrl(json.path("url").asText("")),
                    Connection.checkedToken(token),
                    readToken.isEmpty() ? null : Connection.checkedToken(readToken),
                    adminToken.isEmpty() ? null : Connection.checkedToken(adminToken));
            return Optional.of(new Found(connection, file.toString()));
        } catch (JsonProcessingException | InvalidConnection e) {
            throw new Refusal(file + " is damaged; remove it and connect again");
        } catch (IOException e) {
            throw new Refusal(file + " cannot be read: " + e.getMessage());
        }
    }
}
