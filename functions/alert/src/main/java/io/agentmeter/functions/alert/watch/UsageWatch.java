package io.agentmeter.functions.alert.watch;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.watch.Anomalies;
import io.agentmeter.alert.watch.DayCells;
import io.agentmeter.alert.watch.Notices;
import io.agentmeter.alert.watch.Silences;
import io.agentmeter.alert.watch.Unpriced;
import io.agentmeter.functions.library.control.AlertSettingsStore;
import io.agentmeter.usage.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Looks at the days' usage: spend that is unusual, sources that are silent, models without a price.
final class UsageWatch implements Watch {
    private final PastDays days;
    private final AlertSettingsStore settings;
    private final OrganisationCalendar calendar;
    private final Notices notices;

    UsageWatch(PastDays days, AlertSettingsStore settings, OrganisationCalendar calendar, Notices notices) {
        this.days = days;
        this.settings = settings;
        this.calendar = calendar;
        this.notices = notices;
    }

    @Override
    public List<Alert> look(Instant now) {
        LocalDate today = calendar.dayOf(now);
        LocalDate yesterday = today.minusDays(1);
        TreeSet<LocalDate> wanted = new TreeSet<>(Anomalies.historyOf(today));
        wanted.addAll(Anomalies.historyOf(yesterday));
        wanted.add(today);
        List<DayCells> read = days.read(wanted, today, now);
        Money minimum = settings.read().anomalyMinimum();
        List<Alert> alerts = new ArrayList<>();
        for (DayCells day : read) {
            // Yesterday too, because its last hour may have been reported after midnight.
            if (!day.day().isBefore(yesterday)) {
                Anomalies.of(day, read, minimum).forEach(anomaly -> alerts.add(notices.of(anomaly, now)));
                Unpriced.of(day)
                        .forEach((model, count) -> alerts.add(notices.ofUnpricedModel(model, count, day.day(), now)));
            }
            if (day.day().equals(today)) {
                Silences.ofUsers(day, read).forEach(silence -> alerts.add(notices.of(silence, today, now)));
            }
        }
        Silences.ofDay(yesterday, read).forEach(silence -> alerts.add(notices.of(silence, yesterday, now)));
        return alerts;
    }
}
