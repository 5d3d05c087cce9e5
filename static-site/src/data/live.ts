import type { Dollars } from "../money";
import { count, dollars, fieldsOf, instant, listOf, oneOf, orNull, text } from "./parse";
import { parseTotals, type Totals } from "./totals";

export interface SessionCard {
  readonly id: string;
  readonly project: string | null;
  readonly agent: string | null;
  readonly model: string | null;
  readonly models: readonly string[];
  readonly user: string | null;
  readonly team: string | null;
  readonly task: string | null;
  readonly machine: string | null;
  readonly branch: string | null;
  readonly state: "active" | "idle" | "ended";
  readonly startedAt: number | null;
  readonly lastActivityAt: number | null;
  readonly lastRequestAt: number | null;
  readonly totals: Totals;
  /** Oldest first. */
  readonly recentCostsUsd: readonly Dollars[];
  /** One entry per minute, oldest first, ending now; 1 = active. */
  readonly activity: readonly number[];
}

export interface Live {
  readonly generatedAt: number;
  readonly zone: string;
  readonly day: string;
  readonly firstEventAt: number | null;
  readonly lastEventAt: number | null;
  readonly today: Totals;
  readonly activeSessions: readonly SessionCard[];
  readonly unpricedModels: readonly string[];
}

export function parseSessionCard(data: unknown, at = "session"): SessionCard {
  const field = fieldsOf(data, at);
  return {
    id: field("id", text),
    project: field("project", orNull(text)),
    agent: field("agent", orNull(text)),
    model: field("model", orNull(text)),
    models: field("models", orNull(listOf(text))) ?? [],
    user: field("user", orNull(text)),
    team: field("team", orNull(text)),
    task: field("task", orNull(text)),
    machine: field("machine", orNull(text)),
    branch: field("branch", orNull(text)),
    state: field("state", oneOf("active", "idle", "ended")),
    startedAt: field("startedAt", orNull(instant)),
    lastActivityAt: field("lastActivityAt", orNull(instant)),
    lastRequestAt: field("lastRequestAt", orNull(instant)),
    totals: field("totals", parseTotals),
    recentCostsUsd: field("recentCostsUsd", orNull(listOf(dollars))) ?? [],
    activity: field("activity", orNull(listOf(count))) ?? [],
  };
}

export function parseLive(data: unknown): Live {
  const field = fieldsOf(data, "live");
  return {
    generatedAt: field("generatedAt", instant),
    zone: field("zone", text),
    day: field("day", text),
    firstEventAt: field("firstEventAt", orNull(instant)),
    lastEventAt: field("lastEventAt", orNull(instant)),
    today: field("today", parseTotals),
    activeSessions: field("activeSessions", listOf(parseSessionCard)),
    unpricedModels: field("unpricedModels", listOf(text)),
  };
}
