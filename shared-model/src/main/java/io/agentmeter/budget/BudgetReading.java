package io.agentmeter.budget;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmeter.budget.BudgetWindow.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A budget as an administrator sent it: its terms, or everything that is wrong with it at once.
public sealed interface BudgetReading {
    /// @param version the version that the sender has seen; empty for a new budget
    record Understood(BudgetTerms terms, OptionalLong version) implements BudgetReading {}

    record Refused(List<FieldProblem> problems) implements BudgetReading {}

    /// @param json an object
    /// @param id of the address it was sent to
    /// @param clients those that a scope may name
    static BudgetReading of(JsonNode json, String id, ClientDirectory clients, LocalDate today) {
        Reader reader = new Reader(json, clients, today);
        return reader.read(id);
    }

    /// Reads one budget.
    final class Reader {
        private static final List<String> FIELDS = List.of(
                "name",
                "scope",
                "per",
                "window",
                "rollingDays",
                "amountUsd",
                "amountTokens",
                "amountRequests",
                "thresholds",
                "gracePercent",
                "onUnavailable",
                "owner",
                "validFrom",
                "validTo",
                "version",
                // What an answer has besides, so that it may be changed and sent back.
                "id",
                "revision",
                "createdAt",
                "createdBy",
                "updatedAt",
                "updatedBy",
                "deletedAt",
                "state");
        private static final List<String> THRESHOLD_FIELDS = List.of("percent", "amount", "action");
        private static final int MOST_THRESHOLDS = 10;
        private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1_000);
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

        private final JsonNode json;
        private final ClientDirectory clients;
        private final LocalDate today;
        private final JsonFields fields = new JsonFields();

        Reader(JsonNode json, ClientDirectory clients, LocalDate today) {
            this.json = json;
            this.clients = clients;
            this.today = today;
        }

        BudgetReading read(String id) {
            fields.allow(json, "", FIELDS);
            if (JsonFields.has(json, "id") && !json.path("id").asText("").equals(id)) {
                fields.wrong("id", "must be the one in the address");
            }
            Optional<String> name = fields.requiredText(json, "", "name");
            BudgetScope scope = scope();
            Optional<BudgetWindow> window = window();
            Optional<ScopeField> per = per(scope, window);
            Optional<Limit> limit = limit();
            List<Threshold> thresholds = thresholds(limit);
            BigDecimal grace = fields.amount(json, "", "gracePercent", true).orElse(BigDecimal.ZERO);
            if (grace.compareTo(HUNDRED) > 0) {
                fields.wrong("gracePercent", "must be at most 100");
            }
            FailMode onUnavailable = fields.text(json, "", "onUnavailable")
                    .flatMap(label -> known("onUnavailable", FailMode.ofLabel(label), "allow, block"))
                    .orElse(FailMode.ALLOW);
            Optional<String> owner = fields.text(json, "", "owner");
            Optional<LocalDate> from = fields.day(json, "", "validFrom");
            Optional<LocalDate> to = fields.day(json, "", "validTo");
            checkValidity(from, to);
            OptionalLong version = version();
            if (!fields.problems().isEmpty() || name.isEmpty() || window.isEmpty() || limit.isEmpty()) {
                return new Refused(fields.problems());
            }
            return new Understood(
                    new BudgetTerms(
                            name.get(),
                            scope,
                            per.orElse(null),
                            window.get(),
                            limit.get(),
                            thresholds,
                            grace,
                            onUnavailable,
                            owner.orElse(""),
                            from.orElse(null),
                            to.orElse(null)),
                    version);
        }

        private BudgetScope scope() {
            Map<ScopeField, String> wanted = new EnumMap<>(ScopeField.class);
            JsonNode scope = fields.object(json, "scope");
            scope.fieldNames().forEachRemaining(label -> {
                Optional<ScopeField> field = ScopeField.ofLabel(label);
                if (field.isEmpty()) {
                    fields.wrong("scope." + label, "is not known; known are " + labels(ScopeField.values()));
                } else {
                    fields.text(scope, "scope.", label).ifPresent(name -> wanted.put(field.get(), name));
                }
            });
            String client = wanted.getOrDefault(ScopeField.CLIENT, "");
            if (!client.isEmpty() && clients.find(client).isEmpty()) {
                fields.wrong("scope.client", "names a client that is not known; create it first");
            }
            return new BudgetScope(wanted);
        }

        private Optional<BudgetWindow> window() {
            Optional<Kind> kind = fields.requiredText(json, "", "window")
                    .flatMap(label -> known("window", Kind.ofLabel(label), labels(Kind.values())));
            Optional<Integer> days = fields.number(json, "", "rollingDays", 1, BudgetWindow.MOST_ROLLING_DAYS);
            boolean given = JsonFields.has(json, "rollingDays");
            if (kind.isPresent() && kind.get() == Kind.ROLLING && !given) {
                fields.wrong("rollingDays", "is missing: how many days does the window hold?");
            }
            if (kind.isPresent() && kind.get() != Kind.ROLLING && given) {
                fields.wrong("rollingDays", "contradicts the window: only a rolling one has so many days");
            }
            return kind.map(one -> new BudgetWindow(one, one == Kind.ROLLING ? days.orElse(1) : 0));
        }

