import { MEASURES, type Measure } from "./budgets";
import { decimal, fieldsOf, flag, instant, listOf, oneOf, orElse, orNull, text } from "./parse";

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
  /** What is counted; US dollars where it is not said. */
  readonly measure: Measure;
}

/** A name that is not known is left out, null or empty. */
function name(data: unknown, at: string): string | null {
  const given = orNull(text)(data, at);
  return given === "" ? null : given;
}

function parseEnforcement(data: unknown, at: string): Enforcement {
  const field = fieldsOf(data, at);
  const budget = field("budget", name);
  // Where nobody could decide, the amounts are of no budget.
  const amount = (of: string): string | null => (budget === null ? null : field(of, orNull(decimal)));
  return {
    at: field("at", instant),
    budget,
    budgetName: field("budgetName", name),
    part: field("part", orElse(text, "")),
    window: field("window", name),
    session: field("session", name),
    agent: field("agent", name),
    project: field("project", name),
    user: field("user", name),
    action: field("action", oneOf(...ENFORCED)),
    by: field("by", name),
    reason: field("reason", name),
    spent: amount("spent"),
    limit: amount("limit"),
    measure: field("measure", orElse(oneOf<Measure>(...MEASURES), "usd")),
  };
}

/** What was done in some days; where it was very much, the older ones are left out. */
export interface EnforcementLog {
  readonly records: readonly Enforcement[];
  readonly olderLeftOut: boolean;
}

export function parseEnforcementLog(data: unknown): EnforcementLog {
  return { records: parseEnforcements(data), olderLeftOut: fieldsOf(data, "enforcements")("olderLeftOut", orElse(flag, false)) };
}

export function parseEnforcements(data: unknown): readonly Enforcement[] {
  return fieldsOf(data, "enforcements")("enforcements", listOf(parseEnforcement));
}
