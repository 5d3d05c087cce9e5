package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Budget;
import io.agentmeter.budget.BudgetJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Budgets in the Control table: the newest version under `pk` = `BUDGET`, `sk` = the id; each version under
/// `BUDGET#<id>`, `v<00001>`.
public final class DynamoDbBudgetStore implements BudgetStore {
    static final String PARTITION = "BUDGET";

    private static final String VERSION = "version";
    private static final String BUDGET = "budget";

    private final ControlTable table;

    public DynamoDbBudgetStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public boolean put(Budget budget, Change change) {
        Map<String, AttributeValue> newest = item(budget, PARTITION, budget.id());
        Map<String, AttributeValue> version =
                item(budget, PARTITION + "#" + budget.id(), String.format(Locale.ROOT, "v%05d", budget.version()));
        return table.wroteAll(
                table.putOver(newest, VERSION, budget.version() - 1),
                table.put(version),
                table.put(DynamoDbChangeLog.item(change)));
    }

    private static Map<String, AttributeValue> item(Budget budget, String pk, String sk) {
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(pk, sk));
        item.put(VERSION, ControlTable.number(budget.version()));
        item.put(BUDGET, ControlTable.text(BudgetJson.stored(budget)));
        return item;
    }

    @Override
    public Optional<Budget> find(String id) {
        return table.get(PARTITION, id, true).map(DynamoDbBudgetStore::read);
    }

    @Override
    public List<Budget> all(boolean strong) {
        return read(PARTITION, strong);
    }

    @Override
    public List<Budget> history(String id) {
        return read(PARTITION + "#" + id, true);
    }

    private List<Budget> read(String partition, boolean strong) {
        QueryRequest.Builder request = QueryRequest.builder()
                .consistentRead(strong)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(partition)));
        return table.query(request, Integer.MAX_VALUE).stream()
                .map(DynamoDbBudgetStore::read)
                .toList();
    }

    private static Budget read(Map<String, AttributeValue> item) {
        return BudgetJson.stored(ControlTable.text(item, BUDGET));
    }
}
