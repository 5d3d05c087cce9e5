import { count, decimal, fieldsOf, figure, instant, listOf, mapOf, oneOf, orElse, orNull, text } from "./parse";

export const SCOPE_NAMES = ["project", "user", "team", "client", "agent", "model", "lane", "task", "session"] as const;
export type ScopeName = (typeof SCOPE_NAMES)[number];

export const WINDOWS = ["session", "day", "week", "month", "total", "rolling"] as const;
export type WindowKind = (typeof WINDOWS)[number];

export const ACTIONS = ["notify", "warn", "pause", "stop"] as const;
export type Action = (typeof ACTIONS)[number];

export const VERDICTS = ["allow", "warn", "pause", "stop"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const MEASURES = ["usd", "tokens", "requests"] as const;
export type Measure = (typeof MEASURES)[number];

/** How much of one measure; exact, as the API sends it. */
export interface Amount {
  readonly measure: Measure;
  readonly value: string;
}

/** A share of the amount, or an amount of its own. */
export interface Threshold {
  readonly percent: string | null;
  readonly amount: string | null;
  readonly action: Action;
}

export interface Override {
  readonly id: string;
  readonly part: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly until: number;
}

export interface Forecast {
  readonly low: string;
  readonly mid: string;
  readonly high: string;
  readonly exceedsAt: number | null;
}

/** What was spent up to a moment of the window. */
export interface Burned {
  readonly at: number;
  readonly spent: string;
}

/** One limit in force: the whole budget, or one user's (project's, ...) share of it. */
export interface BudgetPart {
  /** Empty when the budget has no `per`. */
  readonly part: string;
  readonly spent: string;
  readonly limit: string;
  readonly remaining: string;
  readonly percent: number;
  readonly verdict: Verdict;
  readonly reached: Threshold | null;
  readonly override: Override | null;
  readonly forecast: Forecast | null;
  readonly burnDown: readonly Burned[];
}

export interface BudgetWindow {
  readonly key: string;
  /** When its first day begins in UTC; the burn-down knows it in the organisation's zone. */
  readonly start: number | null;
  /** When it ends and the next one begins; null for windows that never do. */
  readonly resetsAt: number | null;
}

export interface BudgetState {
  readonly window: BudgetWindow;
  readonly parts: readonly BudgetPart[];
}

export interface Budget {
  readonly id: string;
  readonly name: string;
  readonly scope: ReadonlyMap<string, string>;
  readonly per: string | null;
  readonly window: WindowKind;
  readonly rollingDays: number | null;
  readonly amount: Amount;
  readonly thresholds: readonly Threshold[];
  readonly gracePercent: number;
  readonly onUnavailable: "allow" | "block";
  readonly owner: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly version: number;
  readonly createdAt: number | null;
  readonly createdBy: string | null;
  readonly updatedAt: number | null;
  readonly updatedBy: string | null;
  readonly deletedAt: number | null;
  readonly state: BudgetState | null;
}

/** What one window would have been like under a budget that does not exist yet. */
export interface PreviewWindow {
  readonly key: string;
  readonly part: string;
  readonly spent: string;
  readonly limit: string;
  readonly crossed: readonly { readonly percent: number | null; readonly amount: string | null; readonly action: Action; readonly at: number | null }[];
}

export interface Preview {
  readonly windows: readonly PreviewWindow[];
  readonly wouldHaveWarned: number;
  readonly wouldHaveBlocked: number;
}

const action = oneOf(...ACTIONS);

function parseThreshold(data: unknown, at: string): Threshold {
  const field = fieldsOf(data, at);
  return { percent: field("percent", orNull(decimal)), amount: field("amount", orNull(decimal)), action: field("action", action) };
}

export function parseOverride(data: unknown, at = "override"): Override {
  const field = fieldsOf(data, at);
  const part = field("part", orNull(text));
  return {
    id: field("id", text), part: part === "" ? null : part, reason: field("reason", text), by: field("by", text), at: field("at", instant), until: field("until", instant),
  };
}

function parseForecast(data: unknown, at: string): Forecast {
  const field = fieldsOf(data, at);
  return { low: field("low", decimal), mid: field("mid", decimal), high: field("high", decimal), exceedsAt: field("exceedsAt", orNull(instant)) };
}

function parseBurned(data: unknown, at: string): Burned {
  const field = fieldsOf(data, at);
  return { at: field("at", instant), spent: field("spent", decimal) };
}

function parsePart(data: unknown, at: string): BudgetPart {
  const field = fieldsOf(data, at);
  return {
    part: field("part", orElse(text, "")),
    spent: field("spent", decimal),
    limit: field("limit", decimal),
    remaining: field("remaining", decimal),
    percent: field("percent", figure),
    verdict: field("verdict", oneOf(...VERDICTS)),
    reached: field("reached", orNull(parseThreshold)),
    override: field("override", orNull(parseOverride)),
    forecast: field("forecast", orNull(parseForecast)),
    burnDown: field("burnDown", orElse(listOf(parseBurned), [])),
  };
}

function parseWindow(data: unknown, at: string): BudgetWindow {
  const field = fieldsOf(data, at);
  return { key: field("key", text), start: field("start", orNull(instant)), resetsAt: field("resetsAt", orNull(instant)) };
}

function parseState(data: unknown, at: string): BudgetState {
  const field = fieldsOf(data, at);
  return { window: field("window", parseWindow), parts: field("parts", listOf(parsePart)) };
}

/** The first of the three amounts that is there. */
function parseAmount(data: unknown, at: string): Amount {
  const field = fieldsOf(data, at);
  const tokens = field("amountTokens", orNull(decimal));
  if (tokens !== null) return { measure: "tokens", value: tokens };
  const requests = field("amountRequests", orNull(decimal));
  if (requests !== null) return { measure: "requests", value: requests };
  return { measure: "usd", value: field("amountUsd", decimal) };
}

function parseScope(data: unknown, at: string): ReadonlyMap<string, string> {
  return new Map([...mapOf(orNull(text))(data, at)].flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

export function parseBudget(data: unknown, at = "budget"): Budget {
  const field = fieldsOf(data, at);
  return {
    id: field("id", text),
    name: field("name", text),
    scope: field("scope", orNull(parseScope)) ?? new Map(),
    per: field("per", orNull(text)),
    window: field("window", oneOf(...WINDOWS)),
    rollingDays: field("rollingDays", orNull(count)),
    amount: parseAmount(data, at),
    thresholds: field("thresholds", listOf(parseThreshold)),
    gracePercent: field("gracePercent", orElse(figure, 0)),
    onUnavailable: field("onUnavailable", orElse(oneOf("allow", "block"), "allow")),
    owner: field("owner", orNull(text)),
    validFrom: field("validFrom", orNull(text)),
    validTo: field("validTo", orNull(text)),
    version: field("version", count),
    createdAt: field("createdAt", orNull(instant)),
    createdBy: field("createdBy", orNull(text)),
    updatedAt: field("updatedAt", orNull(instant)),
    updatedBy: field("updatedBy", orNull(text)),
    deletedAt: field("deletedAt", orNull(instant)),
    state: field("state", orNull(parseState)),
  };
}

export function parseBudgets(data: unknown): readonly Budget[] {
  return fieldsOf(data, "budgets")("budgets", listOf(parseBudget));
}

function parsePreviewWindow(data: unknown, at: string): PreviewWindow {
  const field = fieldsOf(data, at);
  return {
    key: field("key", text),
    part: field("part", orElse(text, "")),
    spent: field("spent", decimal),
    limit: field("limit", decimal),
    crossed: field("crossed", listOf((crossing, place) => {
      const of = fieldsOf(crossing, place);
      return { percent: of("percent", orNull(figure)), amount: of("amount", orNull(decimal)), action: of("action", action), at: of("at", orNull(instant)) };
    })),
  };
}

export function parsePreview(data: unknown): Preview {
  const field = fieldsOf(data, "preview");
  return { windows: field("windows", listOf(parsePreviewWindow)), wouldHaveWarned: field("wouldHaveWarned", count), wouldHaveBlocked: field("wouldHaveBlocked", count) };
}
