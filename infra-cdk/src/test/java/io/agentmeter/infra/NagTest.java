package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// cdk-nag's AwsSolutions rules hold, and every exception says why.
class NagTest {
    @Test
    void theStackForAwsHasNoFinding() {
        assertThat(SynthesizedStack.httpApi().findings()).isEmpty();
    }

    @Test
    void theStackForLocalStackHasNoFinding() {
        assertThat(SynthesizedStack.functionUrls().findings()).isEmpty();
    }

    @Test
    void everySuppressionSaysWhyAndTheyAreFew() {
        List<JsonNode> suppressions = SynthesizedStack.httpApi().template().findValues("rules_to_suppress").stream()
                .flatMap(JsonNode::valueStream)
                .toList();
        assertThat(suppressions)
                .isNotEmpty()
                .allMatch(one -> one.path("reason").asText().length() > 30);
        Set<String> rules =
                suppressions.stream().map(one -> one.path("id").asText()).collect(Collectors.toSet());
        assertThat(rules)
                .containsExactlyInAnyOrder(
                        "AwsSolutions-S1",
                        "AwsSolutions-SQS3",
                        "AwsSolutions-IAM5",
                        "AwsSolutions-APIG4",
                        "AwsSolutions-CFR1",
                        "AwsSolutions-CFR2",
                        "AwsSolutions-CFR3",
                        "AwsSolutions-CFR4");
    }
}
