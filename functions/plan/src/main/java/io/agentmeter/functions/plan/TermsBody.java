package io.agentmeter.functions.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.plan.PlanMode;
import io.agentmeter.plan.PlanTerms;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The body of `PUT /v1/plans/{account}`. Absent and `null` both mean: not said.
///
/// @param version that the writer saw; 0 if it saw none
record TermsBody(PlanTerms terms, long version) {
    private static final Set<String> FIELDS = Set.of("tier", "priceUsdPerMonth", "mode", "users", "version");
    private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000);
    private static final int MOST_USERS = 500;

    /// @throws io.agentmeter.functions.library.http.InvalidParameters naming every field that makes no sense
    static TermsBody read(ObjectNode json) {
        Parameters problems = new Parameters(Map.of());
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problems.wrong(PlainName.of(field).orElse("a field"), "is not a field of a plan");
            }
        });
        PlanTerms terms = new PlanTerms(
                tier(json.path("tier"), problems).orElse(null),
                price(json.path("priceUsdPerMonth"), problems).orElse(null),
                mode(json.path("mode"), problems).orElse(null),
                users(json.path("users"), problems));
        long version = version(json.path("version"), problems);
        problems.check();
        return new TermsBody(terms, version);
    }

    private static boolean isSaid(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static Optional<String> tier(JsonNode value, Parameters problems) {
        Optional<String> tier = value.isTextual() ? PlainName.of(value.textValue()) : Optional.empty();
        if (isSaid(value) && tier.isEmpty()) {
            problems.wrong("tier", PlainName.RULE);
        }
        return tier;
    }

    private static Optional<Money> price(JsonNode value, Parameters problems) {
        Optional<Money> price = DecimalText.of(value)
                .filter(dollars -> dollars.signum() >= 0 && dollars.compareTo(MOST_DOLLARS) <= 0)
                .map(Money::new);
        if (isSaid(value) && price.isEmpty()) {
            problems.wrong("priceUsdPerMonth", "must be dollars from 0 to " + MOST_DOLLARS);
        }
        return price;
    }

    private static Optional<PlanMode> mode(JsonNode value, Parameters problems) {
        Optional<PlanMode> mode = value.isTextual() ? PlanMode.ofLabel(value.textValue()) : Optional.empty();
        if (isSaid(value) && mode.isEmpty()) {
            problems.wrong("mode", "must be subscription, api or both");
        }
        return mode;
    }

    private static TreeSet<String> users(JsonNode value, Parameters problems) {
        TreeSet<String> users = new TreeSet<>();
        if (isSaid(value) && (!value.isArray() || value.size() > MOST_USERS)) {
            problems.wrong("users", "must be a list of at most " + MOST_USERS + " names");
            return users;
        }
        for (JsonNode user : value) {
            Optional<String> name = user.isTextual() ? PlainName.of(user.textValue()) : Optional.empty();
            name.ifPresentOrElse(users::add, () -> problems.wrong("users", "each " + PlainName.RULE));
        }
        return users;
    }

    private static long version(JsonNode value, Parameters problems) {
        if (isSaid(value) && !(value.canConvertToLong() && value.isIntegralNumber() && value.longValue() >= 0)) {
            problems.wrong("version", "must be a whole number");
            return 0;
        }
        return value.asLong(0);
    }
}
