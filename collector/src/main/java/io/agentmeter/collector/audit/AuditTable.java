package io.agentmeter.collector.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An audit as a person reads it.
final class AuditTable {
    private static final List<String> HEAD =
            List.of("Day", "Checked by", "Events", "Counted", "Sessions", "Cells", "Cube", "Repaired", "Differences");
    private static final int VALUES_SHOWN = 4;

    private AuditTable() {}

    static String of(JsonNode audit) {
        JsonNode result = audit.path("result");
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        result.path("days").forEach(day -> rows.add(row(day)));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths(rows))).append('\n'));
        result.path("days").forEach(day -> {
            day.path("shown").forEach(one -> text.append(difference(day, one)));
            long left = day.path("differences").asLong() - day.path("shown").size();
            if (left > 0) {
                text.append(day.path("day").asText() + "  and " + count(left) + " more\n");
            }
            day.path("notes").forEach(note -> text.append(day.path("day").asText() + "  " + note.asText() + "\n"));
        });
        long differences = result.path("differences").asLong();
        text.append(
                differences == 0
                        ? "No difference"
                        : count(differences) + (differences == 1 ? " difference" : " differences"));
        text.append(" (" + count(result.path("events").asLong()) + " events, "
                + tenths(result.path("milliseconds").asLong()) + " s, "
                + count(result.path("readUnits").asLong())
                + " read units)\n");
        if (differences > 0 && !audit.path("repair").asBoolean()) {
            text.append("To bring the rows to what the events say: the same command with --repair\n");
        }
        return text.toString();
    }

    private static List<String> row(JsonNode day) {
        JsonNode cube = day.path("cube");
        String version =
                cube.path("version").isInt() ? " v" + cube.path("version").asInt() : "";
        JsonNode repaired = day.path("repaired");
        long done = repaired.path("events").asLong()
                + repaired.path("sessions").asLong()
                + repaired.path("rows").asLong();
        return List.of(
                day.path("day").asText(),
                day.path("basis").asText().replace('_', ' '),
                count(day.path("events").asLong()),
                count(day.path("counted").asLong()),
                count(day.path("sessions").asLong()),
                count(day.path("cells").asLong()),
                cube.path("state").asText().replace('_', ' ') + version,
                done == 0
                        ? "-"
                        : "%s rows, %s sessions, %s events"
                                .formatted(
                                        count(repaired.path("rows").asLong()),
                                        count(repaired.path("sessions").asLong()),
                                        count(repaired.path("events").asLong())),
                count(day.path("differences").asLong()));
    }

    private static String difference(JsonNode day, JsonNode one) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, JsonNode> value : one.path("values").properties()) {
            if (values.size() < VALUES_SHOWN) {
                String actual = value.getValue().path("actual").asText();
                String expected = value.getValue().path("expected").asText();
                values.add(
                        actual.isEmpty()
                                ? value.getKey() + " " + expected
                                : value.getKey() + " is " + actual + ", should be "
                                        + (expected.isEmpty() ? "absent" : expected));
            }
        }
        int more = one.path("values").size() - values.size();
        return "%s  %s %s: %s%s%n"
                .formatted(
                        day.path("day").asText(),
                        one.path("kind").asText(),
                        one.path("key").asText(),
                        String.join("; ", values),
                        more > 0 ? " and " + more + " more" : "");
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String pad = " ".repeat(widths[column] - row.get(column).length());
            boolean isNumber = column >= 2 && column <= 5 || column == row.size() - 1;
            line.append(column == 0 ? "" : "  ").append(isNumber ? pad + row.get(column) : row.get(column) + pad);
        }
        return line.toString().stripTrailing();
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String tenths(long milliseconds) {
        return milliseconds / 1_000 + "." + milliseconds % 1_000 / 100;
    }
}
