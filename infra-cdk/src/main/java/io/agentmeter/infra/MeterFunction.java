package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// One function as the table of functions describes it: its jar, its own role that may write its own log and nothing
/// more, and
/// the alias `live`, which everything else calls, so that callers meet restored snapshots and never a cold start.
final class MeterFunction extends Construct {
    private static final String SNAP_START_WARNING = "@aws-cdk/aws-lambda:snapStartRequirePublish";

    private final Role role;
    private final Function function;
    private final Alias live;

    /// What every function of one deployment has in common.
    record Common(DeploymentSettings settings, FunctionJars jars) {}

    MeterFunction(Construct scope, Functions entry, Common common, Map<String, String> environment) {
        this(scope, entry, common, environment, Optional.empty());
    }

    /// @param concurrency how many copies may run at once
    MeterFunction(
            Construct scope,
            Functions entry,
            Common common,
            Map<String, String> environment,
            Optional<Integer> concurrency) {
        super(scope, "Function-" + entry.label());
        boolean snapStart = common.settings().front() == Front.HTTP_API;
        boolean tracing = common.settings().tracing();
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        this.role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        log.grantWrite(role);
        this.function = Function.Builder.create(this, "Code")
                .description("AgentMeter " + entry.label())
                .code(common.jars().codeOf(entry))
                .handler(entry.handler())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .memorySize(entry.memoryMegabytes())
                .timeout(Duration.seconds(entry.timeoutSeconds()))
                .environment(environment)
                .role(role)
                .logGroup(log)
                .loggingFormat(LoggingFormat.JSON)
                .tracing(tracing ? Tracing.ACTIVE : Tracing.DISABLED)
                .snapStart(snapStart ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
                .reservedConcurrentExecutions(concurrency.orElse(null))
                .build();
        Annotations.of(function).acknowledgeWarning(SNAP_START_WARNING, "The alias below publishes every version.");
        this.live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
        if (tracing) {
            Suppressions.accept(
                    role, "AwsSolutions-IAM5", "^Resource::\\*$", "X-Ray's write actions know no narrower resource.");
        }
    }

    /// Allows exactly these actions on exactly this resource.
    void allow(List<String> actions, String... resources) {
        allow(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resources))
                .build());
    }

    void allow(PolicyStatement statement) {
        role.addToPolicy(statement);
    }

    Role role() {
        return role;
    }

    Function function() {
        return function;
    }

    /// What everything that calls the function calls.
    Alias live() {
        return live;
    }
}
