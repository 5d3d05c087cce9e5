package io.agentmeter.functions.library;

import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.functions.library.wiring.Clients;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// DynamoDB Local in memory, in a process of its own, started once for all tests of a JVM. Tests do not share tables.
///
/// ```java
/// DynamoDbLocalServer dynamoDb = DynamoDbLocalServer.shared();
/// EventStore store = new DynamoDbEventStore(dynamoDb.client(), dynamoDb.createTable(Table.EVENTS));
/// ```
public final class DynamoDbLocalServer {
    private static final class Holder {
        static final DynamoDbLocalServer SHARED = new DynamoDbLocalServer();
    }

    private final Map<String, String> environment;
    private final DynamoDbClient client;

    private DynamoDbLocalServer() {
        environment = Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "localsecret",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + start());
        // A busy machine may take longer than a function would wait.
        client = new Clients(environment)
                .configureLarge(DynamoDbClient.builder(), Clients.Service.DYNAMODB)
                .build();
    }

    public static DynamoDbLocalServer shared() {
        return Holder.SHARED;
    }

    public DynamoDbClient client() {
        return client;
    }

    /// What a function needs in its environment to reach this server.
    public Map<String, String> environment() {
        return environment;
    }

    /// Creates a table with the keys of the data model and a name of its own.
    public String createTable(Table role) {
        String name = role.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        List<String> keys = role == Table.EVENTS ? List.of("pk") : List.of("pk", "sk");
        List<KeySchemaElement> schema = new ArrayList<>();
        List<AttributeDefinition> attributes = new ArrayList<>();
        for (String key : keys) {
            KeyType type = schema.isEmpty() ? KeyType.HASH : KeyType.RANGE;
            schema.add(
                    KeySchemaElement.builder().attributeName(key).keyType(type).build());
            attributes.add(AttributeDefinition.builder()
                    .attributeName(key)
                    .attributeType(ScalarAttributeType.S)
                    .build());
        }
        try {
            client.createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(schema)
                    .attributeDefinitions(attributes));
        } catch (ResourceInUseException _) {
            // Nobody else knows the name: the first attempt made the table and was too slow to say so.
            return name;
        }
        return name;
    }

    private static int start() {
        try {
            Path jars = jars();
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    ownClasses() + File.pathSeparator + jars.resolve("*"),
                    DynamoDbLocalProcess.class.getName());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return awaitPort(process);
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local did not start", e);
        }
    }

    private static int awaitPort(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(DynamoDbLocalProcess.LISTENING)) {
                // Its pipe must not fill up.
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return Integer.parseInt(line.substring(DynamoDbLocalProcess.LISTENING.length()));
            }
            said.append(line).append('\n');
        }
        throw new IOException("DynamoDB Local ended before it listened:\n" + said);
    }

    private static Path ownClasses() {
        return Path.of(URI.create(DynamoDbLocalServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static Path jars() throws IOException {
        for (Path folder = ownClasses(); folder != null; folder = folder.getParent()) {
            Path module = folder.resolve("local-cloud/dynamodb-local");
            if (Files.isDirectory(module)) {
                Path jars = module.resolve("target/lib");
                if (Files.isDirectory(jars)) {
                    return jars;
                }
                throw new IOException(jars + " is missing; build the module local-cloud/dynamodb-local");
            }
        }
        throw new IOException("not inside a checkout of the project: " + ownClasses());
    }
}
