package io.agentmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Totals are what `contracts/totals.schema.json` says, which other languages read them by.
class TotalsContractTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Test
    void totalsWithoutAnythingFollowTheSchema() throws IOException {
        assertThat(errors(TotalsJson.write(Totals.of(List.<DayData>of(), Filters.NONE, 5))))
                .isEmpty();
    }

    @Property(tries = 50)
    void totalsFollowTheSchemaWithAndWithoutSessions(@ForAll("usage") List<UsageEvent> events) throws IOException {
        List<DayData> days = FoldedUsage.of(events).days(DAY, DAY);
        assertThat(errors(TotalsJson.write(Totals.of(days, Filters.NONE, 5)))).isEmpty();
        for (GroupBy.Group group : new GroupBy.Names(Dimension.MODEL).of(days, Filters.NONE, 5)) {
            assertThat(errors(TotalsJson.write(group.totals()))).isEmpty();
        }
    }

    @Test
    void theSchemaIsNotSatisfiedByAnything() throws IOException {
        JsonNode wrong =
                TotalsJson.write(Totals.of(List.<DayData>of(), Filters.NONE, 5)).put("estimatedCostUsd", "1E+3");
        assertThat(errors(wrong)).hasSize(1);
    }

    @Provide
    static Arbitrary<List<UsageEvent>> usage() {
        return Arbitraries.integers()
                .between(0, 50)
                .<UsageEvent>map(id -> UsageEvents.request("r" + id))
                .list()
                .ofMaxSize(10);
    }

    private static List<Error> errors(JsonNode totals) throws IOException {
        String text = Files.readString(Path.of("../contracts/totals.schema.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        return schema.validate(totals.toString(), InputFormat.JSON);
    }
}
