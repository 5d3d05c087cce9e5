package io.agentmeter.format;

/// What a claim about a session is worth, by where it comes from. The heavier claim holds; an explicit one (a native
/// event's own `project`, `user`, `task` or `team`, [io.agentmeter.event.Claim#EXPLICIT]) beats them all, for that
/// event.
public final class Weights {
    /// Somebody set it on purpose for this process: `project`, `team`, `task`, `enduser.id`, `lane` among the
    /// resource attributes (`OTEL_RESOURCE_ATTRIBUTES`).
    public static final int CONFIGURED = 900;

    /// Who logged in: an e-mail address. Names one person, and people recognise it.
    public static final int USER_EMAIL = 800;

    /// Who logged in: an account number. Names one person, and nobody recognises it.
    public static final int USER_ACCOUNT = 600;

    /// The owner of the token that the report was sent with; a laptop may be shared.
    public static final int USER_TOKEN_OWNER = 300;

    /// An installation's random number: only better than nothing.
    public static final int USER_INSTALLATION = 100;

    /// The folder that the session was started in.
    public static final int WORKSPACE_CERTAIN = 700;

    /// A folder that the session was in at some time, less the folder's depth: sessions walk into folders, so of
    /// two the outer one is likelier to be where it started.
    public static final int WORKSPACE_VISITED = 500;

    /// A folder of which the sender says that it is a guess.
    public static final int WORKSPACE_GUESSED = 400;

    /// A fact that the source observes and that sources do not disagree about: the agent, the machine, the branch.
    public static final int OBSERVED = 500;

    private Weights() {}
}
