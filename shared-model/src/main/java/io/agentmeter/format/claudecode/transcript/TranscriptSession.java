package io.agentmeter.format.claudecode.transcript;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Envelope;
import io.agentmeter.event.EventId;
import io.agentmeter.event.Kind;
import io.agentmeter.event.ModelRequest;
import io.agentmeter.event.Source;
import io.agentmeter.event.TurnStarted;
import io.agentmeter.event.UsageEvent;
import io.agentmeter.format.Weights;
import io.agentmeter.format.claudecode.WorkspaceName;
import io.agentmeter.format.claudecode.transcript.TranscriptLine.Prompt;
import io.agentmeter.format.claudecode.transcript.TranscriptLine.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folds the lines of one session's files, its subagents' included, into events: each request once, with its
/// complete counts. The order of the files does not matter.
///
/// A request is recognised by its message id, so that a sidechain's replay of it, which carries another request
/// id, is not counted again: the request id of a line outside of sidechains is the one that telemetry knows.
/// See `docs/decisions/0004-transcript-identity.md`.
public final class TranscriptSession {
    private static final Claim AGENT = new Claim(Weights.OBSERVED, "claude-code");

    private final String folder;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<String, Prompt> prompts = new LinkedHashMap<>();
    private final Set<String> newPrompts = new HashSet<>();
    private final Set<Place> places = new HashSet<>();
    private String currentPrompt = "";
    private TranscriptLine.@Nullable Origin attributed;

    /// @param folder name of the folder below `projects` that the files are in, empty if unknown
    public TranscriptSession(String folder) {
        this.folder = folder;
    }

    /// Says that the lines that follow are of another file.
    public void beginFile() {
        currentPrompt = "";
    }

    /// Takes requests one by one, as all lines together tell them.
    @FunctionalInterface
    public interface RequestTaker {
        /// @param id the same for all copies of the request, in whatever session
        void take(String id, Instant time, TranscriptLine.Usage usage);
    }

    /// Adds what a line says; lines that say nothing and corrupt ones change nothing.
    public void add(TranscriptLine line) {
        add(line, true);
    }

    /// @param isNews whether the line is to be reported; one that was reported before completes the others
    public void add(TranscriptLine line, boolean isNews) {
        switch (line) {
            case Prompt prompt -> addPrompt(prompt, isNews);
            case Response response -> addResponse(response, isNews);
            case TranscriptLine.Nothing _, TranscriptLine.Corrupt _ -> {}
        }
    }

    private void addPrompt(Prompt prompt, boolean isNews) {
        currentPrompt = prompt.promptId();
        if (isNews) {
            newPrompts.add(prompt.promptId());
        }
        attribute(prompt.origin());
        prompts.merge(prompt.promptId(), prompt, TranscriptSession::earlier);
    }

    private static Prompt earlier(Prompt a, Prompt b) {
        return b.origin().time().isBefore(a.origin().time()) ? b : a;
    }

    private void addResponse(Response response, boolean isNews) {
        attribute(response.origin());
        String key = response.messageId().isEmpty() ? response.identity() : response.messageId();
        String around = response.sidechain() ? "" : currentPrompt;
        String prompt = response.origin().promptId().isEmpty()
                ? around
                : response.origin().promptId();
        requests.merge(key, new Request(response, prompt, isNews), Request::merge);
    }

    private void attribute(TranscriptLine.Origin origin) {
        if (attributed == null || !attributed.isSamePlaceAs(origin)) { // for nearly all lines it is
            attributed = origin;
            places.add(new Place(origin.session(), origin.directory(), origin.branch()));
        }
    }

    private Map<String, Attribution> attributions() {
        Map<String, Attribution> attributions = new HashMap<>();
        for (Place place : places) {
            Attribution attribution = Attribution.NONE
                    .withAgent(AGENT)
                    .withProject(WorkspaceName.ofFolder(place.directory(), folder))
                    .withBranch(new Claim(Weights.OBSERVED, place.branch()));
            attributions.merge(place.session(), attribution, Attribution::merge);
        }
        return attributions;
    }

    /// Every request, without the work of making events of them.
    public void forEachRequest(RequestTaker taker) {
        for (Request request : requests.values()) {
            Response response = request.response;
            taker.take(response.identity(), response.origin().time(), response.usage());
        }
    }

    /// Everything that news was heard of, in the order of time.
    public List<UsageEvent> events() {
        Map<String, Attribution> attributions = attributions();
        List<UsageEvent> events = new ArrayList<>(requests.size() + prompts.size());
        prompts.values().stream()
                .filter(prompt -> newPrompts.contains(prompt.promptId()))
                .forEach(prompt -> events.add(new TurnStarted(
                        envelope(Kind.TURN_STARTED, prompt.promptId(), prompt.origin(), attributions))));
        requests.values().stream().filter(Request::isNews).forEach(request -> events.add(event(request, attributions)));
        events.sort(Comparator.comparing(UsageEvent::time));
        return List.copyOf(events);
    }

    private static ModelRequest event(Request request, Map<String, Attribution> attributions) {
        Response response = request.response;
        TranscriptLine.Usage usage = response.usage();
        ModelRequest.Facts facts = new ModelRequest.Facts(
                said(usage.model()),
                usage.tokens(),
                usage.reportedCost().orElse(null),
                0,
                usage.webSearches(),
                said(usage.speed()),
                said(usage.serviceTier()),
                said(usage.region()),
                Claim.NONE,
                Claim.NONE,
                said(request.prompt));
        return new ModelRequest(
                envelope(Kind.MODEL_REQUEST, response.identity(), response.origin(), attributions), facts);
    }

    private static Claim said(String value) {
        return Claim.of(Source.TRANSCRIPT, value);
    }

    private static Envelope envelope(
            Kind kind, String id, TranscriptLine.Origin origin, Map<String, Attribution> attributions) {
        Attribution attribution = attributions.getOrDefault(origin.session(), Attribution.NONE);
        String session = origin.session().isEmpty() ? Envelope.sessionless(attribution) : origin.session();
        return new Envelope(
                new EventId(kind, id), origin.time(), session, attribution, Set.of(Source.TRANSCRIPT), false);
    }

    /// Where some of its lines were written; what project that is takes long to find out.
    private record Place(String session, String directory, String branch) {
        @Override
        public int hashCode() {
            return session.hashCode() + 31 * (directory.hashCode() + 31 * branch.hashCode());
        }
    }

    /// One request as told so far.
    private record Request(Response response, String prompt, boolean isNews) {
        /// The line whose ids, time and place hold: one outside of sidechains before one inside, one with a
        /// request id before one without, else the later one, because a response is complete when its last line
        /// is written.
        private static int ownership(Response a, Response b) {
            if (a.sidechain() != b.sidechain()) {
                return a.sidechain() ? -1 : 1;
            }
            int byRequestId =
                    Boolean.compare(!a.requestId().isEmpty(), !b.requestId().isEmpty());
            return byRequestId != 0
                    ? byRequestId
                    : a.origin().time().compareTo(b.origin().time());
        }

        Request merge(Request other) {
            boolean mine = ownership(response, other.response) >= 0;
            Response owner = mine ? response : other.response;
            Response merged = new Response(
                    owner.origin(),
                    owner.messageId(),
                    owner.requestId(),
                    owner.sidechain(),
                    response.usage().merge(other.response.usage()));
            String turn = mine ? said(prompt, other.prompt) : said(other.prompt, prompt);
            return new Request(merged, turn, isNews || other.isNews);
        }

        private static String said(String first, String second) {
            return first.isEmpty() ? second : first;
        }
    }
}
