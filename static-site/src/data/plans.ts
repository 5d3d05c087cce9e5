import type { Dollars } from "../money";
import { count, decimal, fieldsOf, figure, flag, instant, listOf, oneOf, orElse, orNull, text } from "./parse";

export const PLAN_MODES = ["subscription", "api", "both"] as const;
export type PlanMode = (typeof PLAN_MODES)[number];

export interface Reading {
  readonly at: number;
  readonly usedPercent: number;
}

/** One window of a subscription, as its vendor reports it. */
export interface PlanWindow {
  readonly name: string;
  readonly usedPercent: number;
  readonly resetsAt: number | null;
  readonly reportedAt: number;
  readonly stale: boolean;
  /** When it will be used up at this pace, before it resets; null: not before. */
  readonly exhaustedAt: number | null;
  readonly series: readonly Reading[];
}

export interface RateLimitHit {
  readonly at: number;
  readonly session: string | null;
  readonly reason: string | null;
  /** Null where no status line said which account the session used. */
  readonly account: string | null;
}

/** How near one person is to the end of a window, over all of their accounts. */
export interface PlanUser {
  readonly user: string;
  readonly accounts: readonly string[];
  readonly mode: PlanMode | null;
  readonly nearest: { readonly account: string; readonly window: string; readonly usedPercent: number; readonly resetsAt: number | null } | null;
}

export interface Plans {
  readonly accounts: readonly PlanAccount[];
  readonly users: readonly PlanUser[];
  readonly rateLimitHits: readonly RateLimitHit[];
}

export interface PlanAccount {
  readonly account: string;
  readonly users: readonly string[];
  readonly tier: string | null;
  readonly priceUsdPerMonth: Dollars | null;
  readonly mode: PlanMode | null;
  /** 0 while nobody has written anything about it. */
  readonly version: number;
  readonly windows: readonly PlanWindow[];
  readonly rateLimitHits: readonly RateLimitHit[];
}

function parseReading(data: unknown, at: string): Reading {
  const field = fieldsOf(data, at);
  return { at: field("at", instant), usedPercent: field("usedPercent", figure) };
}

function parsePlanWindow(data: unknown, at: string): PlanWindow {
  const field = fieldsOf(data, at);
  return {
    name: field("name", text),
    usedPercent: field("usedPercent", figure),
    resetsAt: field("resetsAt", orNull(instant)),
    reportedAt: field("reportedAt", instant),
    stale: field("stale", orElse(flag, false)),
    exhaustedAt: field("exhaustedAt", orNull(instant)),
    series: field("series", orElse(listOf(parseReading), [])),
  };
}

function parseHit(data: unknown, at: string): RateLimitHit {
  const field = fieldsOf(data, at);
  return { at: field("at", instant), session: field("session", orNull(text)), reason: field("reason", orNull(text)), account: field("account", orNull(text)) };
}

function parseAccount(data: unknown, at: string): PlanAccount {
  const field = fieldsOf(data, at);
  return {
    account: field("account", text),
    users: field("users", orElse(listOf(text), [])),
    tier: field("tier", orNull(text)),
    priceUsdPerMonth: field("priceUsdPerMonth", orNull(decimal)),
    mode: field("mode", orNull(oneOf(...PLAN_MODES))),
    version: field("version", orElse(count, 0)),
    windows: field("windows", orElse(listOf(parsePlanWindow), [])),
    rateLimitHits: field("rateLimitHits", orElse(listOf(parseHit), [])),
  };
}

function parsePlanUser(data: unknown, at: string): PlanUser {
  const field = fieldsOf(data, at);
  return {
    user: field("user", text),
    accounts: field("accounts", orElse(listOf(text), [])),
    mode: field("mode", orNull(oneOf(...PLAN_MODES))),
    nearest: field("nearest", orNull((nearest, place) => {
      const of = fieldsOf(nearest, place);
      return { account: of("account", text), window: of("window", text), usedPercent: of("usedPercent", figure), resetsAt: of("resetsAt", orNull(instant)) };
    })),
  };
}

export function parsePlans(data: unknown): Plans {
  const field = fieldsOf(data, "plans");
  return { accounts: field("accounts", listOf(parseAccount)), users: field("users", orElse(listOf(parsePlanUser), [])), rateLimitHits: field("rateLimitHits", orElse(listOf(parseHit), [])) };
}
