package io.agentmeter.functions.library;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;

/// The main class of DynamoDB Local's own process, all in memory. It says which port it got and ends when its standard
/// input does, so it cannot outlive the tests. Everything is reached by reflection, because
/// DynamoDB Local is not on the class path of this code.
final class DynamoDbLocalProcess {
    /// Printed to standard output, followed by the port, once requests are answered.
    static final String LISTENING = "dynamodb-local-port ";

    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private DynamoDbLocalProcess() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Object proxy = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) new String[] {"-inMemory", "-sharedDb", "-disableTelemetry"});
        Field field = proxy.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object server = field.get(proxy);
        Object connector =
                Array.get(server.getClass().getMethod("getConnectors").invoke(server), 0);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, 0);
        proxy.getClass().getMethod("start").invoke(proxy);
        System.out.println(
                LISTENING + connector.getClass().getMethod("getLocalPort").invoke(connector));
        System.out.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }
}
