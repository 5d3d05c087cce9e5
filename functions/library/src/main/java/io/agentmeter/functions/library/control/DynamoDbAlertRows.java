package io.agentmeter.functions.library.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertJson;
import io.agentmeter.functions.library.control.StoredAlert.Answer;
import io.agentmeter.functions.library.control.StoredAlert.State;
import io.agentmeter.functions.library.control.StoredAlert.Try;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Keys and attributes of alert rows.
final class DynamoDbAlertRows {
    static final String SORT = "alert";
    static final String LIST = "ALERTS";
    static final String OPEN = "ALERT_OPEN";
    static final String ALERT = "alert";
    static final String LEASE = "leaseUntil";
    static final String TRIES = "tries";
    static final String ATTEMPTS = "attempts";
    static final String SENT = "sentAt";
    static final String ANSWER = "answer";
    static final String BY = "answeredBy";
    static final String AT = "answeredAt";
    static final String UNTIL = "snoozedUntil";
    static final String ID = "id";

    private static final String TRIED_AT = "at";
    private static final String TAKEN = "taken";
    private static final String OUTCOME = "outcome";
    private static final String PARTITION = "ALERT#";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Always of the same length, so that texts sort as times do.
    private static final DateTimeFormatter SORTABLE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private DynamoDbAlertRows() {}

    static Map<String, AttributeValue> key(String id) {
        return ControlTable.key(PARTITION + id, SORT);
    }

    static Map<String, AttributeValue> openKey(String id) {
        return ControlTable.key(OPEN, id);
    }

    static Map<String, AttributeValue> listKey(Alert alert) {
        return ControlTable.key(LIST, sortable(alert.at()) + "#" + alert.id());
    }

    static String sortable(Instant time) {
        return SORTABLE.format(time);
    }

    static String json(Alert alert) {
        return AlertJson.write(alert).toString();
    }

    static StoredAlert alert(Map<String, AttributeValue> item) {
        return new StoredAlert(
                parse(ControlTable.text(item, ALERT)),
                millis(item.get(LEASE)),
                tries(item.get(TRIES)),
                Math.toIntExact(ControlTable.number(item, ATTEMPTS)),
                millis(item.get(SENT)),
                answer(item));
    }

    private static Alert parse(String json) {
        try {
            return AlertJson.read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert row is not JSON", e);
        }
    }

    private static Map<String, Try> tries(@Nullable AttributeValue value) {
        Map<String, Try> tries = new HashMap<>();
        if (value != null) {
            value.m().forEach((channel, one) -> tries.put(channel, readTry(one.m())));
        }
        return tries;
    }

    private static Try readTry(Map<String, AttributeValue> one) {
        AttributeValue taken = one.get(TAKEN);
        return new Try(
                Instant.ofEpochMilli(ControlTable.number(one, TRIED_AT)),
                taken != null && Boolean.TRUE.equals(taken.bool()),
                ControlTable.text(one, OUTCOME));
    }

    static AttributeValue value(Try one) {
        return AttributeValue.fromM(Map.of(
                TRIED_AT,
                millis(one.at()),
                TAKEN,
                AttributeValue.fromBool(one.taken()),
                OUTCOME,
                ControlTable.text(one.outcome())));
    }

    private static @Nullable Answer answer(Map<String, AttributeValue> item) {
        return item.containsKey(ANSWER)
                ? new Answer(
                        State.valueOf(ControlTable.text(item, ANSWER).toUpperCase(Locale.ROOT)),
                        ControlTable.text(item, BY),
                        Instant.parse(ControlTable.text(item, AT)),
                        ControlTable.instantOrNull(item, UNTIL))
                : null;
    }

    private static @Nullable Instant millis(@Nullable AttributeValue value) {
        return value == null ? null : Instant.ofEpochMilli(Long.parseLong(value.n()));
    }

    static AttributeValue millis(Instant time) {
        return ControlTable.number(time.toEpochMilli());
    }

    static String label(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
