package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may do what inside the account.
class GrantsTemplateTest {
    private static final Set<String> ACTIONS_WITHOUT_NARROWER_RESOURCE = Set.of("dynamodb:ListStreams");

    private static final Set<Functions> ALERTING = Set.of(
            Functions.ALERT, Functions.ALERT_SWEEP, Functions.ALERT_WATCH, Functions.ALERTS, Functions.BUDGET_WATCH);

    private final SynthesizedStack stack = SynthesizedStack.httpApi();

    @Test
    void noGrantNamesAWildcardAction() {
        assertThat(statements())
                .allSatisfy(statement ->
                        assertThat(texts(statement.path("Action"))).noneMatch(action -> action.contains("*")));
    }

    @Test
    void noGrantNamesAWildcardResourceUnlessTheActionKnowsNoOther() {
        List<JsonNode> wide = statements()
                .filter(statement -> texts(statement.path("Resource")).contains("*"))
                .toList();
        assertThat(wide)
                .allSatisfy(statement ->
                        assertThat(ACTIONS_WITHOUT_NARROWER_RESOURCE).containsAll(texts(statement.path("Action"))));
    }

    @Test
    void noFunctionHasAManagedPolicyOrSharesItsRole() {
        assertThat(stack.properties("AWS::IAM::Role"))
                .hasSameSizeAs(Functions.all())
                .noneMatch(role -> role.has("ManagedPolicyArns"));
    }

    @Test
    void authorizeReadsTokensAndNothingElse() {
        assertThat(actions(Functions.AUTHORIZE)).containsExactlyInAnyOrder(logging("dynamodb:GetItem"));
        assertThat(statementsOf(Functions.AUTHORIZE)
                        .filter(statement -> texts(statement.path("Action")).contains("dynamodb:GetItem")))
                .allMatch(statement -> statement
                        .at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys/0")
                        .asText()
                        .equals("TOKEN#*"));
    }

    @Test
    void nobodyElseCanTouchTokensAndOnlyWhoSendsAlertsTheirSecrets() {
        String control = stack.resources("AWS::DynamoDB::Table").keySet().stream()
                .filter(id -> id.startsWith("TablesControl"))
                .findFirst()
                .orElseThrow();
        for (Functions function : Functions.all()) {
            if (function == Functions.AUTHORIZE) {
                continue;
            }
            assertThat(statementsOf(function)
                            .filter(statement ->
                                    statement.path("Resource").toString().contains(control))
                            // The stream has keys only, and a token's key is its hash.
                            .filter(statement ->
                                    !statement.path("Resource").toString().contains("StreamArn")))
                    .as(function.label())
                    .allMatch(statement -> texts(
                                    statement.at("/Condition/ForAllValues:StringNotLike/dynamodb:LeadingKeys"))
                            .contains("TOKEN#*"))
                    .allMatch(statement -> ALERTING.contains(function)
                            || texts(statement.at("/Condition/ForAllValues:StringNotLike/dynamodb:LeadingKeys"))
                                    .contains("SECRET#*"));
        }
    }

    @Test
    void theFunctionThatAnswersQuestionsCannotWrite() {
        assertThat(actions(Functions.QUERY))
                .containsExactlyInAnyOrder(logging(
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:Query",
                        "s3:GetObject",
                        "s3:ListBucket"));
    }

    @Test
    void nobodyCanDeleteEventsAndOnlyAuditsScanThemOrMendRollups() {
        Set<String> all = new TreeSet<>();
        statements().forEach(statement -> all.addAll(texts(statement.path("Action"))));
        assertThat(all).doesNotContain("dynamodb:PartiQLDelete", "dynamodb:DeleteTable");
        for (Functions function : Functions.all()) {
            boolean audits = function == Functions.AUDIT_RUN || function == Functions.AUDIT_SWEEP;
            if (function != Functions.CUBES && !audits) {
                assertThat(notOfControl(function)).doesNotContain("dynamodb:DeleteItem");
            }
            if (!audits) {
                assertThat(actions(function)).doesNotContain("dynamodb:Scan");
            }
        }
        assertThat(onTables("TablesUsageEvents", Functions.AUDIT_RUN))
                .containsExactlyInAnyOrder("dynamodb:Scan", "dynamodb:BatchGetItem");
        assertThat(onTables("TablesRollups", Functions.AUDIT_SWEEP))
                .as("what runs by itself only looks")
                .containsExactlyInAnyOrder("dynamodb:BatchGetItem", "dynamodb:Query");
    }

    private Set<String> notOfControl(Functions function) {
        Set<String> actions = new TreeSet<>();
        statementsOf(function)
                .filter(statement -> !statement.path("Resource").toString().contains("TablesControl"))
                .forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }

    private Set<String> onTables(String table, Functions function) {
        Set<String> actions = new TreeSet<>();
        statementsOf(function)
                .filter(statement -> statement.path("Resource").toString().contains(table))
                .forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }

    @Test
    void onlyTheAlertFunctionsPublish() {
        for (Functions function : Functions.all()) {
            boolean alerts = ALERTING.contains(function);
            assertThat(actions(function).contains("sns:Publish"))
                    .as(function.label())
                    .isEqualTo(alerts);
        }
    }

    private static String[] logging(String... actions) {
        return Stream.concat(Stream.of("logs:CreateLogStream", "logs:PutLogEvents"), Stream.of(actions))
                .toArray(String[]::new);
    }

    private Set<String> actions(Functions function) {
        Set<String> actions = new TreeSet<>();
        statementsOf(function).forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }

    private Stream<JsonNode> statementsOf(Functions function) {
        String role = stack.function(function).at("/Role/Fn::GetAtt/0").asText();
        List<JsonNode> found = stack.properties("AWS::IAM::Policy").stream()
                .filter(policy -> policy.at("/Roles/0/Ref").asText().equals(role))
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .toList();
        assertThat(found).as(function.label()).isNotEmpty();
        return found.stream();
    }

    private Stream<JsonNode> statements() {
        List<JsonNode> found = stack.properties("AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .toList();
        assertThat(found).hasSizeGreaterThan(Functions.all().size());
        return found.stream();
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? oneOrMany.valueStream().map(JsonNode::asText).toList()
                : List.of(oneOrMany.asText());
    }
}
