package io.agentmeter.local.dynamodb;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// The main class of DynamoDB Local's own process. It adds what DynamoDB Local's main lacks: it listens on 127.0.0.1
/// only, says which port it got, and ends when its standard input does, so it cannot outlive a parent that was killed.
///
/// Everything is reached by reflection: DynamoDB Local is not on the class path this class is compiled with.
public final class DynamoDbProcess {
    /// Printed to standard output, followed by the port, once requests are answered.
    static final String LISTENING = "agentmeter-dynamodb-port ";

    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private DynamoDbProcess() {}

    /// @param arguments the port, 0 for any free one, then DynamoDB Local's own arguments
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Object proxy = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        Field serverField = proxy.getClass().getDeclaredField("server");
        serverField.setAccessible(true);
        Object server = serverField.get(proxy);
        Object connector =
                Array.get(server.getClass().getMethod("getConnectors").invoke(server), 0);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        // Here and not with `-port`, which refuses 0.
        connector.getClass().getMethod("setPort", int.class).invoke(connector, Integer.parseInt(arguments[0]));
        proxy.getClass().getMethod("start").invoke(proxy);
        int port = (int) connector.getClass().getMethod("getLocalPort").invoke(connector);
        openDatabase(port);
        StreamIndex.create(Path.of(arguments[arguments.length - 1]));
        System.out.println(LISTENING + port);
        System.out.flush();
        waitForEndOfInput();
        proxy.getClass().getMethod("stop").invoke(proxy);
        Runtime.getRuntime().halt(0);
    }

    /// Its tables are made by the first request that needs them. Signatures are not checked, but must be there.
    private static void openDatabase(int port) throws IOException {
        HttpURLConnection request = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port).toURL().openConnection();
        request.setDoOutput(true);
        request.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        request.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        request.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
        if (request.getResponseCode() != 200) {
            throw new IOException("DynamoDB Local answered its first request with " + request.getResponseCode());
        }
        request.disconnect();
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent; only the end matters.
            }
        } catch (IOException closed) {
            // A broken pipe means the same as its end: the parent is gone.
        }
    }
}
