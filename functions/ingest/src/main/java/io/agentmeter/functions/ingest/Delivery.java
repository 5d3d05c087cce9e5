package io.agentmeter.functions.ingest;

import io.agentmeter.format.EventFormat;
import io.agentmeter.format.EventFormat.Body;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.EventFormats;
import io.agentmeter.format.Limits;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.Receipts;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.log.Metric;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.tokens.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request with events in it, from bytes to answer.
final class Delivery {
    private static final String HOOKS = "/v1/hooks/";

    private final IngestService service;
    private final Receipts receipts;
    private final Hooks hooks;
    private final Metrics metrics;
    private final InstantSource clock;

    Delivery(IngestService service, Receipts receipts, Hooks hooks, Metrics metrics, InstantSource clock) {
        this.service = service;
        this.receipts = receipts;
        this.hooks = hooks;
        this.metrics = metrics;
        this.clock = clock;
    }

    HttpAnswer answer(HttpRequest request, Principal caller) {
        AnswerShape shape = AnswerShape.of(request);
        int most = isHook(request) ? Limits.MAX_HOOK_BYTES : Limits.MAX_BODY_BYTES;
        return switch (BodyReader.unpack(request, most)) {
            case BodyReader.Bytes(byte[] bytes) -> read(request, bytes, caller, shape);
            case BodyReader.Unreadable(String reason) -> shape.error(HttpError.unreadableBody(reason));
            case BodyReader.TooLarge(String reason) -> {
                if (isHook(request)) {
                    metrics.count(Metric.HOOK_EVENTS_LOST, 1);
                }
                yield shape.error(HttpError.tooLarge(reason));
            }
        };
    }

    private HttpAnswer read(HttpRequest request, byte[] bytes, Principal caller, AnswerShape shape) {
        Optional<EventFormat> format = EventFormats.ofPath(request.path());
        if (format.isEmpty()) {
            // Hooks of agents that are measured in other ways.
            return hooks.answer(request, bytes, caller, () -> {});
        }
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Body body = new Body(bytes, mediaType(request));
        return switch (format.get().read(body, new Receipt(receivedAt, caller.owner()))) {
            case EventFormat.Events events ->
                isHook(request)
                        ? hooks.answer(request, bytes, caller, () -> store(events, receivedAt))
                        : shape.result(store(events, receivedAt));
            case EventFormat.Unreadable(String reason, String at) -> {
                HttpError error = HttpError.unreadableBody(reason);
                yield shape.error(at.isEmpty() ? error : error.at(at));
            }
            case EventFormat.TooLarge(String reason) -> shape.error(HttpError.tooLarge(reason));
        };
    }

    private static boolean isHook(HttpRequest request) {
        return request.path().startsWith(HOOKS);
    }

    /// Notes the receipt also when storing stopped half-way: some events may be there, and somebody waits for the
    /// first.
    private IngestService.Result store(EventFormat.Events events, Instant receivedAt) {
        try {
            IngestService.Result result = service.ingest(events, receivedAt);
            count(result);
            if (!result.keptNothing()) {
                receipts.noteFirst(receivedAt);
            }
            return result;
        } catch (StoreUnavailable halfWay) {
            receipts.noteFirst(receivedAt);
            throw halfWay;
        }
    }

    private static String mediaType(HttpRequest request) {
        String type = request.header("content-type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private void count(IngestService.Result result) {
        metrics.count(Map.of(
                Metric.EVENTS_ACCEPTED, (long) result.accepted(),
                Metric.EVENTS_MERGED, (long) result.merged(),
                Metric.EVENTS_DUPLICATE, (long) result.duplicate(),
                Metric.EVENTS_REJECTED, (long) result.rejected().size(),
                Metric.EVENTS_IGNORED, (long) result.ignored()));
    }
}
