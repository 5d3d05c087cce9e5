package io.agentmeter.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.constructs.IConstruct;

/// Findings of cdk-nag that are meant to be so, each with its reason beside the construct that causes it.
final class Suppressions {
    private Suppressions() {}

    static void accept(IConstruct construct, String rule, String reason) {
        NagPackSuppression suppression =
                NagPackSuppression.builder().id(rule).reason(reason).build();
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression), true);
    }

    /// Accepts only those findings of the rule that match; others still count.
    ///
    /// @param findings regular expression of the finding, for example `^Resource::\*$`
    static void accept(IConstruct construct, String rule, String findings, String reason) {
        NagPackSuppression suppression = NagPackSuppression.builder()
                .id(rule)
                .reason(reason)
                .appliesTo(List.of(
                        RegexAppliesTo.builder().regex("/" + findings + "/").build()))
                .build();
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression), true);
    }
}
