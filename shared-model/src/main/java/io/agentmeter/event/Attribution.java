package io.agentmeter.event;

/// Who, where and for what: claims that an event makes about itself and its session. A session's attribution is the
/// merge of all of its events'; an explicit claim on an event holds for that event whatever the session says.
///
/// @param agent the tool, for example `claude-code`
/// @param machine the host the agent ran on
public record Attribution(Claim project, Claim user, Claim team, Claim agent, Claim task, Claim machine, Claim branch) {
    public static final Attribution NONE =
            new Attribution(Claim.NONE, Claim.NONE, Claim.NONE, Claim.NONE, Claim.NONE, Claim.NONE, Claim.NONE);

    public Attribution merge(Attribution other) {
        return new Attribution(
                project.merge(other.project),
                user.merge(other.user),
                team.merge(other.team),
                agent.merge(other.agent),
                task.merge(other.task),
                machine.merge(other.machine),
                branch.merge(other.branch));
    }

    public Attribution withProject(Claim claim) {
        return new Attribution(claim, user, team, agent, task, machine, branch);
    }

    public Attribution withUser(Claim claim) {
        return new Attribution(project, claim, team, agent, task, machine, branch);
    }

    public Attribution withTeam(Claim claim) {
        return new Attribution(project, user, claim, agent, task, machine, branch);
    }

    public Attribution withAgent(Claim claim) {
        return new Attribution(project, user, team, claim, task, machine, branch);
    }

    public Attribution withTask(Claim claim) {
        return new Attribution(project, user, team, agent, claim, machine, branch);
    }

    public Attribution withMachine(Claim claim) {
        return new Attribution(project, user, team, agent, task, claim, branch);
    }

    public Attribution withBranch(Claim claim) {
        return new Attribution(project, user, team, agent, task, machine, claim);
    }
}
