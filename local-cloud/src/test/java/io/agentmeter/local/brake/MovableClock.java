package io.agentmeter.local.brake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A clock that goes on by itself and may be put to another time.
final class MovableClock extends Clock {
    private final Clock machine = Clock.systemUTC();
    private volatile Duration ahead;

    MovableClock(Instant now) {
        this.ahead = Duration.between(machine.instant(), now);
    }

    void set(Instant now) {
        ahead = Duration.between(machine.instant(), now);
    }

    void pass(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : Clock.offset(machine, ahead).withZone(zone);
    }
}
