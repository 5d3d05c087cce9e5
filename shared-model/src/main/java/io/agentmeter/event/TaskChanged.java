package io.agentmeter.event;

/// A task was created or completed. Its subject is content and is not kept.
public record TaskChanged(Envelope envelope, Claim task, Claim state) implements UsageEvent {
    @Override
    public TaskChanged withEnvelope(Envelope other) {
        return new TaskChanged(other, task, state);
    }

    @Override
    public TaskChanged merge(UsageEvent other) {
        TaskChanged same = UsageEvent.same(this, other, TaskChanged.class);
        return new TaskChanged(envelope.merge(same.envelope), task.merge(same.task), state.merge(same.state));
    }
}
