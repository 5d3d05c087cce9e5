package io.agentmeter.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.local.files.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A local cloud in a process of its own that ends by SIGKILL in the middle of its work.
record KilledLocalCloud(Process process, ApiClient client) {
    static KilledLocalCloud start(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        Layout.java().toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalCloud.class.getName(),
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("AgentMeter is running")) {
                Connection connection =
                        Connection.read(data.resolve("connection.json")).orElseThrow();
                return new KilledLocalCloud(process, ApiClient.of(connection));
            }
        }
        throw new IOException("the local cloud ended: " + said);
    }

    /// Posts in order from another thread and kills the process once `enough` posts were acknowledged; returns how
    /// many were in the end.
    int postUntilKilled(List<List<ObjectNode>> posts, int enough) throws InterruptedException {
        int acknowledged = 0;
        try {
            for (List<ObjectNode> events : posts) {
                if (acknowledged == enough) {
                    Thread.ofVirtual().start(process::destroyForcibly);
                }
                if (client.post(events) != 200) {
                    break;
                }
                acknowledged++;
            }
        } catch (IOException killed) {
            // What was sent last may have been taken or not.
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        return acknowledged;
    }
}
