package io.agentmeter.functions.library.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads parameters and collects every problem, so that a caller is told all of them at once by [#check]. Until then a
/// wrong parameter reads as a stand-in.
public final class Parameters {
    /// Longest range of days that is answered in one request.
    public static final int MOST_DAYS = 400;

    /// Days, both included.
    public record Range(LocalDate start, LocalDate end) {
        public List<LocalDate> days() {
            return start.datesUntil(end.plusDays(1)).toList();
        }
    }

    private final Map<String, List<String>> given;
    private final TreeMap<String, String> problems = new TreeMap<>();

    public Parameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /// @throws InvalidParameters if any parameter that was read was wrong
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidParameters(problems);
        }
    }

    public void wrong(String parameter, String why) {
        problems.putIfAbsent(parameter, why);
    }

    public Optional<String> text(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            wrong(name, "may be given once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    public Range range() {
        LocalDate start = day("start");
        LocalDate end = day("end");
        if (problems.containsKey("start") || problems.containsKey("end")) {
            return new Range(LocalDate.EPOCH, LocalDate.EPOCH);
        }
        if (end.isBefore(start)) {
            wrong("end", "must not be before start");
            return new Range(start, start);
        }
        if (ChronoUnit.DAYS.between(start, end) >= MOST_DAYS) {
            wrong("end", "may be at most " + (MOST_DAYS - 1) + " days behind start");
            return new Range(start, start);
        }
        return new Range(start, end);
    }

    public LocalDate day(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            wrong(name, "is missing; give a day such as 2026-11-22");
            return LocalDate.EPOCH;
        }
        return readDay(name, text.get());
    }

    /// @param text a day such as `2026-11-22`
    public LocalDate readDay(String name, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeException malformed) {
            // Answered below, as days outside of every calendar here.
        }
        wrong(name, "is not a day such as 2026-11-22");
        return LocalDate.EPOCH;
    }

    public int number(String name, int whenAbsent, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return whenAbsent;
        }
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        wrong(name, "must be a whole number from " + least + " to " + most);
        return whenAbsent;
    }

    public String oneOf(String name, String whenAbsent, List<String> possible) {
        String text = text(name).orElse(whenAbsent);
        if (possible.contains(text) || text.equals(whenAbsent)) {
            return text;
        }
        wrong(name, "must be one of " + String.join(", ", possible));
        return whenAbsent;
    }
}
