package io.agentmeter.activity;

import java.util.List;

/// The two clocks and what follows from them, over any number of whole days.
///
/// @param agentMinutes sum over sessions of their active minutes
/// @param wallClockMinutes minutes in which at least one session was active: a minute counts once
/// @param spanMinutes first to last active minute of each day, added up
/// @param peakConcurrency most sessions active in one minute
public record TimeTotals(long agentMinutes, long wallClockMinutes, long spanMinutes, int peakConcurrency) {
    public static final TimeTotals NONE = new TimeTotals(0, 0, 0, 0);

    /// One day of several sessions, each with its own minutes.
    public static TimeTotals ofDay(List<DayMinutes> sessions, int idleGapMinutes) {
        DayMinutes union = DayMinutes.NONE;
        long agentMinutes = 0;
        int[] active = new int[25 * 60];
        int peak = 0;
        for (DayMinutes session : sessions) {
            DayMinutes filled = session.filled(idleGapMinutes);
            agentMinutes += filled.count();
            union = union.or(filled);
            for (int minute : filled.stream().toArray()) {
                active[minute]++;
                peak = Math.max(peak, active[minute]);
            }
        }
        return new TimeTotals(agentMinutes, union.count(), union.span(), peak);
    }

    /// Days add up, because a minute belongs to one day; the peak is the higher one.
    public TimeTotals plus(TimeTotals otherDay) {
        return new TimeTotals(
                agentMinutes + otherDay.agentMinutes,
                wallClockMinutes + otherDay.wallClockMinutes,
                spanMinutes + otherDay.spanMinutes,
                Math.max(peakConcurrency, otherDay.peakConcurrency));
    }

    /// Wall-clock active minutes in a hundred minutes of span, rounded down, never above 100.
    public int utilizationPercent() {
        return spanMinutes == 0 ? 0 : (int) (wallClockMinutes * 100 / spanMinutes);
    }
}
