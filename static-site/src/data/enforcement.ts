import { decimal, fieldsOf, instant, listOf, oneOf, orElse, orNull, text } from "./parse";

export const ENFORCED = ["warned", "paused", "stopped", "overridden", "resumed", "unavailable"] as const;
export type Enforced = (typeof ENFORCED)[number];

/** One time that a budget acted on an agent, or a person on a budget. */
export interface Enforcement {
  readonly at: number;
  readonly budget: string | null;
  readonly budgetName: string | null;
  readonly part: string;
  readonly window: string | null;
  readonly session: string | null;
  readonly agent: string | null;
  readonly project: string | null;
  readonly user: string | null;
  readonly action: Enforced;
  readonly by: string | null;
  readonly reason: string | null;
  readonly spent: string | null;
  readonly limit: string | null;
}

function parseEnforcement(data: unknown, at: string): Enforcement {
  const field = fieldsOf(data, at);
  return {
    at: field("at", instant),
    budget: field("budget", orNull(text)),
    budgetName: field("budgetName", orNull(text)),
    part: field("part", orElse(text, "")),
    window: field("window", orNull(text)),
    session: field("session", orNull(text)),
    agent: field("agent", orNull(text)),
    project: field("project", orNull(text)),
    user: field("user", orNull(text)),
    action: field("action", oneOf(...ENFORCED)),
    by: field("by", orNull(text)),
    reason: field("reason", orNull(text)),
    spent: field("spent", orNull(decimal)),
    limit: field("limit", orNull(decimal)),
  };
}

export function parseEnforcements(data: unknown): readonly Enforcement[] {
  return fieldsOf(data, "enforcements")("enforcements", listOf(parseEnforcement));
}
