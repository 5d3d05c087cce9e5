package io.agentmeter.functions.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentmeter.functions.library.http.HttpAnswer;
import io.agentmeter.functions.library.http.Parameters;
import java.time.LocalDate;
import java.util.List;

/// `GET /healthz`: alive, with version. `?deep=true` also reads both tables, and is answered by 503 if one does not.
final class HealthAnswer {
    private static final String NOBODY = "healthz";

    private final QueryStores stores;
    private final String version;

    HealthAnswer(QueryStores stores, String version) {
        this.stores = stores;
        this.version = version;
    }

    HttpAnswer answer(Parameters parameters) {
        String deep = parameters.oneOf("deep", "false", List.of("true", "false"));
        parameters.check();
        if (deep.equals("true")) {
            stores.rollups().sessions(List.of(NOBODY));
            stores.marks().find(LocalDate.EPOCH);
        }
        return HttpAnswer.json(
                200, JsonNodeFactory.instance.objectNode().put("status", "ok").put("version", version));
    }
}
