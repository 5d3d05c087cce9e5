package io.agentmeter.corpus;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A case run once, in one order.
///
/// @param totals of the whole year
/// @param differences from what was expected; none if all is well
public record CaseRun(ObjectNode totals, List<String> differences) {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param scratch an empty folder
    public static CaseRun of(CorpusCase tested, Order order, Path scratch) {
        Meter meter = new Meter(tested.zone());
        long refused = 0;
        try (CollectorRun collector = new CollectorRun(meter, scratch)) {
            for (Delivery delivery : order.deliveries()) {
                switch (delivery) {
                    case Delivery.Post post -> refused += post(meter, post);
                    case Delivery.Backfill backfill -> collector.backfill(backfill.machine(), backfill.at());
                }
            }
        }
        ObjectNode totals = meter.totals(FIRST, LAST);
        List<String> differences = new ArrayList<>(
                Differences.of("totals", totals, tested.expected().path("totals")));
        tested.expected().path("days").properties().forEach(day -> {
            LocalDate date = LocalDate.parse(day.getKey());
            differences.addAll(Differences.of(day.getKey(), meter.totals(date, date), day.getValue()));
        });
        if (order.asGiven()) {
            ObjectNode given = totals.deepCopy();
            given.put("refused", refused);
            differences.addAll(
                    Differences.of("as given", given, tested.expected().path("inGivenOrder")));
        }
        return new CaseRun(totals, List.copyOf(differences));
    }

    /// @return how many records were refused
    private static long post(Meter meter, Delivery.Post post) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", post.contentType());
        if (!post.contentEncoding().isEmpty()) {
            headers.put("content-encoding", post.contentEncoding());
        }
        APIGatewayV2HTTPResponse answer = meter.post(post.route(), bytes(post.file()), headers, post.at());
        if (answer.getStatusCode() != 200) {
            throw new IllegalStateException(
                    post.file() + " was answered " + answer.getStatusCode() + ": " + answer.getBody());
        }
        return refused(answer);
    }

    private static long refused(APIGatewayV2HTTPResponse answer) {
        try {
            if (answer.getIsBase64Encoded()) {
                byte[] body = Base64.getDecoder().decode(answer.getBody());
                return ExportLogsServiceResponse.parseFrom(body)
                        .getPartialSuccess()
                        .getRejectedLogRecords();
            }
            JsonNode json = JSON.readTree(answer.getBody());
            JsonNode partial = json.path("partialSuccess");
            return json.path("rejected").size()
                    + partial.path("rejectedLogRecords").asLong()
                    + partial.path("rejectedDataPoints").asLong();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the answer is no OTLP", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
