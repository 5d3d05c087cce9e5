package io.agentmeter.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/// The CDK application behind `cdk synth` and `cdk deploy`; see `cdk.json`.
public final class AgentMeterApp {
    private AgentMeterApp() {}

    /// @param arguments the root of the repository
    public static void main(String[] arguments) {
        if (!NodeRuntime.isPresent(System.getenv())) {
            giveUp(List.of(NodeRuntime.MISSING));
        }
        FunctionJars jars = switch (FunctionJars.in(Path.of(arguments[0]))) {
            case FunctionJars.Found(FunctionJars found) -> found;
            case FunctionJars.Missing missing -> giveUp(List.of(missing.message()));
        };
        App app = CdkFlags.app().build();
        DeploymentSettings settings = switch (SettingsReading.of(app.getNode()::tryGetContext)) {
            case SettingsReading.Readable(DeploymentSettings readable) -> readable;
            case SettingsReading.Refused(List<String> problems) -> giveUp(problems);
        };
        new AgentMeterStack(app, AgentMeterStack.NAME, settings, jars);
        Aspects.of(app).add(new AwsSolutionsChecks());
        app.synth();
    }

    private static <T> T giveUp(List<String> problems) {
        problems.forEach(System.err::println);
        System.exit(1);
        throw new IllegalStateException("unreachable");
    }
}
