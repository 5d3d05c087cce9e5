package io.agentmeter.infra;

import io.agentmeter.deployment.Streams;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/// The three tables of `docs/reference/data-model.md`: paid by request, up to a cap, restorable to any second, hard to
/// delete.
final class Tables extends Construct {
    private static final String EXPIRY = "ttl";

    private final Table events;
    private final Table rollups;
    private final Table control;

    Tables(Construct scope, DeploymentSettings settings) {
        super(scope, "Tables");
        this.events = common("UsageEvents", settings).stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .timeToLiveAttribute(EXPIRY)
                .build();
        this.rollups = common("Rollups", settings).stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .sortKey(text("sk"))
                .build();
        // Keys only: the stream tells that an audit was ordered, and must not tell what else is in the table.
        this.control = common("Control", settings).stream(StreamViewType.KEYS_ONLY)
                .sortKey(text("sk"))
                .timeToLiveAttribute(EXPIRY)
                .build();
    }

    Table events() {
        return events;
    }

    Table rollups() {
        return rollups;
    }

    Table control() {
        return control;
    }

    Table of(Streams.Table table) {
        return switch (table) {
            case EVENTS -> events;
            case ROLLUPS -> rollups;
            case CONTROL -> control;
        };
    }

    private Table.Builder common(String id, DeploymentSettings settings) {
        return Table.Builder.create(this, id)
                .partitionKey(text("pk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .maxWriteRequestUnits(settings.writesPerSecond())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN);
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
