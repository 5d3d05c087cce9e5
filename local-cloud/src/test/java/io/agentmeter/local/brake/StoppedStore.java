package io.agentmeter.local.brake;

import io.agentmeter.local.dynamodb.DynamoDbProcess;
import java.io.IOException;

/// The store's process, which does not answer until this is closed: connections are taken, and nothing comes.
record StoppedStore(ProcessHandle process) implements AutoCloseable {
    static StoppedStore stop() throws IOException, InterruptedException {
        ProcessHandle process = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains(DynamoDbProcess.class.getSimpleName()))
                .findFirst()
                .orElseThrow();
        StoppedStore stopped = new StoppedStore(process);
        stopped.signal("STOP");
        return stopped;
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the store's process did not take the signal " + name);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("CONT");
    }
}
