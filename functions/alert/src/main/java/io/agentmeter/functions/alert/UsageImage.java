package io.agentmeter.functions.alert;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.agentmeter.rollup.CounterNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The counters of a row before or after a change, as the rollups stream tells them.
record UsageImage(@Nullable Map<String, AttributeValue> item) {
    /// What any budget can count.
    private static final List<String> MEASURED = List.of(
            CounterNames.COST,
            CounterNames.REQUESTS,
            CounterNames.FRESH_INPUT,
            CounterNames.CACHE_READ,
            CounterNames.CACHE_WRITE,
            CounterNames.OUTPUT);

    BigDecimal get(String counter) {
        AttributeValue value = item == null ? null : item.get(counter);
        return value == null || value.getN() == null ? BigDecimal.ZERO : new BigDecimal(value.getN());
    }

    /// Whether spend that was reported as it happened went up.
    boolean spendRoseTo(UsageImage after) {
        return after.get(CounterNames.LIVE_COST).compareTo(get(CounterNames.LIVE_COST)) > 0;
    }

    /// Whether usage went up that may alert. What has no price or costs nothing does not say whether it was
    /// reported as it happened; it may.
    boolean usageRoseTo(UsageImage after) {
        boolean free = after.get(CounterNames.COST).compareTo(get(CounterNames.COST)) == 0;
        return spendRoseTo(after) || free && after.get(CounterNames.REQUESTS).compareTo(get(CounterNames.REQUESTS)) > 0;
    }

    boolean differsFrom(UsageImage before) {
        return MEASURED.stream().anyMatch(counter -> get(counter).compareTo(before.get(counter)) != 0);
    }
}
