package io.agentmeter.functions.query;

import io.agentmeter.functions.library.control.DayMark;
import io.agentmeter.functions.library.cubes.CubeFile;
import io.agentmeter.functions.library.cubes.CubeFiles;
import io.agentmeter.functions.library.days.DayReader;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.HttpError;
import io.agentmeter.functions.library.http.Parameters;
import io.agentmeter.report.DayCube;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// `GET /v1/cubes/{day}`: the file if it was written and the day has not changed since, else worked out now; or one of
/// the versions that a final day has had.
final class CubeAnswer {
    private final QueryStores stores;
    private final CubeFiles cubes;
    private final DayReader days;
    private final View view;

    CubeAnswer(QueryStores stores, View view) {
        this.stores = stores;
        this.cubes = new CubeFiles(stores.files());
        this.days = new DayReader(stores.rollups());
        this.view = view;
    }

    HttpAnswer answer(String text, Parameters parameters) {
        LocalDate day = parameters.readDay("day", text);
        int version = parameters.number("version", 0, 1, 999_999);
        parameters.check();
        if (version > 0) {
            return cubes.version(day, version)
                    .map(file -> HttpAnswer.jsonText(200, file).withTagOf(file))
                    .orElseGet(() -> HttpAnswer.error(HttpError.notFound("this day's cube has no version " + version)
                            .next("ask without a version; earlierVersions names those that there are")));
        }
        return written(day)
                .map(file -> HttpAnswer.jsonText(200, file).withTagOf(file))
                .orElseGet(() -> computed(day));
    }

    private Optional<String> written(LocalDate day) {
        boolean over = day.isBefore(view.today());
        if (!over || stores.marks().find(day).filter(DayMark::isChanged).isPresent()) {
            return Optional.empty();
        }
        return cubes.newest(day).map(CubeFile::text);
    }

    private HttpAnswer computed(LocalDate day) {
        Instant now = view.now();
        DayCube cube = new DayCube(days.all(List.of(day)).getFirst(), view.calendar(), view.idleGapMinutes());
        return HttpAnswer.json(200, cube.json(now)).withTagOf(cube.content(now).toString());
    }
}