        private Optional<ScopeField> per(BudgetScope scope, Optional<BudgetWindow> window) {
            List<ScopeField> possible = Arrays.stream(ScopeField.values())
                    .filter(field -> field != ScopeField.SESSION)
                    .toList();
            Optional<ScopeField> per = fields.text(json, "", "per")
                    .flatMap(label -> known(
                            "per",
                            ScopeField.ofLabel(label).filter(possible::contains),
                            labels(possible.toArray(ScopeField[]::new)) + "; for each session choose its window"));
            if (per.filter(scope::has).isPresent()) {
                fields.wrong("per", "contradicts the scope, which has one name of it");
            }
            boolean ofSessions =
                    window.filter(one -> one.kind() == Kind.SESSION).isPresent() || scope.has(ScopeField.SESSION);
            if (per.isPresent() && ofSessions) {
                fields.wrong("per", "has no meaning where the budget is of one session");
            }
            return per;
        }

        private Optional<Limit> limit() {
            List<Measure> given = Arrays.stream(Measure.values())
                    .filter(measure -> JsonFields.has(json, measure.field()))
                    .toList();
            if (given.isEmpty()) {
                fields.wrong("amountUsd", "is missing, and so are amountTokens and amountRequests: give one of them");
                return Optional.empty();
            }
            if (given.size() > 1) {
                given.forEach(measure ->
                        fields.wrong(measure.field(), "contradicts the other amount: a budget has one measure"));
                return Optional.empty();
            }
            Measure measure = given.getFirst();
            Optional<BigDecimal> amount = fields.amount(json, "", measure.field(), false);
            if (measure != Measure.USD
                    && amount.filter(number -> number.stripTrailingZeros().scale() > 0)
                            .isPresent()) {
                fields.wrong(measure.field(), "must be a whole number");
            }
            return amount.map(number -> new Limit(measure, number));
        }

        private List<Threshold> thresholds(Optional<Limit> limit) {
            JsonNode list = json.path("thresholds");
            if (!list.isArray() || list.isEmpty()) {
                fields.wrong("thresholds", "must be a list with at least one threshold");
                return List.of();
            }
            if (list.size() > MOST_THRESHOLDS) {
                fields.wrong("thresholds", "may be at most " + MOST_THRESHOLDS);
                return List.of();
            }
            List<Threshold> read = new ArrayList<>();
            for (int index = 0; index < list.size(); index++) {
                Optional<Threshold> threshold = threshold(list.get(index), "thresholds[" + index + "]");
                if (threshold.isPresent()) {
                    checkOrder(read, threshold.get(), "thresholds[" + index + "].", limit);
                    read.add(threshold.get());
                }
            }
            return read;
        }

        private Optional<Threshold> threshold(JsonNode one, String path) {
            if (!one.isObject()) {
                fields.wrong(path, "must be an object with percent or amount, and action");
                return Optional.empty();
            }
            fields.allow(one, path + ".", THRESHOLD_FIELDS);
            boolean hasPercent = JsonFields.has(one, "percent");
            boolean hasAmount = JsonFields.has(one, "amount");
            if (hasPercent == hasAmount) {
                fields.wrong(
                        path + (hasPercent ? ".amount" : ".percent"),
                        hasPercent ? "contradicts percent: give one of them" : "is missing, and so is amount");
            }
            Optional<BigDecimal> percent = fields.amount(one, path + ".", "percent", false);
            if (percent.filter(number -> number.compareTo(MOST_PERCENT) > 0).isPresent()) {
                fields.wrong(path + ".percent", "must be at most " + MOST_PERCENT);
            }
            Optional<BigDecimal> amount = fields.amount(one, path + ".", "amount", false);
            Optional<Action> action = fields.requiredText(one, path + ".", "action")
                    .flatMap(label -> known(path + ".action", Action.ofLabel(label), labels(Action.values())));
            if (action.isEmpty() || hasPercent == hasAmount) {
                return Optional.empty();
            }
            return percent.<Threshold>map(number -> new Threshold.Percent(number, action.get()))
                    .or(() -> amount.map(number -> new Threshold.Amount(number, action.get())));
        }

        private void checkOrder(List<Threshold> before, Threshold next, String path, Optional<Limit> limit) {
            if (before.isEmpty()) {
                return;
            }
            Threshold last = before.getLast();
            if (Threshold.compare(last, next, limit).filter(order -> order >= 0).isPresent()) {
                String name = next instanceof Threshold.Percent ? "percent" : "amount";
                fields.wrong(path + name, "is out of order: it must be above the threshold before it");
            }
            if (last.action().compareTo(next.action()) > 0) {
                fields.wrong(path + "action", "is milder than at the threshold before it");
            }
        }

        private void checkValidity(Optional<LocalDate> from, Optional<LocalDate> to) {
            if (to.filter(today::isAfter).isPresent()) {
                fields.wrong("validTo", "is in the past");
            }
            if (from.isPresent() && to.filter(from.get()::isAfter).isPresent()) {
                fields.wrong("validTo", "is before validFrom");
            }
        }

        private OptionalLong version() {
            JsonNode version = json.path("version");
            if (!JsonFields.has(json, "version")) {
                return OptionalLong.empty();
            }
            if (!version.isIntegralNumber() || !version.canConvertToLong() || version.longValue() < 1) {
                fields.wrong("version", "must be the version that was read, a whole number above zero");
                return OptionalLong.empty();
            }
            return OptionalLong.of(version.longValue());
        }

        private <T> Optional<T> known(String field, Optional<T> value, String possible) {
            if (value.isEmpty()) {
                fields.wrong(field, "must be one of " + possible);
            }
            return value;
        }

        private static String labels(Enum<?>[] values) {
            return Arrays.stream(values)
                    .map(value -> value.name().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
    }
}
