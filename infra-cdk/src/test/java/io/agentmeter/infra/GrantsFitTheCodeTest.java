package io.agentmeter.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.deployment.Functions;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every function may do in AWS exactly what its code can do: an action too few fails in production only, one too many
/// serves nobody but an attacker. With function URLs, where each function also checks tokens.
class GrantsFitTheCodeTest {
    /// Which package of the project works with which resource.
    private static final Map<String, String> RESOURCES = Map.of(
            "events", "TablesUsageEvents",
            "rollups", "TablesRollups",
            "control", "TablesControl",
            "files", "BucketsReports",
            "alert", "AlertTopicsAlerts");

    private static final Set<String> CLIENTS = Set.of("DynamoDbClient", "S3Client", "S3Presigner", "SnsClient");
    private static final Set<String> LOCAL = Set.of("builder", "create", "close");

    @TestFactory
    Stream<DynamicTest> everyFunctionMayDoExactlyWhatItsCodeDoes() {
        return Functions.all().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.label(), () -> assertThat(granted(entry)).isEqualTo(needed(entry))));
    }

    /// For example `TablesControl dynamodb:GetItem`.
    private static Set<String> needed(Functions entry) throws Exception {
        ReachedCalls reached =
                ReachedCalls.of(Class.forName(entry.handler(), false, GrantsFitTheCodeTest.class.getClassLoader()));
        Set<String> needed = new TreeSet<>();
        for (ReachedCalls.Call call : reached.calls()) {
            if (CLIENTS.contains(call.on()) && !LOCAL.contains(call.method())) {
                String resource = RESOURCES.get(call.from());
                assertThat(resource).as("the resource behind " + call).isNotNull();
                actions(call, reached).forEach(action -> needed.add(resource + " " + action));
            }
        }
        return needed;
    }

    private static Stream<String> actions(ReachedCalls.Call call, ReachedCalls reached) {
        return switch (call.method()) {
            case "getItem" -> Stream.of("dynamodb:GetItem");
            case "batchGetItem" -> Stream.of("dynamodb:BatchGetItem");
            case "putItem" -> Stream.of("dynamodb:PutItem");
            case "updateItem" -> Stream.of("dynamodb:UpdateItem");
            case "deleteItem" -> Stream.of("dynamodb:DeleteItem");
            case "scan" -> Stream.of("dynamodb:Scan");
            case "query", "queryPaginator" -> Stream.of("dynamodb:Query");
            case "transactWriteItems" -> inTransactions(reached);
            case "batchExecuteStatement", "executeStatement" -> inStatements(reached);
            case "getObject", "getObjectAsBytes", "presignGetObject" -> Stream.of("s3:GetObject");
            case "putObject" -> Stream.of("s3:PutObject");
            case "publish" -> Stream.of("sns:Publish");
            default -> throw new AssertionError("which permission does it need? " + call);
        };
    }

    private static Stream<String> inTransactions(ReachedCalls reached) {
        Map<String, String> kinds = Map.of(
                "put", "dynamodb:PutItem",
                "update", "dynamodb:UpdateItem",
                "delete", "dynamodb:DeleteItem",
                "conditionCheck", "dynamodb:ConditionCheckItem");
        return reached.calls().stream()
                .filter(call -> call.on().equals("TransactWriteItem$Builder"))
                .map(call -> kinds.get(call.method()))
                .filter(action -> action != null);
    }

    private static Stream<String> inStatements(ReachedCalls reached) {
        Map<String, String> kinds = Map.of(
                "INSERT INTO ", "dynamodb:PartiQLInsert",
                "UPDATE ", "dynamodb:PartiQLUpdate",
                "DELETE FROM ", "dynamodb:PartiQLDelete",
                "SELECT ", "dynamodb:PartiQLSelect");
        return kinds.entrySet().stream()
                .filter(kind -> reached.texts().stream().anyMatch(text -> text.startsWith(kind.getKey())))
                .map(Map.Entry::getValue);
    }

    private static Set<String> granted(Functions entry) {
        SynthesizedStack stack = SynthesizedStack.functionUrls();
        String role = stack.function(entry).at("/Role/Fn::GetAtt/0").asText();
        Set<String> granted = new TreeSet<>();
        stack.properties("AWS::IAM::Policy").stream()
                .filter(policy -> policy.at("/Roles/0/Ref").asText().equals(role))
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .forEach(statement -> texts(statement.path("Action"))
                        .filter(GrantsFitTheCodeTest::isOfTheCode)
                        .forEach(action -> resources(statement).forEach(one -> granted.add(one + " " + action))));
        return granted;
    }

    // Logs, streams and the failure queue are used by the platform; listing only decides how S3 says that a file is not
    // there.
    private static boolean isOfTheCode(String action) {
        return !action.startsWith("logs:")
                && !action.startsWith("sqs:")
                && !action.equals("s3:ListBucket")
                && !Set.of(
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator",
                                "dynamodb:ListStreams")
                        .contains(action);
    }

    private static Stream<String> resources(JsonNode statement) {
        String named = statement.path("Resource").toString();
        return RESOURCES.values().stream().filter(resource -> named.contains("\"" + resource));
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany.valueStream().map(JsonNode::asText) : Stream.of(oneOrMany.asText());
    }
}
