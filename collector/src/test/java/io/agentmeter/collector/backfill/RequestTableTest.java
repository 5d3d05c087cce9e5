package io.agentmeter.collector.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RequestTableTest {
    @Test
    void keepsManyRequestsApart() {
        RequestTable table = new RequestTable();
        for (int i = 0; i < 300_000; i++) {
            assertThat(table.rowOf("req_011" + i)).isEqualTo(-1 - i);
            table.own(i, i * 7L, i % 50, i % 3_000);
            table.raise(i, new long[] {0, 0, 0, i + 1L, 0, 0});
        }
        assertThat(table.size()).isEqualTo(300_000);
        for (int i = 0; i < 300_000; i++) {
            assertThat(table.rowOf("req_011" + i)).isEqualTo(i);
            assertThat(table.time(i)).isEqualTo(i * 7L);
            assertThat(table.words(i)).isEqualTo(i % 50);
            assertThat(table.session(i)).isEqualTo(i % 3_000);
            assertThat(counts(table, i)).containsExactly(0, 0, 0, i + 1L, 0, 0);
        }
    }

    @Property(tries = 200)
    void findsWhatAPlainMapFinds(@ForAll long seed) {
        Random random = new Random(seed);
        RequestTable table = new RequestTable();
        Map<String, Long> plain = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String id = Integer.toString(random.nextInt(3_000), 2 + random.nextInt(30));
            long count = random.nextLong(1_000);
            int found = table.rowOf(id);
            assertThat(found >= 0).isEqualTo(plain.containsKey(id));
            table.raise(found < 0 ? -1 - found : found, new long[] {count, 0, 0, 0, 0, 0});
            plain.merge(id, count, Math::max);
            assertThat(counts(table, table.rowOf(id))[0]).isEqualTo(plain.get(id));
        }
        assertThat(table.size()).isEqualTo(plain.size());
    }

    private static long[] counts(RequestTable table, int row) {
        long[] counts = new long[RequestTable.COUNTS];
        table.counts(row, counts);
        return counts;
    }
}
