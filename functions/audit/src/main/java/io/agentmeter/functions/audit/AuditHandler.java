package io.agentmeter.functions.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.AuditStore;
import io.agentmeter.functions.library.control.StoredAudit;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.tokens.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Takes an audit's order and tells what has come of it. The audit itself takes longer than an answer may, so it is
/// made by another function, which the order's row starts.
public final class AuditHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /// An audit that has run for so long has died: both tries together may take no longer.
    private static final Duration LONGEST = Duration.ofSeconds(2L * Functions.AUDIT_RUN.timeoutSeconds() + 60);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    record Parts(HttpFront front, AuditStore audits, Clock clock) {}

    private final Parts parts;

    public AuditHandler() {
        this(AuditWiring.requests(LambdaEnvironment.current()));
    }

    AuditHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return parts.front().handle(event, this::answer);
    }

    private HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller) {
        return route.method().equals("POST") ? order(request.body()) : find(request.pathParameter("id"));
    }

    private HttpAnswer order(byte[] body) {
        return switch (AuditRequest.read(body)) {
            case AuditRequest.Reading.Refused(HttpError error) -> HttpAnswer.error(error);
            case AuditRequest.Reading.Understood(AuditRequest wanted) -> {
                String id = UUID.randomUUID().toString().replace("-", "");
                StoredAudit audit = StoredAudit.queued(
                        id,
                        wanted.range().start(),
                        wanted.range().end(),
                        wanted.repair(),
                        parts.clock().instant());
                parts.audits().save(audit);
                yield HttpAnswer.json(202, AuditJson.of(audit)).with("location", "/v1/audits/" + id);
            }
        };
    }

    private HttpAnswer find(String id) {
        Instant now = parts.clock().instant();
        Optional<StoredAudit> found = ID.matcher(id).matches() ? parts.audits().find(id) : Optional.empty();
        return found.map(audit -> HttpAnswer.json(200, AuditJson.of(isDead(audit, now) ? dead(audit) : audit)))
                .orElseGet(() -> HttpAnswer.error(HttpError.notFound("there is no audit with this id")));
    }

    private static boolean isDead(StoredAudit audit, Instant now) {
        return audit.state() == StoredAudit.State.RUNNING
                && audit.startedAt()
                        .filter(start -> start.plus(LONGEST).isBefore(now))
                        .isPresent();
    }

    private static StoredAudit dead(StoredAudit audit) {
        return audit.failed(
                audit.startedAt().orElse(audit.createdAt()).plus(LONGEST),
                "it did not end in time; ask for fewer days at once");
    }
}
