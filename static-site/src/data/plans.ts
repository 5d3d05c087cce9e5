import type { Dollars } from "../money";
import { decimal, fieldsOf, figure, flag, instant, listOf, oneOf, orElse, orNull, text } from "./parse";

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
}

export interface PlanAccount {
  readonly account: string;
  readonly users: readonly string[];
  readonly tier: string | null;
  readonly priceUsdPerMonth: Dollars | null;
  readonly mode: PlanMode | null;
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
  return { at: field("at", instant), session: field("session", orNull(text)), reason: field("reason", orNull(text)) };
}

function parseAccount(data: unknown, at: string): PlanAccount {
  const field = fieldsOf(data, at);
  return {
    account: field("account", text),
    users: field("users", orElse(listOf(text), [])),
    tier: field("tier", orNull(text)),
    priceUsdPerMonth: field("priceUsdPerMonth", orNull(decimal)),
    mode: field("mode", orNull(oneOf(...PLAN_MODES))),
    windows: field("windows", orElse(listOf(parsePlanWindow), [])),
    rateLimitHits: field("rateLimitHits", orElse(listOf(parseHit), [])),
  };
}

export function parsePlans(data: unknown): readonly PlanAccount[] {
  return fieldsOf(data, "plans")("accounts", listOf(parseAccount));
}
