package io.agentmeter.functions.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Functions;
import io.agentmeter.deployment.Routes;
import io.agentmeter.functions.library.LambdaEnvironment;
import io.agentmeter.functions.library.control.InMemoryReportStore;
import io.agentmeter.functions.library.control.StoredReport;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.http.Admission;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.HttpFront;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.functions.library.tokens.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/// Makes a report when asked, and lists those that can be downloaded.
public final class ReportHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    record Parts(HttpFront front, ReportService service, Clock clock) {}

    private final Parts parts;

    public ReportHandler() {
        this(ReportWiring.reports(LambdaEnvironment.current()));
    }

    ReportHandler(Parts parts) {
        this.parts = parts;
    }

    /// A handler over the given rollups and otherwise empty stores, without AWS; days are UTC's.
    public static ReportHandler over(RollupStore rollups, Clock clock) {
        Log log = Log.to(_ -> {}, Functions.REPORT.label(), clock);
        ReportService service = new ReportService(
                rollups,
                new InMemoryReportStore(),
                new InMemoryFileStore(),
                new OrganisationCalendar(ZoneOffset.UTC),
                5,
                log);
        return new ReportHandler(
                new Parts(new HttpFront(Functions.REPORT, Admission.believingAuthorizer(), log), service, clock));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return parts.front().handle(event, this::answer);
    }

    private HttpAnswer answer(HttpRequest request, Routes.Route route, Principal caller) {
        return route.method().equals("POST") ? make(request.body()) : list();
    }

    private HttpAnswer make(byte[] body) {
        return switch (ReportOrder.read(body)) {
            case ReportOrder.Reading.Refused(HttpError error) -> HttpAnswer.error(error);
            case ReportOrder.Reading.Understood(ReportOrder order) -> make(order);
        };
    }

    private HttpAnswer make(ReportOrder order) {
        Instant now = parts.clock().instant();
        return switch (parts.service().make(order, now)) {
            case ReportService.Outcome.Made(StoredReport report) -> HttpAnswer.json(201, json(report, now));
            case ReportService.Outcome.TooLong() ->
                HttpAnswer.error(
                        HttpError.tooLarge("this report would have more than " + ReportService.MOST_ROWS + " rows")
                                .next("choose a shorter range or one project"));
        };
    }

    private HttpAnswer list() {
        Instant now = parts.clock().instant();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode reports = json.putArray("reports");
        parts.service().newest().forEach(report -> reports.add(json(report, now)));
        return HttpAnswer.json(200, json);
    }

    private ObjectNode json(StoredReport report, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", report.id())
                .put("name", report.name())
                .put("kind", report.kind())
                .put("format", report.format())
                .put("start", report.start().toString())
                .put("end", report.end().toString())
                .put("project", report.project().orElse(null))
                .put("rows", report.rows())
                .put("bytes", report.bytes())
                .put("createdAt", report.createdAt().toString())
                .put("url", parts.service().link(report).toString())
                .put("urlExpiresAt", now.plus(ReportService.LINK_VALID).toString());
    }
}
