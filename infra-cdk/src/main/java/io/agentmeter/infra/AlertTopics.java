package io.agentmeter.infra;

import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SmsSubscription;
import software.constructs.Construct;

/// Where alerts go: spending to `alerts`, trouble with the service itself to `operations`.
final class AlertTopics extends Construct {
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
        settings.alertPhones().forEach(number -> alerts.addSubscription(new SmsSubscription(number)));
    }

    Topic alerts() {
        return alerts;
    }

    Topic operations() {
        return operations;
    }
}
