package io.agentmeter.local;

import io.agentmeter.deployment.Streams;
import io.agentmeter.local.dynamodb.Tables;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// The settings that functions find in their environment, with AWS's addresses replaced by the local ones.
final class FunctionEnvironment {
    static final String ACCESS_KEY = "local";
    static final String SECRET_KEY = "localsecret";
    static final String REPORTS_BUCKET = "agentmeter-reports";
    static final String ALERT_TOPIC = "agentmeter-alerts";

    private FunctionEnvironment() {}

    static Map<String, String> of(
            Options options, URI dynamoDb, URI objectStore, URI topics, String topicArn, String dashboardUrl) {
        Map<String, String> settings = new LinkedHashMap<>(options.settings());
        settings.put("AGENTMETER_EVENTS_TABLE", Tables.name(Streams.Table.EVENTS));
        settings.put("AGENTMETER_ROLLUPS_TABLE", Tables.name(Streams.Table.ROLLUPS));
        settings.put("AGENTMETER_CONTROL_TABLE", Tables.name(Streams.Table.CONTROL));
        settings.put("AGENTMETER_REPORTS_BUCKET", REPORTS_BUCKET);
        settings.put("AGENTMETER_ALERT_TOPIC_ARN", topicArn);
        settings.put("AGENTMETER_DASHBOARD_URL", dashboardUrl);
        settings.put("AGENTMETER_ZONE", options.zone().getId());
        settings.put("AGENTMETER_DAILY_THRESHOLDS", options.dailyThresholds());
        settings.put("AGENTMETER_EVENT_WRITES", "transactions");
        settings.put("AGENTMETER_EARLY_HOLDS", "beside_answer");
        settings.put("AGENTMETER_VERSION", "local");
        settings.put("AWS_REGION", "us-east-1");
        settings.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
        settings.put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
        settings.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        settings.put("AWS_ENDPOINT_URL_S3", objectStore.toString());
        settings.put("AWS_ENDPOINT_URL_SNS", topics.toString());
        return Map.copyOf(settings);
    }
}
