package io.agentmeter.alert.watch;

import io.agentmeter.alert.AlertScope;
import io.agentmeter.event.Source;
import io.agentmeter.rollup.CounterNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Finds sources that usually report and have stopped: a user's telemetry that is missing while other sources go on,
/// and a day without anything at all where such days always had usage.
public final class Silences {
    /// Days before today that are asked.
    public static final int HISTORY_DAYS = 28;

    private static final int WEEK = 7;
    private static final long ENOUGH_REQUESTS = 20;
    private static final int ENOUGH_DAYS = 3;

    /// Sources that tell of requests as they happen; transcripts are read when somebody reads them.
    private static final List<Source> AT_ONCE = List.of(Source.OTLP, Source.NATIVE);

    /// @param source what is silent: a source, or `all`
    /// @param why one sentence
    public record Silence(String source, String title, String user, String why) {}

    private Silences() {}

    /// Users whose telemetry has stopped.
    public static List<Silence> ofUsers(DayCells today, Collection<DayCells> history) {
        List<Silence> silent = new ArrayList<>();
        List<DayCells> newestFirst = history.stream()
                .filter(day -> day.day().isBefore(today.day()))
                .sorted(Comparator.comparing(DayCells::day).reversed())
                .toList();
        today.by(AlertScope.USER, CounterNames.REQUESTS).forEach((user, requests) -> {
            for (Source source : AT_ONCE) {
                if (isEnough(requests) && seen(today, source, user).signum() == 0) {
                    long usual = newestFirst.stream()
                            .filter(day -> isEnough(requests(day, user)))
                            .limit(ENOUGH_DAYS)
                            .filter(day -> seen(day, source, user)
                                            .multiply(BigDecimal.TWO)
                                            .compareTo(requests(day, user))
                                    >= 0)
                            .count();
                    if (usual == ENOUGH_DAYS) {
                        silent.add(silence(today.day(), source, user, requests));
                    }
                }
            }
        });
        return silent;
    }

    private static Silence silence(LocalDate day, Source source, String user, BigDecimal requests) {
        String whose = user.isEmpty() ? "of users without a name" : "of " + user;
        return new Silence(
                source.label(),
                "The source " + source.label() + " " + whose + " is silent",
                user,
                "On each of the last " + ENOUGH_DAYS
                        + " busy days it reported half of the requests or more, and of the " + requests.toPlainString()
                        + " on " + day + " none.");
    }

    /// A day that is over and has no request, while each of the last four such weekdays had enough.
    public static List<Silence> ofDay(LocalDate day, Collection<DayCells> history) {
        List<DayCells> such = history.stream()
                .filter(other -> other.day().isBefore(day))
                .filter(other -> !other.day().isBefore(day.minusDays(HISTORY_DAYS)))
                .filter(other -> other.day().getDayOfWeek() == day.getDayOfWeek())
                .filter(other -> other.count(CounterNames.REQUESTS) >= ENOUGH_REQUESTS)
                .toList();
        boolean empty = history.stream()
                .filter(other -> other.day().equals(day))
                .allMatch(other -> other.count(CounterNames.REQUESTS) == 0);
        return empty && such.size() == HISTORY_DAYS / WEEK
                ? List.of(new Silence(
                        "all",
                        "Nothing was reported on " + day,
                        "",
                        "Each of the last four such weekdays had " + ENOUGH_REQUESTS + " requests or more."))
                : List.of();
    }

    private static boolean isEnough(BigDecimal requests) {
        return requests.compareTo(BigDecimal.valueOf(ENOUGH_REQUESTS)) >= 0;
    }

    private static BigDecimal requests(DayCells day, String user) {
        return day.by(AlertScope.USER, CounterNames.REQUESTS).getOrDefault(user, BigDecimal.ZERO);
    }

    private static BigDecimal seen(DayCells day, Source source, String user) {
        return day.by(AlertScope.USER, CounterNames.source(source)).getOrDefault(user, BigDecimal.ZERO);
    }
}
