import type { Dollars } from "../money";
import { count, dollars, fieldsOf, mapOf, orNull } from "./parse";

/** Four parts that never overlap, and two details of which the part already contains the count. */
export interface Tokens {
  readonly freshInput: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly cacheWrite1h: number;
  readonly output: number;
  readonly reasoning: number;
}

export interface Totals {
  readonly requests: number;
  readonly unpricedRequests: number;
  readonly estimatedCostUsd: Dollars;
  readonly tokens: Tokens;
  readonly webSearches: number;
  readonly turns: number | null;
  readonly toolCalls: number | null;
  readonly toolFailures: number | null;
  readonly errors: number | null;
  readonly sessions: number | null;
  readonly agentMinutes: number | null;
  readonly wallClockMinutes: number | null;
  readonly spanMinutes: number | null;
  readonly utilizationPercent: number | null;
  readonly peakConcurrency: number | null;
  readonly multiSource: number;
  readonly bySource: ReadonlyMap<string, number>;
}

export function parseTokens(data: unknown, at = "tokens"): Tokens {
  const field = fieldsOf(data, at);
  return {
    freshInput: field("freshInput", count),
    cacheRead: field("cacheRead", count),
    cacheWrite: field("cacheWrite", count),
    cacheWrite1h: field("cacheWrite1h", orNull(count)) ?? 0,
    output: field("output", count),
    reasoning: field("reasoning", orNull(count)) ?? 0,
  };
}

export function parseTotals(data: unknown, at = "totals"): Totals {
  const field = fieldsOf(data, at);
  const coverage = field("coverage", orNull(fieldsOf));
  return {
    requests: field("requests", count),
    unpricedRequests: field("unpricedRequests", count),
    estimatedCostUsd: field("estimatedCostUsd", dollars),
    tokens: field("tokens", parseTokens),
    webSearches: field("webSearches", orNull(count)) ?? 0,
    turns: field("turns", orNull(count)),
    toolCalls: field("toolCalls", orNull(count)),
    toolFailures: field("toolFailures", orNull(count)),
    errors: field("errors", orNull(count)),
    sessions: field("sessions", orNull(count)),
    agentMinutes: field("agentMinutes", orNull(count)),
    wallClockMinutes: field("wallClockMinutes", orNull(count)),
    spanMinutes: field("spanMinutes", orNull(count)),
    utilizationPercent: field("utilizationPercent", orNull(count)),
    peakConcurrency: field("peakConcurrency", orNull(count)),
    multiSource: coverage?.("multiSource", orNull(count)) ?? 0,
    bySource: coverage?.("bySource", orNull(mapOf(count))) ?? new Map<string, number>(),
  };
}

export const NO_TOKENS: Tokens = { freshInput: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };

export function addTokens(left: Tokens, right: Tokens): Tokens {
  return {
    freshInput: left.freshInput + right.freshInput,
    cacheRead: left.cacheRead + right.cacheRead,
    cacheWrite: left.cacheWrite + right.cacheWrite,
    cacheWrite1h: left.cacheWrite1h + right.cacheWrite1h,
    output: left.output + right.output,
    reasoning: left.reasoning + right.reasoning,
  };
}

/** All tokens; the details are already inside their parts. */
export function allTokens(tokens: Tokens): number {
  return tokens.freshInput + tokens.cacheRead + tokens.cacheWrite + tokens.output;
}

/** Of all input, the share read from the cache, in percent; null without input. */
export function cacheReadPercent(tokens: Tokens): number | null {
  const input = tokens.freshInput + tokens.cacheRead + tokens.cacheWrite;
  return input === 0 ? null : (100 * tokens.cacheRead) / input;
}
