package io.agentmeter.event;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What every event has.
///
/// @param session the session it happened in; [#NO_SESSION] where the source has none
/// @param sources which sources reported it so far
/// @param live whether any report arrived as it happened rather than by backfill; only live spend may alert
/// @param sequences numbers, in its agent's own count, of the records that came with it
public record Envelope(
        EventId id,
        Instant time,
        String session,
        Attribution attribution,
        Set<Source> sources,
        boolean live,
        Sequences sequences) {
    /// Session of events that name none: one per agent, user and project, see [#sessionless].
    public static final String NO_SESSION = "none";

    public Envelope {
        sources = sources.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(sources));
        session = Names.clean(session);
        if (session.isEmpty()) {
            session = NO_SESSION;
        }
    }

    /// Of a source that does not number its records.
    public Envelope(
            EventId id, Instant time, String session, Attribution attribution, Set<Source> sources, boolean live) {
        this(id, time, session, attribution, sources, live, Sequences.NONE);
    }

    public Envelope withSequences(Sequences more) {
        return new Envelope(id, time, session, attribution, sources, live, sequences.merge(more));
    }

    /// A stable stand-in session for events without one, so that different people and projects do not share it.
    public static String sessionless(Attribution attribution) {
        String who = attribution.agent().or("-") + "|" + attribution.user().or("-") + "|"
                + attribution.project().or("-");
        return NO_SESSION + ":" + new EventId(Kind.SESSION_STARTED, who).key();
    }

    /// This report, completed by another report of the same event. Time and session stay: the first report stored
    /// fixes them, so an event never moves between slices by accident.
    public Envelope merge(Envelope other) {
        EnumSet<Source> all = EnumSet.noneOf(Source.class);
        all.addAll(sources);
        all.addAll(other.sources);
        return new Envelope(
                id,
                time,
                session,
                attribution.merge(other.attribution),
                all,
                live || other.live,
                sequences.merge(other.sequences));
    }
}
