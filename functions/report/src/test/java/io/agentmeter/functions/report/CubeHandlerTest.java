package io.agentmeter.functions.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmeter.event.UsageEvents;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.control.InMemoryDayMarks;
import io.agentmeter.functions.library.files.FileStore;
import io.agentmeter.functions.library.files.InMemoryFileStore;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.log.Metrics;
import io.agentmeter.functions.library.rollups.InMemoryRollupStore;
import io.agentmeter.functions.library.testing.NoContext;
import io.agentmeter.functions.library.testing.SettableClock;
import io.agentmeter.functions.library.testing.StoredUsage;
import io.agentmeter.report.FoldedUsage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CubeHandlerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant NEXT_DAY = Instant.parse("2026-11-23T00:10:00Z");
    private static final Instant SETTLED = Instant.parse("2026-11-24T00:00:00Z");

    private final SettableClock clock = new SettableClock(UsageEvents.TIME);
    private final InMemoryRollupStore rollups = new InMemoryRollupStore();
    private final InMemoryDayMarks marks = new InMemoryDayMarks();
    private final InMemoryDayMarks audits = new InMemoryDayMarks();
    private final InMemoryFileStore files = new InMemoryFileStore();
    private final List<String> lines = new ArrayList<>();

    @Test
    void aDayIsWrittenWhenItIsOverAndAgainWhenNothingMoreIsExpected() throws IOException {
        StoredUsage.put(rollups, List.of(UsageEvents.request("a")));
        marks.begin(DAY);
        assertThat(run(files)).isEqualTo("0 cubes written");
        assertThat(files.read(FileStore.cube(DAY))).isEmpty();

        clock.set(NEXT_DAY);
        assertThat(run(files)).isEqualTo("1 cubes written");
        assertThat(cube().path("final").booleanValue()).isFalse();
        assertThat(cube().path("cells")).hasSize(1);
        assertThat(run(files)).isEqualTo("0 cubes written");

        clock.set(SETTLED);
        assertThat(run(files)).isEqualTo("1 cubes written");
        assertThat(cube().path("final").booleanValue()).isTrue();
        assertThat(marks.find(DAY)).isEmpty();
        assertThat(run(files)).isEqualTo("0 cubes written");
    }

    @Test
    void aFinalDayThatChangesIsWrittenAgain() throws IOException {
        clock.set(SETTLED.plus(Duration.ofDays(30)));
        marks.change(DAY);
        run(files);
        assertThat(cube().path("cells")).isEmpty();
        StoredUsage.put(rollups, List.of(UsageEvents.request("late")));
        marks.change(DAY);
        run(files);
        assertThat(cube().path("cells").path(0).path("requests").intValue()).isEqualTo(1);
        assertThat(marks.find(DAY)).isEmpty();
    }

    @Test
    void everyFinalCubeIsAVersionThatStaysAndTheDayIsAuditedAfterIt() throws IOException {
        clock.set(SETTLED);
        StoredUsage.put(rollups, List.of(UsageEvents.request("a")));
        marks.change(DAY);
        run(files);
        String first = files.read(FileStore.cube(DAY, 1)).orElseThrow();
        assertThat(cube().path("version").intValue()).isEqualTo(1);
        assertThat(cube().path("earlierVersions")).isEmpty();
        assertThat(audits.find(DAY)).contains(new DayMark(DAY, 1, 0));

        clock.set(SETTLED.plus(Duration.ofDays(3)));
        StoredUsage.put(rollups, List.of(UsageEvents.request("late")));
        marks.change(DAY);
        run(files);
        assertThat(cube().path("version").intValue()).isEqualTo(2);
        assertThat(cube().path("earlierVersions")).hasSize(1);
        assertThat(cube().path("earlierVersions").path(0).path("version").intValue())
                .isEqualTo(1);
        assertThat(files.read(FileStore.cube(DAY, 1))).contains(first);
        assertThat(files.read(FileStore.cube(DAY, 2))).isEqualTo(files.read(FileStore.cube(DAY)));
        assertThat(audits.find(DAY)).contains(new DayMark(DAY, 2, 0));
    }

    @Test
    void aFinalDayThatWasMarkedButSaysTheSameKeepsItsVersion() throws IOException {
        clock.set(SETTLED);
        StoredUsage.put(rollups, List.of(UsageEvents.request("a")));
        marks.change(DAY);
        run(files);
        clock.set(SETTLED.plus(Duration.ofDays(3)));
        marks.change(DAY);
        run(files);
        assertThat(cube().path("version").intValue()).isEqualTo(1);
        assertThat(files.read(FileStore.cube(DAY, 2))).isEmpty();
    }

    @Test
    void aRunThatDiesAfterItsVersionIsTakenOverByTheNext() throws IOException {
        clock.set(SETTLED);
        StoredUsage.put(rollups, List.of(UsageEvents.request("a")));
        marks.change(DAY);
        FileStore dies = new Watched() {
            @Override
            public void write(String path, String contentType, String text) {
                throw new StoreUnavailable("died", new IOException("injected"));
            }
        };
        assertThatThrownBy(() -> run(dies)).isInstanceOf(StoreUnavailable.class);
        assertThat(files.read(FileStore.cube(DAY))).isEmpty();
        String first = files.read(FileStore.cube(DAY, 1)).orElseThrow();

        run(files);
        assertThat(files.read(FileStore.cube(DAY))).contains(first);

        StoredUsage.put(rollups, List.of(UsageEvents.request("late")));
        marks.change(DAY);
        assertThatThrownBy(() -> run(dies)).isInstanceOf(StoreUnavailable.class);
        StoredUsage.put(rollups, List.of(UsageEvents.request("later")));
        run(files);
        assertThat(cube().path("version").intValue()).isEqualTo(3);
        assertThat(cube().path("earlierVersions")).hasSize(2);
        assertThat(cube().path("cells").path(0).path("requests").intValue()).isEqualTo(3);
    }

    @Test
    void aChangeWhileTheCubeIsWrittenIsWrittenNextTime() {
        clock.set(SETTLED);
        marks.change(DAY);
        run(new Watched() {
            @Override
            public void write(String path, String contentType, String text) {
                marks.change(DAY);
                super.write(path, contentType, text);
            }
        });
        assertThat(marks.find(DAY)).contains(new DayMark(DAY, 2, 1));
        assertThat(run(files)).isEqualTo("1 cubes written");
        assertThat(marks.find(DAY)).isEmpty();
    }

    @Test
    void aDayThatCannotBeMadeDoesNotHoldUpTheOthersAndIsTold() {
        clock.set(SETTLED);
        marks.change(DAY.minusDays(1));
        marks.change(DAY);
        FileStore oneBad = new Watched() {
            @Override
            public void write(String path, String contentType, String text) {
                if (path.contains("2026-11-21")) {
                    throw new IllegalStateException("unreadable row");
                }
                super.write(path, contentType, text);
            }
        };
        assertThatThrownBy(() -> run(oneBad)).hasMessageContaining("1 day cubes could not be made");
        assertThat(files.read(FileStore.cube(DAY))).isPresent();
        assertThat(marks.find(DAY.minusDays(1))).isPresent();
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("cube_failed", "2026-11-21"));
    }

    @Test
    void aStoreThatIsDownEndsTheRunAndLosesNoMark() {
        clock.set(SETTLED);
        marks.change(DAY);
        FileStore down = new Watched() {
            @Override
            public void write(String path, String contentType, String text) {
                throw new StoreUnavailable("a file was not written", new IOException("down"));
            }
        };
        assertThatThrownBy(() -> run(down)).isInstanceOf(StoreUnavailable.class);
        assertThat(marks.find(DAY)).contains(new DayMark(DAY, 1, 0));
    }

    private String run(FileStore into) {
        Log log = Log.to(lines::add, "cubes", clock);
        CubeService service = new CubeService(rollups, marks, audits, into, FoldedUsage.UTC, 5, log);
        return new CubeHandler(service, clock, log, Metrics.to(lines::add, "cubes", clock))
                .handleRequest(Map.of(), NoContext.INSTANCE);
    }

    private JsonNode cube() throws IOException {
        return new ObjectMapper().readTree(files.read(FileStore.cube(DAY)).orElseThrow());
    }

    /// The files, with something in between.
    private class Watched implements FileStore {
        @Override
        public void write(String path, String contentType, String text) {
            files.write(path, contentType, text);
        }

        @Override
        public boolean create(String path, String contentType, String text) {
            return files.create(path, contentType, text);
        }

        @Override
        public void write(String path, String contentType, Path file) {
            files.write(path, contentType, file);
        }

        @Override
        public Optional<String> read(String path) {
            return files.read(path);
        }

        @Override
        public URI link(String path, String name, Duration valid) {
            return files.link(path, name, valid);
        }
    }
}
