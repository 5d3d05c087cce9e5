package io.agentmeter.scenario;

/// The two tokens the scenario needs: one that may only send, one that may only read (an admin token may read as well).
public record Tokens(String ingest, String read) {
    @Override
    public String toString() {
        return "Tokens[hidden]";
    }
}
