package io.agentmeter.functions.query;

import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.files.FileStore;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.report.DayCube;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// `GET /v1/cubes/{day}`: the file if it was written and the day has not changed since, else worked out now.
final class CubeAnswer {
    private final QueryStores stores;
    private final DayReader days;
    private final View view;

    CubeAnswer(QueryStores stores, View view) {
        this.stores = stores;
        this.days = new DayReader(stores.rollups());
        this.view = view;
    }

    HttpAnswer answer(String text, Parameters parameters) {
        LocalDate day = parameters.readDay("day", text);
        parameters.check();
        return written(day)
                .map(file -> HttpAnswer.jsonText(200, file).withTagOf(file))
                .orElseGet(() -> computed(day));
    }

    private Optional<String> written(LocalDate day) {
        boolean over = day.isBefore(view.today());
        if (!over || stores.marks().find(day).filter(DayMark::isChanged).isPresent()) {
            return Optional.empty();
        }
        return stores.files().read(FileStore.cube(day));
    }

    private HttpAnswer computed(LocalDate day) {
        Instant now = view.now();
        DayCube cube = new DayCube(days.all(List.of(day)).getFirst(), view.calendar(), view.idleGapMinutes());
        return HttpAnswer.json(200, cube.json(now)).withTagOf(cube.content(now).toString());
    }
}
