package io.agentmeter.functions.library.control;

import io.agentmeter.budget.Measure;
import io.agentmeter.rollup.KeyText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What budgets did, in the Control table: `pk` = `ENFORCEMENT#<day>`, `sk` = the minute, the budget, its part, the
/// session and what was done.
public final class DynamoDbEnforcementLog implements EnforcementLog {
    private static final String PARTITION = "ENFORCEMENT#";
    private static final Duration KEPT = Duration.ofDays(400);

    private final ControlTable table;

    public DynamoDbEnforcementLog(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void add(LocalDate day, Enforcement done) {
        Map<String, AttributeValue> item = new TreeMap<>(ControlTable.key(PARTITION + day, sk(done)));
        item.put("at", ControlTable.text(done.at().toString()));
        item.put("budget", ControlTable.text(done.budget()));
        item.put("budgetName", ControlTable.text(done.budgetName()));
        item.put("part", ControlTable.text(done.part()));
        item.put("window", ControlTable.text(done.window()));
        item.put("session", ControlTable.text(done.session()));
        item.put("agent", ControlTable.text(done.agent()));
        item.put("project", ControlTable.text(done.project()));
        item.put("user", ControlTable.text(done.user()));
        item.put("action", ControlTable.text(done.action().label()));
        done.by().ifPresent(by -> item.put("by", ControlTable.text(by)));
        item.put("reason", ControlTable.text(done.reason()));
        item.put("measure", ControlTable.text(done.measure().name()));
        item.put("spent", ControlTable.text(done.spent().toPlainString()));
        item.put("limit", ControlTable.text(done.limit().toPlainString()));
        item.put(
                ControlTable.TTL,
                ControlTable.number(day.atStartOfDay(ZoneOffset.UTC).plus(KEPT).toEpochSecond()));
        table.wrote(client -> client.putItem(
                put -> put.tableName(table.name()).item(item).conditionExpression("attribute_not_exists(pk)")));
    }

    @Override
    public List<Enforcement> newest(LocalDate day, int limit) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table.name())
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(PARTITION + day)))
                .scanIndexForward(false)
                .limit(limit + 1)
                .build();
        return cut(
                table.call(
                        "read",
                        client -> wholeMinutes(client.queryPaginator(query).items(), limit)),
                limit);
    }

    /// Within a minute the rows are in no order of time, so the last minute is read to its end before anything is
    /// cut.
    private static List<Enforcement> wholeMinutes(Iterable<Map<String, AttributeValue>> newestFirst, int limit) {
        List<Enforcement> read = new ArrayList<>();
        for (Map<String, AttributeValue> item : newestFirst) {
            Enforcement done = read(item);
            if (read.size() >= limit && !minute(done).equals(minute(read.getLast()))) {
                break;
            }
            read.add(done);
        }
        return read;
    }

    /// The newest, newest first. What happened at one moment is in the order of the keys, so that the same ones are
    /// always cut.
    static List<Enforcement> cut(Collection<Enforcement> all, int limit) {
        return all.stream()
                .sorted(Comparator.comparing(Enforcement::at)
                        .thenComparing(DynamoDbEnforcementLog::sk)
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static Instant minute(Enforcement done) {
        return done.at().truncatedTo(ChronoUnit.MINUTES);
    }

    static String sk(Enforcement done) {
        return minute(done) + "#"
                + KeyText.join(List.of(
                        done.budget(),
                        done.part(),
                        done.session(),
                        done.action().label()));
    }

    private static Enforcement read(Map<String, AttributeValue> item) {
        return new Enforcement(
                Instant.parse(ControlTable.text(item, "at")),
                ControlTable.text(item, "budget"),
                ControlTable.text(item, "budgetName"),
                ControlTable.text(item, "part"),
                ControlTable.text(item, "window"),
                ControlTable.text(item, "session"),
                ControlTable.text(item, "agent"),
                ControlTable.text(item, "project"),
                ControlTable.text(item, "user"),
                Enforcement.Action.ofLabel(ControlTable.text(item, "action")),
                item.containsKey("by") ? ControlTable.text(item, "by") : null,
                ControlTable.text(item, "reason"),
                Measure.valueOf(ControlTable.text(item, "measure")),
                new BigDecimal(ControlTable.text(item, "spent")),
                new BigDecimal(ControlTable.text(item, "limit")));
    }
}
