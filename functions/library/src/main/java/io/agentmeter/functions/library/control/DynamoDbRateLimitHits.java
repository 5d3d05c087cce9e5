package io.agentmeter.functions.library.control;

import io.agentmeter.plan.RateLimitHit;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Rate limit hits in the Control table: `pk` = `RATE_LIMIT#<yyyy-MM>`, `sk` = `<at>#<event id>`.
public final class DynamoDbRateLimitHits implements RateLimitHits {
    // Of one width, so that texts sort as times do.
    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ControlTable table;

    public DynamoDbRateLimitHits(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public void record(RateLimitHit hit) {
        Map<String, AttributeValue> item = new TreeMap<>(
                ControlTable.key(partition(monthOf(hit.at())), SORTABLE.format(hit.at()) + "#" + hit.id()));
        item.put("id", ControlTable.text(hit.id()));
        item.put("at", ControlTable.text(hit.at().toString()));
        item.put("session", ControlTable.text(hit.session()));
        item.put("agent", ControlTable.text(hit.agent()));
        item.put("source", ControlTable.text(hit.source().name()));
        item.put("reason", ControlTable.text(hit.reason()));
        item.put(ControlTable.TTL, ControlTable.number(hit.at().plus(KEPT).getEpochSecond()));
        table.call(
                "written",
                client -> client.putItem(put -> put.tableName(table.name()).item(item)));
    }

    @Override
    public List<RateLimitHit> since(Instant from, int limit) {
        // A clock that is ahead by a day must not hide a hit, and months are few.
        YearMonth month = monthOf(Instant.ofEpochSecond(newestMonthSecond(from)));
        List<RateLimitHit> found = new ArrayList<>();
        for (YearMonth at = month; !at.isBefore(monthOf(from)) && found.size() < limit; at = at.minusMonths(1)) {
            QueryRequest.Builder request = QueryRequest.builder()
                    .keyConditionExpression("pk = :pk AND sk >= :from")
                    .filterExpression("#reason <> :status AND NOT contains(#reason, :word)")
                    .expressionAttributeNames(Map.of("#reason", "reason"))
                    .expressionAttributeValues(Map.of(
                            ":pk", ControlTable.text(partition(at)),
                            ":from", ControlTable.text(SORTABLE.format(from)),
                            ":status", ControlTable.text(RateLimitHit.OVERLOADED_STATUS),
                            ":word", ControlTable.text(RateLimitHit.OVERLOADED)))
                    .consistentRead(true)
                    .scanIndexForward(false);
            table.query(request, limit - found.size()).forEach(item -> found.add(read(item)));
        }
        return List.copyOf(found);
    }

    private static long newestMonthSecond(Instant from) {
        return from.plus(KEPT).getEpochSecond();
    }

    private static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    private static String partition(YearMonth month) {
        return "RATE_LIMIT#" + month;
    }

    private static RateLimitHit read(Map<String, AttributeValue> item) {
        return new RateLimitHit(
                ControlTable.text(item, "id"),
                Instant.parse(ControlTable.text(item, "at")),
                ControlTable.text(item, "session"),
                ControlTable.text(item, "agent"),
                RateLimitHit.Source.valueOf(ControlTable.text(item, "source")),
                ControlTable.text(item, "reason"));
    }
}
