package io.agentmeter.local.dynamodb;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Arrays;

/// The main class of DynamoDB Local's own process. It adds what DynamoDB Local's main lacks: it listens on 127.0.0.1
/// only, says
/// which port it got, and ends when its standard input does, so it cannot outlive a parent that was killed.
///
/// Everything is reached by reflection: DynamoDB Local is not on the class path this class is compiled with.
public final class DynamoDbProcess {
    /// Printed to standard output, followed by the port, once requests are answered.
    static final String LISTENING = "agentmeter-dynamodb-port ";

    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private DynamoDbProcess() {}

    /// @param arguments the port, 0 for any free one, then DynamoDB Local's own arguments
    public static void main(String[] arguments) throws ReflectiveOperationException {
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
        System.out.println(
                LISTENING + connector.getClass().getMethod("getLocalPort").invoke(connector));
        System.out.flush();
        waitForEndOfInput();
        proxy.getClass().getMethod("stop").invoke(proxy);
        Runtime.getRuntime().halt(0);
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
