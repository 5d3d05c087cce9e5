package io.agentmeter.functions.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.audit.Difference;
import io.agentmeter.functions.library.control.StoredAudit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Audits as JSON; see `contracts/audit.schema.json`.
final class AuditJson {
    private static final JsonMapper JSON = new JsonMapper();
    /// Characters of single differences in one result, which is kept in one item.
    private static final int MOST_SHOWN = 150_000;

    private AuditJson() {}

    static ObjectNode of(StoredAudit audit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", audit.id());
        json.put("state", audit.state().label());
        json.put("start", audit.start().toString());
        json.put("end", audit.end().toString());
        json.put("repair", audit.repair());
        json.put("createdAt", audit.createdAt().toString());
        json.put("startedAt", audit.startedAt().map(Instant::toString).orElse(null));
        json.put("finishedAt", audit.finishedAt().map(Instant::toString).orElse(null));
        json.put("failure", audit.failure().orElse(null));
        json.set("result", audit.result().map(AuditJson::read).orElse(null));
        return json;
    }

    private static ObjectNode read(String result) {
        try {
            return (ObjectNode) JSON.readTree(result);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an audit's result is no JSON", damaged);
        }
    }

    static ObjectNode of(AuditResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("differences", result.differences());
        json.put("events", result.events());
        json.put("readUnits", Math.round(result.readUnits()));
        json.put("milliseconds", result.took().toMillis());
        ArrayNode days = json.putArray("days");
        int[] room = {MOST_SHOWN};
        result.days().forEach(day -> days.add(of(day, room)));
        return json;
    }

    private static ObjectNode of(AuditedDay day, int[] room) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("day", day.day().toString());
        json.put("basis", day.basis());
        json.put("events", day.events());
        json.put("counted", day.counted());
        json.put("withoutEvent", day.withoutEvent());
        json.put("cells", day.cells());
        json.put("sessions", day.sessions());
        json.put("settled", day.settled());
        ObjectNode cube = json.putObject("cube");
        cube.put("state", day.cube().state().label());
        if (day.cube().version().isPresent()) {
            cube.put("version", day.cube().version().getAsInt());
        } else {
            cube.putNull("version");
        }
        json.put("differences", day.differences().count());
        ObjectNode byKind = json.putObject("byKind");
        for (Difference.Kind kind : Difference.Kind.values()) {
            if (day.differences().count(kind) > 0) {
                byKind.put(kind.label(), day.differences().count(kind));
            }
        }
        ArrayNode shown = json.putArray("shown");
        for (Difference difference : day.differences().shown()) {
            ObjectNode one = of(difference);
            room[0] -= one.toString().length();
            if (room[0] > 0) {
                shown.add(one);
            }
        }
        json.putObject("repaired")
                .put("events", day.repaired().events())
                .put("sessions", day.repaired().sessions())
                .put("rows", day.repaired().rows());
        ArrayNode notes = json.putArray("notes");
        notes(day).forEach(notes::add);
        return json;
    }

    private static ObjectNode of(Difference difference) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", difference.kind().label());
        json.put("key", difference.key());
        ObjectNode values = json.putObject("values");
        difference
                .values()
                .forEach((name, value) ->
                        values.putObject(name).put("expected", value.expected()).put("actual", value.actual()));
        return json;
    }

    private static List<String> notes(AuditedDay day) {
        List<String> notes = new ArrayList<>();
        if (day.withoutEvent() > 0) {
            notes.add(
                    "%d of %d counted events are no longer stored as such, the oldest of %s: raw events are kept for a while only. They were checked by what their slices hold."
                            .formatted(
                                    day.withoutEvent(),
                                    day.counted(),
                                    day.oldestWithoutEvent()
                                            .map(Instant::toString)
                                            .orElse("an unknown time")));
        }
        if (!day.settled()) {
            notes.add("Others were writing all the time, so a difference may be an event on its way; ask again.");
        }
        switch (day.cube().state()) {
            case NOT_DUE -> notes.add("The day is not over; its cube is not due.");
            case PENDING -> notes.add("A new cube is due and will be written by the next run, within 15 minutes.");
            case NONE, MATCHES, DIFFERS, MISSING -> {}
        }
        return notes;
    }
}
