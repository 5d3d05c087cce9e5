package io.agentmeter.functions.alert.watch;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.alert.Alert;
import io.agentmeter.alert.AlertScope;
import io.agentmeter.alert.Screens;
import io.agentmeter.alert.watch.Anomalies;
import io.agentmeter.alert.watch.DayCells;
import io.agentmeter.alert.watch.Digest;
import io.agentmeter.functions.library.control.AlertSettingsStore;
import io.agentmeter.functions.library.control.AlertStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Sums up the day before, once its time of the day has come.
final class DigestWatch implements Watch {
    record Parts(
            PastDays days,
            Standings standings,
            AlertStore alerts,
            AlertSettingsStore settings,
            OrganisationCalendar calendar,
            Screens screens) {}

    private final Parts parts;

    DigestWatch(Parts parts) {
        this.parts = parts;
    }

    @Override
    public List<Alert> look(Instant now) {
        LocalDate today = parts.calendar().dayOf(now);
        Optional<LocalTime> at = parts.settings().read().digestAt();
        boolean due = at.isPresent()
                && !now.isBefore(
                        today.atTime(at.get()).atZone(parts.calendar().zone()).toInstant());
        LocalDate day = today.minusDays(1);
        // It is a long way to a message that was sent already.
        return due && parts.alerts().find(Digest.id(day)).isEmpty() ? List.of(digest(day, now)) : List.of();
    }

    private Alert digest(LocalDate day, Instant now) {
        TreeSet<LocalDate> wanted = new TreeSet<>(Anomalies.historyOf(day));
        wanted.add(day);
        List<DayCells> read = parts.days().read(wanted, day, now);
        DayCells own = read.stream()
                .filter(one -> one.day().equals(day))
                .findFirst()
                .orElseGet(() -> new DayCells(day, Map.of()));
        List<String> budgets = parts.standings().of(now).stream()
                .map(standing -> BudgetWords.line(standing.state()))
                .toList();
        OrganisationCalendar calendar = parts.calendar();
        List<String> alerts = parts.alerts().between(calendar.startOf(day), calendar.startOf(day.plusDays(1))).stream()
                .map(stored -> stored.alert().title())
                .toList();
        return new Digest(own, read, budgets, alerts).alert(now, parts.screens().day(day, AlertScope.ALL, ""));
    }
}
