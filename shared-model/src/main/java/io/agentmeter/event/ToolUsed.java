package io.agentmeter.event;

/// The agent used a tool. Its input and output are content and are not kept.
///
/// @param durationMs milliseconds, 0 if unknown
public record ToolUsed(Envelope envelope, Claim tool, boolean failed, long durationMs) implements UsageEvent {
    @Override
    public ToolUsed withEnvelope(Envelope other) {
        return new ToolUsed(other, tool, failed, durationMs);
    }

    @Override
    public ToolUsed merge(UsageEvent other) {
        ToolUsed same = UsageEvent.same(this, other, ToolUsed.class);
        return new ToolUsed(
                envelope.merge(same.envelope),
                tool.merge(same.tool),
                failed || same.failed,
                Math.max(durationMs, same.durationMs));
    }
}
