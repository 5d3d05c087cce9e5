package io.agentmeter.budget;

import io.agentmeter.rollup.CellKey;
import io.agentmeter.rollup.Dimensions;

/// The names that usage has, or that an agent which is about to spend has. Empty where unknown; a budget narrowed to a
/// name does not hold for usage that lacks it.
public record Subject(
        String project,
        String user,
        String team,
        String client,
        String agent,
        String model,
        String lane,
        String task,
        String session) {
    public static final Subject UNKNOWN = new Subject("", "", "", "", "", "", "", "", "");

    /// A cell is of many sessions, so it has none.
    public static Subject of(CellKey cell, ClientDirectory clients) {
        return new Subject(
                cell.project(),
                cell.user(),
                cell.team(),
                clients.clientOf(cell.project()),
                cell.agent(),
                cell.model(),
                cell.lane(),
                cell.task(),
                "");
    }

    /// A session has many models and lanes, so it has none.
    public static Subject of(String session, Dimensions names, ClientDirectory clients) {
        return new Subject(
                names.project(),
                names.user(),
                names.team(),
                clients.clientOf(names.project()),
                names.agent(),
                "",
                "",
                names.task(),
                session);
    }

    public Subject with(String otherModel, String otherLane) {
        return new Subject(project, user, team, client, agent, otherModel, otherLane, task, session);
    }
}
