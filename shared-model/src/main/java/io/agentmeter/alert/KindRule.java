package io.agentmeter.alert;

import io.agentmeter.usage.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the organisation wants to know of one kind of alert.
///
/// @param minimumOrNull below this amount it is not worth a message; absent for the kind's own
public record KindRule(boolean enabled, @Nullable Money minimumOrNull) {
    static final KindRule USUAL = new KindRule(true, null);

    public Optional<Money> minimum() {
        return Optional.ofNullable(minimumOrNull);
    }
}
