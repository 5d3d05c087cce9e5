package io.agentmeter.functions.library.control;

import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.plan.PlanAccount;
import io.agentmeter.plan.PlanReading;
import io.agentmeter.plan.PlanTerms;
import io.agentmeter.plan.PlanWindowName;
import io.agentmeter.rollup.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Plans in the Control table: accounts `PLAN`/`<account>`, readings `PLAN#<account>`/`<window>#<step>`, which account
/// a session used `PLAN_SESSION#<session>`/`session`. Terms and readings are attributes of one row that are written
/// under conditions of their own, so a report never undoes an edit.
public final class DynamoDbPlanStore implements PlanStore {
    private static final String ACCOUNTS = "PLAN";
    private static final String SESSION = "session";
    private static final String USED = "used";
    private static final String WINDOW_MINUTE = "window";
    private static final String READING = "reading";
    /// A report that tells nothing but that it is later is written once in so long a time.
    private static final Duration SAME_AGAIN = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 20;
    private static final int MOST_ACCOUNTS = 10_000;
    private static final int MOST_READINGS = 100_000;

    private final ControlTable table;

    public DynamoDbPlanStore(DynamoDbClient client, String table) {
        this.table = new ControlTable(client, table);
    }

    @Override
    public PlanAccount report(PlanReport report) {
        report.session().ifPresent(session -> writeSession(session, report));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<String, AttributeValue> row = row(report.account()).orElse(Map.of());
            PlanAccount before = PlanItem.account(report.account(), row);
            PlanAccount after = before.with(report.user(), report.windows());
            if (attempt == 0) {
                writeSeries(report, before);
            }
            if (!tellsMore(before, after) || writeReport(report, after, PlanItem.seen(row))) {
                return after;
            }
        }
        throw new StoreUnavailable(
                "the control table was not written",
                new IllegalStateException("too many reported one account at once"));
    }

    private Optional<Map<String, AttributeValue>> row(String account) {
        return table.get(ACCOUNTS, KeyText.join(List.of(account)), true);
    }

    private static boolean tellsMore(PlanAccount before, PlanAccount after) {
        return !before.reporters().equals(after.reporters())
                || after.windows().entrySet().stream()
                        .anyMatch(window -> tellsMore(before.windows().get(window.getKey()), window.getValue()));
    }

    private static boolean tellsMore(@Nullable PlanReading old, PlanReading now) {
        return old == null
                || now.isAbove(old)
                // An end that could not be right gave way to an earlier one.
                || now.windowMinute() < old.windowMinute()
                || old.at().plus(SAME_AGAIN).isBefore(now.at());
    }

    private boolean writeReport(PlanReport report, PlanAccount after, long seen) {
        DynamoDbUpdate update = new DynamoDbUpdate()
                .set(PlanItem.ACCOUNT, ControlTable.text(report.account()))
                .set(PlanItem.SEEN, ControlTable.number(seen + 1))
                .add(PlanItem.REPORTERS, AttributeValue.fromSs(List.of(report.user())));
        report.windows()
                .keySet()
                .forEach(name -> update.set(
                        PlanItem.windowAttribute(name),
                        PlanItem.reading(Objects.requireNonNull(after.windows().get(name)))));
        Update write = update.ifNumber(PlanItem.SEEN, seen, table.name(), key(report.account()));
        return table.wrote(client -> client.updateItem(request -> request.tableName(write.tableName())
                .key(write.key())
                .updateExpression(write.updateExpression())
                .conditionExpression(write.conditionExpression())
                .expressionAttributeNames(write.expressionAttributeNames())
                .expressionAttributeValues(write.expressionAttributeValues())));
    }

    private static Map<String, AttributeValue> key(String account) {
        return ControlTable.key(ACCOUNTS, KeyText.join(List.of(account)));
    }

    private void writeSeries(PlanReport report, PlanAccount before) {
        report.windows().forEach((name, reading) -> {
            PlanReading last = before.windows().get(name);
            boolean known = last != null
                    && !reading.isAbove(last)
                    && name.canBe(last, reading.at())
                    && name.stepOf(reading.at()).equals(name.stepOf(last.at()));
            if (!known) {
                writeReading(report.account(), name, reading);
            }
        });
    }

    private void writeReading(String account, PlanWindowName name, PlanReading reading) {
        Map<String, AttributeValue> item =
                new TreeMap<>(ControlTable.key(partition(account), sort(name, reading.at())));
        item.put(USED, AttributeValue.fromN(reading.usedPercent().toPlainString()));
        item.put(WINDOW_MINUTE, ControlTable.number(reading.windowMinute()));
        item.put(READING, PlanItem.reading(reading));
        item.put(ControlTable.TTL, ControlTable.number(reading.at().plus(KEPT).getEpochSecond()));
        // Refused when the step has a reading that tells as much: nothing is to be done then.
        table.wrote(client -> client.putItem(put -> put.tableName(table.name())
                .item(item)
                .conditionExpression(
                        "attribute_not_exists(pk) OR #window < :window" + " OR (#window = :window AND #used < :used)")
                .expressionAttributeNames(Map.of("#window", WINDOW_MINUTE, "#used", USED))
                .expressionAttributeValues(Map.of(":window", item.get(WINDOW_MINUTE), ":used", item.get(USED)))));
    }

    private void writeSession(String session, PlanReport report) {
        Map<String, AttributeValue> item = new TreeMap<>(sessionKey(session));
        item.put(PlanItem.ACCOUNT, ControlTable.text(report.account()));
        item.put(ControlTable.TTL, ControlTable.number(report.at().plus(KEPT).getEpochSecond()));
        table.wrote(client -> client.putItem(put -> put.tableName(table.name())
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR account <> :account")
                .expressionAttributeValues(Map.of(":account", ControlTable.text(report.account())))));
    }

    @Override
    public List<PlanAccount> accounts() {
        QueryRequest.Builder request = QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", ControlTable.text(ACCOUNTS)))
                .consistentRead(true);
        return table.query(request, MOST_ACCOUNTS).stream()
                .map(item -> PlanItem.account(ControlTable.text(item, PlanItem.ACCOUNT), item))
                .toList();
    }

    @Override
    public Optional<PlanAccount> account(String account) {
        return row(account).map(item -> PlanItem.account(account, item));
    }

    @Override
    public List<PlanReading> series(String account, PlanWindowName window, Instant since) {
        QueryRequest.Builder request = QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", ControlTable.text(partition(account)),
                        ":from", ControlTable.text(sort(window, since)),
                        ":to", ControlTable.text(KeyText.join(List.of(window.text(), "~")))));
        return table.query(request, MOST_READINGS).stream()
                .map(item -> PlanItem.readReading(ControlTable.text(item, READING)))
                .toList();
    }

    @Override
    public Optional<String> accountOf(String session) {
        return table.get("PLAN_SESSION#" + KeyText.join(List.of(session)), SESSION, true)
                .map(item -> ControlTable.text(item, PlanItem.ACCOUNT));
    }

    @Override
    public boolean write(PlanAccount account, Change change) {
        PlanTerms terms = account.terms();
        DynamoDbUpdate update = new DynamoDbUpdate()
                .set(PlanItem.ACCOUNT, ControlTable.text(account.account()))
                .set(PlanItem.VERSION, ControlTable.number(account.version()))
                .setOrRemove(PlanItem.UPDATED_AT, account.updatedAt().map(at -> ControlTable.text(at.toString())))
                .setOrRemove(PlanItem.UPDATED_BY, account.updatedBy().map(ControlTable::text))
                .setOrRemove(PlanItem.TIER, terms.tier().map(ControlTable::text))
                .setOrRemove(PlanItem.PRICE, terms.pricePerMonth().map(price -> ControlTable.text(price.text())))
                .setOrRemove(PlanItem.MODE, terms.mode().map(mode -> ControlTable.text(mode.name())))
                .setOrRemove(PlanItem.USERS, PlanItem.set(terms.users()));
        return table.wroteAll(
                TransactWriteItem.builder()
                        .update(update.ifNumber(
                                PlanItem.VERSION, account.version() - 1, table.name(), key(account.account())))
                        .build(),
                table.put(DynamoDbChangeLog.item(change)));
    }

    private static String partition(String account) {
        return "PLAN#" + KeyText.join(List.of(account));
    }

    private static String sort(PlanWindowName window, Instant at) {
        return KeyText.join(List.of(window.text(), window.stepOf(at).toString()));
    }

    private static Map<String, AttributeValue> sessionKey(String session) {
        return ControlTable.key("PLAN_SESSION#" + KeyText.join(List.of(session)), SESSION);
    }
}
