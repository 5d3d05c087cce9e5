package io.agentmeter.functions.library.control;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Changes in the Control table: `pk` = `CHANGE#<yyyy-MM>` (UTC), `sk` = `<at>#<what>#<action>#<id>`.
public final class DynamoDbChangeLog implements ChangeLog {
    private static final String PREFIX = "CHANGE#";
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String WHAT = "what";
    private static final String ID = "id";
    private static final String ACTION = "action";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final ControlTable table;

    public DynamoDbChangeLog(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void add(Change change) {
        table.call(
                "written",
                client -> client.putItem(put -> put.tableName(table.name()).item(item(change))));
    }

    @Override
    public List<Change> between(Instant start, Instant end, int limit) {
        List<Change> found = new ArrayList<>();
        YearMonth oldest = monthOf(start);
        for (YearMonth month = monthOf(end); !month.isBefore(oldest) && found.size() < limit; ) {
            QueryRequest.Builder request = QueryRequest.builder()
                    .scanIndexForward(false)
                    .keyConditionExpression("pk = :pk AND sk BETWEEN :start AND :end")
                    .expressionAttributeValues(Map.of(
                            ":pk", ControlTable.text(PREFIX + month),
                            ":start", ControlTable.text(Instants.sortable(start)),
                            ":end", ControlTable.text(Instants.sortable(end))));
            table.query(request, limit - found.size()).stream()
                    .map(DynamoDbChangeLog::read)
                    .forEach(found::add);
            month = month.minusMonths(1);
        }
        return found;
    }

    static Map<String, AttributeValue> item(Change change) {
        String sort =
                String.join("#", Instants.sortable(change.at()), change.what().label(), change.action(), change.id());
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PREFIX + monthOf(change.at()), sort));
        item.put(AT, ControlTable.text(change.at().toString()));
        item.put(BY, ControlTable.text(change.by()));
        item.put(WHAT, ControlTable.text(change.what().label()));
        item.put(ID, ControlTable.text(change.id()));
        item.put(ACTION, ControlTable.text(change.action()));
        change.before().ifPresent(before -> item.put(BEFORE, ControlTable.text(before)));
        change.after().ifPresent(after -> item.put(AFTER, ControlTable.text(after)));
        return item;
    }

    private static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    private static Change read(Map<String, AttributeValue> item) {
        return new Change(
                Instant.parse(ControlTable.text(item, AT)),
                ControlTable.text(item, BY),
                Change.What.ofLabel(ControlTable.text(item, WHAT)),
                ControlTable.text(item, ID),
                ControlTable.text(item, ACTION),
                Optional.ofNullable(item.get(BEFORE)).map(AttributeValue::s).orElse(null),
                Optional.ofNullable(item.get(AFTER)).map(AttributeValue::s).orElse(null));
    }
}
