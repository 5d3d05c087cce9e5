package io.agentmeter.functions.report;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.StoreUnavailable;
import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.control.DayMarks;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.files.FileStore;
import io.agentmeter.functions.library.log.Log;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.report.DayCube;
import io.agentmeter.report.DayData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Writes the cube of every day that is over: once when the day has ended, again whenever it has changed, and as a
/// final version when nothing more is expected of it. A final day that changes after all gets another version. Every
/// final version makes its day due for an audit.
final class CubeService {
    /// Days looked at in one run; the next run goes on.
    static final int MOST = 400;

    /// What a run did.
    ///
    /// @param failed days whose cube could not be made; they keep their mark
    record Summary(int written, int failed, int settled) {}

    private final RollupStore rollups;
    private final DayMarks marks;
    private final DayMarks audits;
    private final CubeFiles cubes;
    private final OrganisationCalendar calendar;
    private final int idleGapMinutes;
    private final Log log;

    CubeService(
            RollupStore rollups,
            DayMarks marks,
            DayMarks audits,
            FileStore files,
            OrganisationCalendar calendar,
            int idleGapMinutes,
            Log log) {
        this.rollups = rollups;
        this.marks = marks;
        this.audits = audits;
        this.cubes = new CubeFiles(files);
        this.calendar = calendar;
        this.idleGapMinutes = idleGapMinutes;
        this.log = log;
    }

    /// @param timeLeft whether there is time for one more
    Summary run(Instant now, BooleanSupplier timeLeft) {
        int written = 0;
        int failed = 0;
        int settled = 0;
        List<DayMark> marked = marks.before(calendar.dayOf(now), MOST);
        for (DayMark mark : marked) {
            if (!timeLeft.getAsBoolean()) {
                break;
            }
            boolean last = DayCube.isFinal(mark.day(), calendar, now);
            if (!mark.isChanged() && !last) {
                continue;
            }
            if (write(mark.day(), now, last)) {
                if (last) {
                    audits.change(mark.day());
                }
                marks.written(mark, last);
                written++;
                settled += last ? 1 : 0;
            } else {
                failed++;
            }
        }
        return new Summary(written, failed, settled);
    }

    /// A day that cannot be made must not hold up the days behind it; a store that does not answer ends the run.
    private boolean write(LocalDate day, Instant now, boolean last) {
        try {
            DayData data = new DayData(day, rollups.cells(day, true), rollups.sessionDays(day));
            DayCube cube = new DayCube(data, calendar, idleGapMinutes);
            if (last) {
                cubes.publish(cube, now);
            } else {
                cubes.write(cube, now);
            }
            return true;
        } catch (StoreUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException fault) {
            log.error("cube_failed").with("day", day.toString()).fault(fault).write();
            return false;
        }
    }
}
