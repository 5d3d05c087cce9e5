package io.agentmeter.functions.library.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/// Counts as lines in CloudWatch's embedded metric format: the platform turns them into metrics, no call is made.
public final class Metrics {
    public static final String NAMESPACE = "AgentMeter";

    private final String function;
    private final Consumer<String> out;
    private final Clock clock;

    private Metrics(String function, Consumer<String> out, Clock clock) {
        this.function = function;
        this.out = out;
        this.clock = clock;
    }

    public static Metrics of(String function) {
        return new Metrics(function, System.out::println, Clock.systemUTC());
    }

    public static Metrics to(Consumer<String> out, String function, Clock clock) {
        return new Metrics(function, out, clock);
    }

    public void count(Metric metric, long count) {
        count(Map.of(metric, count));
    }

    /// Several counts in one line; those that are zero are left out.
    public void count(Map<Metric, Long> counts) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", clock.millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add("function");
        ArrayNode names = directive.putArray("Metrics");
        line.put("function", function);
        for (Metric metric : Metric.values()) {
            long count = counts.getOrDefault(metric, 0L);
            if (count != 0) {
                names.addObject().put("Name", metric.label()).put("Unit", "Count");
                line.put(metric.label(), count);
            }
        }
        if (!names.isEmpty()) {
            out.accept(line.toString());
        }
    }
}
