package io.agentmeter.simulator;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.UsageEvent;
import java.util.ArrayList;
import java.util.List;

/// Reports in one line, for people.
final class Texts {
    private Texts() {}

    static String of(UsageEvent event) {
        List<String> words = new ArrayList<>();
        words.add(event.kind().label() + " " + event.id().text());
        words.add("at " + event.time());
        words.add("in " + event.session());
        words.add("by " + event.envelope().sources());
        Attribution said = event.envelope().attribution();
        if (said.project().isPresent()) {
            words.add("project " + said.project().value() + "/" + said.project().weight());
        }
        if (said.user().isPresent()) {
            words.add("user " + said.user().value() + "/" + said.user().weight());
        }
        if (event instanceof ModelRequest request) {
            ModelRequest.Facts facts = request.facts();
            words.add(
                    facts.model().value() + " output " + facts.tokens().output().count());
            facts.reportedCost().ifPresent(cost -> words.add("reported " + cost.text()));
        }
        return String.join(", ", words);
    }
}
