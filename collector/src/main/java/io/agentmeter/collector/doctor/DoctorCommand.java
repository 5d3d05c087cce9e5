package io.agentmeter.collector.doctor;

import io.agentmeter.collector.ExitCode;
import io.agentmeter.collector.Surroundings;
import io.agentmeter.collector.connection.AgentMeterClient;
import io.agentmeter.collector.connection.Connection;
import io.agentmeter.collector.connection.ConnectionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `agentmeter doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks the way of a report from the agent to the dashboard and says what to do. Changes nothing.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    private final Surroundings surroundings;

    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ConnectionOptions.Found found = connection.find(surroundings);
        Connection endpoint = found.connection();
        List<Finding> findings = new ArrayList<>();
        findings.add(
                endpoint.isUnencrypted()
                        ? Finding.warn(
                                "the endpoint " + endpoint.url() + " is not https", "the token can be read on the way")
                        : Finding.ok("the endpoint is " + endpoint.url() + " (from " + found.found() + ")"));
        try (AgentMeterClient client = new AgentMeterClient(endpoint, surroundings.pause())) {
            findings.addAll(new ServerCheck(surroundings, endpoint, client).findings());
        }
        findings.addAll(SettingsCheck.of(surroundings, endpoint));
        findings.forEach(finding -> surroundings.out().println(finding.line()));
        boolean failed = findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.FAIL);
        return failed ? ExitCode.IN_PART : ExitCode.DONE;
    }
}
