package io.agentmeter.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SmsSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SmsSubscriptionProps;
import software.constructs.Construct;

/// Where alerts go: spending to `alerts`, trouble with the service itself to `operations`.
final class AlertTopics extends Construct {
    /// A day's summary does not fit into an SMS.
    private static final Map<String, SubscriptionFilter> NO_DIGEST = Map.of(
            "kind",
            SubscriptionFilter.stringFilter(
                    StringConditions.builder().denylist(List.of("digest")).build()));

    private final Topic alerts;
    private final Topic operations;

    AlertTopics(Construct scope, DeploymentSettings settings) {
        super(scope, "AlertTopics");
        this.alerts = Topic.Builder.create(this, "Alerts")
                .displayName("AgentMeter")
                .enforceSsl(true)
                .masterKey(Alias.fromAliasName(this, "SnsKey", "alias/aws/sns"))
                .build();
        // CloudWatch cannot publish through the key that AWS manages for SNS, and alarms name no person or project.
        this.operations = Topic.Builder.create(this, "Operations")
                .displayName("AgentMeter operations")
                .enforceSsl(true)
                .build();
        settings.alertEmails().forEach(address -> {
            alerts.addSubscription(new EmailSubscription(address));
            operations.addSubscription(new EmailSubscription(address));
        });
        settings.alertPhones()
                .forEach(number -> alerts.addSubscription(new SmsSubscription(
                        number,
                        SmsSubscriptionProps.builder().filterPolicy(NO_DIGEST).build())));
    }

    /// Whoever tells people of alerts notes in the control table what became of them, and signs what it sends to
    /// programs.
    void allowTelling(MeterFunction function, Tables tables) {
        function.allow(ControlGrants.withSecrets(
                tables.control(),
                List.of(
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem")));
        function.allow(List.of("sns:Publish"), alerts.getTopicArn());
    }

    Topic alerts() {
        return alerts;
    }

    Topic operations() {
        return operations;
    }
}
