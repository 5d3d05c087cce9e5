package io.agentmeter.format.claudecode;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Source;
import io.agentmeter.format.EventFormat.Receipt;
import io.agentmeter.format.Weights;
import io.agentmeter.format.otlp.OtlpPoint;
import io.agentmeter.format.otlp.OtlpRecord;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Who and for what, from the attributes of a record and its resource. `OTEL_RESOURCE_ATTRIBUTES` is where a team says
/// it; the program repeats those on every record.
final class TelemetryAttribution {
    private static final List<String> PROJECT = List.of("agentmeter.project", "project", "project.name");
    private static final List<String> TEAM = List.of("agentmeter.team", "team", "team.id");
    private static final List<String> TASK = List.of("task", "task.id");
    private static final String LANE = "lane";
    private static final String HOST_PATHS = "workspace.host_paths";

    static final Set<String> ATTRIBUTES = Set.of(
            "agentmeter.project",
            "project",
            "project.name",
            "agentmeter.team",
            "team",
            "team.id",
            "task",
            "task.id",
            "enduser.id",
            "user.email",
            "user.account_uuid",
            "user.id",
            "host.name",
            HOST_PATHS,
            LANE);

    private TelemetryAttribution() {}

    static Attribution of(OtlpRecord record, Receipt receipt) {
        return of(record::text, receipt).withProject(project(record));
    }

    static Attribution of(OtlpPoint point, Receipt receipt) {
        return of(point::text, receipt).withProject(firstOf(PROJECT, point::text));
    }

    /// Who pays how, if the resource says so.
    static Claim lane(OtlpRecord record) {
        return new Claim(Source.OTLP.ordinal() + 1, record.text(LANE));
    }

    private static Attribution of(UnaryOperator<String> text, Receipt receipt) {
        Claim user = new Claim(Weights.CONFIGURED, text.apply("enduser.id"))
                .merge(new Claim(Weights.USER_EMAIL, text.apply("user.email")))
                .merge(new Claim(Weights.USER_ACCOUNT, text.apply("user.account_uuid")))
                .merge(new Claim(Weights.USER_TOKEN_OWNER, receipt.owner()))
                .merge(new Claim(Weights.USER_INSTALLATION, text.apply("user.id")));
        return Attribution.NONE
                .withUser(user)
                .withTeam(firstOf(TEAM, text))
                .withTask(firstOf(TASK, text))
                .withAgent(new Claim(Weights.OBSERVED, ClaudeCodeTelemetry.AGENT))
                .withMachine(new Claim(Weights.OBSERVED, text.apply("host.name")));
    }

    /// The desktop app names its folders; of several, none is the project.
    private static Claim project(OtlpRecord record) {
        List<String> folders = record.attributes().list(HOST_PATHS);
        Claim folder = folders.size() == 1 ? WorkspaceName.ofFolder(folders.getFirst(), "") : Claim.NONE;
        return firstOf(PROJECT, record::text).merge(folder);
    }

    private static Claim firstOf(List<String> keys, UnaryOperator<String> text) {
        return keys.stream()
                .map(key -> new Claim(Weights.CONFIGURED, text.apply(key)))
                .filter(Claim::isPresent)
                .findFirst()
                .orElse(Claim.NONE);
    }
}
