package io.agentmeter.streams;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/// Lambda's event-source filters, matched by AWS's own matcher: a record passes if any pattern matches it.
public final class FilterCriteria {
    private final boolean everything;
    private final Machine machine = Machine.builder().build();

    /// @param patterns none lets everything pass
    public FilterCriteria(List<String> patterns) {
        this.everything = patterns.isEmpty();
        for (String pattern : patterns) {
            try {
                machine.addRule(pattern, pattern);
            } catch (IOException malformed) {
                throw new IllegalArgumentException("not a filter pattern: " + pattern, malformed);
            }
        }
    }

    public boolean matches(JsonNode record) {
        return everything || !machine.rulesForJSONEvent(record).isEmpty();
    }
}
