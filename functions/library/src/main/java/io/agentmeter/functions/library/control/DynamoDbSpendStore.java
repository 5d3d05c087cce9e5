package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Basis;
import io.agentmeter.budget.Spend;
import io.agentmeter.budget.SpendKey;
import io.agentmeter.budget.SpendRow;
import io.agentmeter.budget.Spent;
import io.agentmeter.rollup.KeyText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Spend in the Control table: `pk` = `SPEND#<budget>`, `sk` = `<period>#<part>`; one text attribute for each day,
/// `2026-11-22` = `<amount>|<requests>`. Rows go some time after the last day that a budget asks for.
public final class DynamoDbSpendStore implements SpendStore {
    private static final String PREFIX = "SPEND#";
    private static final String VERSION = "v";
    private static final String BASIS = "basis";
    private static final Duration KEPT = Duration.ofDays(800);
    private static final Duration SESSION_KEPT = Duration.ofDays(400);

    private final ControlTable table;

    public DynamoDbSpendStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public Map<SpendKey, SpendRow> rows(Collection<SpendKey> keys, boolean strong) {
        TreeMap<SpendKey, SpendRow> found = new TreeMap<>();
        keys.forEach(key -> found.put(key, SpendRow.none(key)));
        List<Map<String, AttributeValue>> wanted =
                found.keySet().stream().map(DynamoDbSpendStore::key).toList();
        for (Map<String, AttributeValue> item : table.getAll(wanted, strong)) {
            SpendRow row = read(item);
            found.put(row.key(), row);
        }
        return found;
    }

    @Override
    public boolean write(SpendRow row) {
        Map<String, AttributeValue> item = new TreeMap<>(key(row.key()));
        item.put(VERSION, ControlTable.number(row.version() + 1));
        item.put(BASIS, ControlTable.text(row.basis().text()));
        row.spend().days().forEach((day, spent) -> item.put(day.toString(), ControlTable.text(spent.text())));
        lastDay(row).ifPresent(last -> item.put(ControlTable.TTL, ControlTable.number(goneAt(row.key(), last))));
        PutItemRequest.Builder put =
                PutItemRequest.builder().tableName(table.name()).item(item);
        if (row.version() == 0) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression("v = :read")
                    .expressionAttributeValues(Map.of(":read", ControlTable.number(row.version())));
        }
        return table.wrote(client -> client.putItem(put.build()));
    }

    @Override
    public List<SpendRow> parts(String budget, String period, int limit, boolean strong) {
        QueryRequest.Builder request = QueryRequest.builder()
                .consistentRead(strong)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :period)")
                .expressionAttributeValues(
                        Map.of(":pk", ControlTable.text(PREFIX + budget), ":period", ControlTable.text(period + "#")));
        return table.query(request, limit).stream()
                .map(DynamoDbSpendStore::read)
                .toList();
    }

    private static Map<String, AttributeValue> key(SpendKey key) {
        return ControlTable.key(PREFIX + key.budget(), KeyText.join(List.of(key.period(), key.part())));
    }

    private static Optional<LocalDate> lastDay(SpendRow row) {
        String period = row.key().period();
        if (!period.equals(SpendKey.LIFE)) {
            return Optional.of(YearMonth.parse(period).atEndOfMonth());
        }
        return row.spend().days().isEmpty()
                ? Optional.empty()
                : Optional.of(row.spend().days().lastKey());
    }

    private static long goneAt(SpendKey key, LocalDate last) {
        Duration kept = key.period().equals(SpendKey.LIFE) ? SESSION_KEPT : KEPT;
        return last.atStartOfDay(ZoneOffset.UTC).toInstant().plus(kept).getEpochSecond();
    }

    private static SpendRow read(Map<String, AttributeValue> item) {
        List<String> sort = KeyText.split(ControlTable.text(item, ControlTable.SK));
        TreeMap<LocalDate, Spent> days = new TreeMap<>();
        item.forEach((name, value) -> {
            // Days are the only attributes that begin with a digit.
            if (Character.isDigit(name.charAt(0))) {
                days.put(LocalDate.parse(name), Spent.parse(value.s()));
            }
        });
        return new SpendRow(
                new SpendKey(
                        ControlTable.text(item, ControlTable.PK).substring(PREFIX.length()),
                        sort.getLast(),
                        sort.getFirst()),
                ControlTable.number(item, VERSION),
                Basis.parse(ControlTable.text(item, BASIS)),
                new Spend(days));
    }
}
