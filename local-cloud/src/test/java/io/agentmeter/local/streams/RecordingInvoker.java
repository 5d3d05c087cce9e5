package io.agentmeter.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import io.agentmeter.local.files.Json;
import io.agentmeter.local.lambda.FunctionFailure;
import io.agentmeter.local.lambda.Invoker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A function that remembers every batch and answers as told.
final class RecordingInvoker implements Invoker {
    /// What the function does with a batch of items' `pk`s; returns its answer.
    interface Behaviour {
        String answer(List<String> items, List<String> sequenceNumbers) throws FunctionFailure;
    }

    private final List<List<String>> batches = new ArrayList<>();
    private volatile Behaviour behaviour;

    RecordingInvoker(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    static RecordingInvoker acceptingEverything() {
        return new RecordingInvoker((_, _) -> "{\"batchItemFailures\":[]}");
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    @Override
    public byte[] invoke(Functions function, byte[] event) throws FunctionFailure {
        List<String> items = new ArrayList<>();
        List<String> sequenceNumbers = new ArrayList<>();
        try {
            for (JsonNode record : Json.read(event).get("Records")) {
                items.add(record.at("/dynamodb/Keys/pk/S").asText());
                sequenceNumbers.add(record.at("/dynamodb/SequenceNumber").asText());
            }
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
        synchronized (batches) {
            batches.add(List.copyOf(items));
        }
        return behaviour.answer(items, sequenceNumbers).getBytes(StandardCharsets.UTF_8);
    }

    List<List<String>> batches() {
        synchronized (batches) {
            return List.copyOf(batches);
        }
    }

    List<String> delivered() {
        return batches().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {}
}
