package io.agentmeter.event.json;

/// Names of a stored event's fields. A claim is `[weight, "value"]`.
final class Field {
    static final String KIND = "k";
    static final String ID = "i";

    /// Milliseconds since 1970.
    static final String TIME = "t";

    static final String SESSION = "s";

    /// Labels of the sources that reported it, in the order of [io.agentmeter.event.Source].
    static final String SOURCES = "o";

    /// `false` if every report of it was a backfill; absent otherwise.
    static final String LIVE = "l";

    /// Numbers of the agent's records, see [io.agentmeter.event.Sequences#text].
    static final String SEQUENCES = "q";

    static final String PROJECT = "p";
    static final String USER = "u";
    static final String TEAM = "g";
    static final String AGENT = "a";
    static final String TASK = "x";
    static final String MACHINE = "h";
    static final String BRANCH = "b";

    static final String MODEL = "m";

    /// `[fresh input, cache read, cache write, output, of it 1 h cache write, of it reasoning]`; -1 is unknown.
    static final String TOKENS = "n";

    /// Cost that the tool reported: dollars as decimal text.
    static final String REPORTED_COST = "c";

    /// Milliseconds.
    static final String DURATION = "d";

    static final String WEB_SEARCHES = "ws";
    static final String SPEED = "sp";
    static final String SERVICE_TIER = "st";
    static final String REGION = "rg";
    static final String LANE = "ln";
    static final String AGENT_NAME = "an";
    static final String TURN = "tu";

    /// Reason of a failure, a refusal or an end; outcome of a turn.
    static final String REASON = "r";

    static final String TOOL = "to";
    static final String FAILED = "f";
    static final String CHANGED_TASK = "tk";
    static final String STATE = "ts";
    static final String ACTIVE_SECONDS = "as";
    static final String LINES_ADDED = "la";
    static final String LINES_REMOVED = "lr";
    static final String COMMITS = "co";
    static final String PULL_REQUESTS = "pr";

    private Field() {}
}
