package io.agentmeter.deployment;

import java.util.List;

/// What runs on a clock.
public final class Schedules {
    public record Schedule(String name, Functions function, int everyMinutes) {}

    private static final List<Schedule> ALL = List.of(
            new Schedule("cubes", Functions.CUBES, 15),
            new Schedule("alert-sweep", Functions.ALERT_SWEEP, 1),
            new Schedule("alert-watch", Functions.ALERT_WATCH, 5),
            new Schedule("audit-sweep", Functions.AUDIT_SWEEP, 24 * 60));

    private Schedules() {}

    public static List<Schedule> all() {
        return ALL;
    }
}
