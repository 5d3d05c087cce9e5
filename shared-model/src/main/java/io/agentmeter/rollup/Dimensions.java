package io.agentmeter.rollup;

import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;

/// The names usage is attributed to; empty where unknown. Projects are the exception: usage without one is
/// [#UNATTRIBUTED], a project like any other until the real one is learnt.
public record Dimensions(
        String project, String user, String team, String agent, String task, String machine, String branch) {
    public static final String UNATTRIBUTED = "unattributed";

    public static Dimensions of(Attribution session) {
        return new Dimensions(
                session.project().or(UNATTRIBUTED),
                session.user().or(""),
                session.team().or(""),
                session.agent().or(""),
                session.task().or(""),
                session.machine().or(""),
                session.branch().or(""));
    }

    /// These, except where the event itself names something on purpose.
    public Dimensions overriddenBy(Attribution event) {
        return new Dimensions(
                explicitOr(event.project(), project),
                explicitOr(event.user(), user),
                explicitOr(event.team(), team),
                explicitOr(event.agent(), agent),
                explicitOr(event.task(), task),
                machine,
                branch);
    }

    private static String explicitOr(Claim claim, String value) {
        return claim.isExplicit() ? claim.value() : value;
    }
}
