package io.agentmeter.benchmarks;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.deployment.Streams.Table;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.functions.aggregate.AggregateService;
import io.agentmeter.functions.aggregate.Folding;
import io.agentmeter.functions.library.DynamoDbLocalServer;
import io.agentmeter.functions.library.events.DynamoDbEventStore;
import io.agentmeter.functions.library.events.EventWrites;
import io.agentmeter.functions.library.rollups.DynamoDbRollupStore;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.slice.CostPolicy;
import io.agentmeter.slice.Pricer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Write units per event, everything included: the real stores and the real aggregator on DynamoDB Local, for several
/// sizes of a POST. *Busy*: the stream's batches are full. *Quiet*: each POST is a batch of its own.
public final class WriteUnits {
    /// What a run wrote.
    record Measured(int perPost, boolean busy, int events, int posts, int batches, WriteMeter meter) {
        double perEvent() {
            return meter.total() / (double) events;
        }
    }

    private WriteUnits() {}

    public static void main(String[] arguments) {
        CostModel model = CostModel.read();
        System.out.println("Team: " + Workload.DESCRIPTION);
        System.out.printf("%-8s %-6s %8s %10s   %s%n", "per POST", "", "units", "$/million", "of which");
        Measured typical = run(20, true);
        for (Measured measured : List.of(run(1, true), run(1, false), typical, run(20, false), run(500, true))) {
            System.out.printf(
                    "%-8d %-6s %8.3f %10.2f   %s%n",
                    measured.perPost(),
                    measured.busy() ? "busy" : "quiet",
                    measured.perEvent(),
                    model.dollarsPerMillion(measured),
                    String.join(", ", measured.meter().itemised(measured.events())));
        }
        System.out.println();
        System.out.println(model.itemised(typical));
    }

    static Measured run(int perPost, boolean busy) {
        DynamoDbLocalServer server = DynamoDbLocalServer.shared();
        WriteMeter meter = new WriteMeter(server.client());
        DynamoDbClient client = meter.metered();
        DynamoDbEventStore events = new DynamoDbEventStore(
                client,
                server.createTable(Table.EVENTS),
                Duration.ofDays(90),
                InstantSource.system(),
                EventWrites.STATEMENTS);
        AggregateService aggregate = new AggregateService(
                new DynamoDbRollupStore(client, server.createTable(Table.ROLLUPS)),
                new Folding(
                        new OrganisationCalendar(ZoneOffset.UTC),
                        new Pricer(PriceBook.standard(), CostPolicy.REPORTED)));
        int batch = busy ? Math.max(perPost, Workload.FULL_BATCH) : perPost;
        List<List<UsageEvent>> posts = new Workload(perPost).posts();
        List<UsageEvent> waiting = new ArrayList<>();
        int written = 0;
        int batches = 0;
        for (List<UsageEvent> post : posts) {
            events.put(post);
            waiting.addAll(post);
            written += post.size();
            if (waiting.size() >= batch) {
                aggregate.aggregate(waiting);
                waiting.clear();
                batches++;
            }
        }
        if (!waiting.isEmpty()) {
            aggregate.aggregate(waiting);
            batches++;
        }
        return new Measured(perPost, busy, written, posts.size(), batches, meter);
    }
}
