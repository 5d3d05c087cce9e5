import type { Dollars } from "../money";
import { count, dollars, fieldsOf, flag, mapOf, listOf, orNull, text } from "./parse";
import { parseTokens, type Tokens } from "./totals";

export const DIMENSIONS = ["project", "user", "team", "agent", "model", "lane", "task"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface HourOfCell {
  readonly requests: number;
  readonly estimatedCostUsd: Dollars;
}

/** Counters of one combination of dimensions on one day. */
export interface Cell extends Readonly<Record<Dimension, string | null>> {
  readonly requests: number;
  readonly unpricedRequests: number;
  readonly estimatedCostUsd: Dollars;
  readonly webSearches: number;
  readonly tokens: Tokens;
  readonly multiSource: number;
  /** By hour of the organisation's zone, 0 to 23. */
  readonly hours: ReadonlyMap<number, HourOfCell>;
}

export interface TimeTotals {
  readonly sessions: number;
  readonly turns: number;
  readonly toolCalls: number;
  readonly toolFailures: number;
  readonly errors: number;
  readonly agentMinutes: number;
  readonly wallClockMinutes: number;
  readonly spanMinutes: number;
  readonly peakConcurrency: number;
}

export const TIME_DIMENSIONS = ["project", "user", "team", "agent", "task"] as const;
export type TimeDimension = (typeof TIME_DIMENSIONS)[number];

export interface Cube {
  readonly day: string;
  readonly zone: string;
  readonly final: boolean;
  readonly cells: readonly Cell[];
  readonly timeOfAll: TimeTotals;
  readonly timeOf: Readonly<Record<TimeDimension, ReadonlyMap<string, TimeTotals>>>;
}

const NO_TIME: TimeTotals = {
  sessions: 0, turns: 0, toolCalls: 0, toolFailures: 0, errors: 0,
  agentMinutes: 0, wallClockMinutes: 0, spanMinutes: 0, peakConcurrency: 0,
};

function parseTimeTotals(data: unknown, at: string): TimeTotals {
  const field = fieldsOf(data, at);
  return {
    sessions: field("sessions", count),
    turns: field("turns", count),
    toolCalls: field("toolCalls", count),
    toolFailures: field("toolFailures", count),
    errors: field("errors", count),
    agentMinutes: field("agentMinutes", count),
    wallClockMinutes: field("wallClockMinutes", count),
    spanMinutes: field("spanMinutes", count),
    peakConcurrency: field("peakConcurrency", count),
  };
}

function parseHour(data: unknown, at: string): HourOfCell {
  const field = fieldsOf(data, at);
  return { requests: field("requests", count), estimatedCostUsd: field("estimatedCostUsd", dollars) };
}

function parseHours(data: unknown, at: string): ReadonlyMap<number, HourOfCell> {
  return new Map([...mapOf(parseHour)(data, at)].map(([hour, value]) => [Number(hour), value]));
}

function parseCell(data: unknown, at: string): Cell {
  const field = fieldsOf(data, at);
  return {
    project: field("project", orNull(text)),
    user: field("user", orNull(text)),
    team: field("team", orNull(text)),
    agent: field("agent", orNull(text)),
    model: field("model", orNull(text)),
    lane: field("lane", orNull(text)),
    task: field("task", orNull(text)),
    requests: field("requests", count),
    unpricedRequests: field("unpricedRequests", count),
    estimatedCostUsd: field("estimatedCostUsd", dollars),
    webSearches: field("webSearches", orNull(count)) ?? 0,
    tokens: field("tokens", parseTokens),
    multiSource: field("multiSource", orNull(count)) ?? 0,
    hours: field("hours", parseHours),
  };
}

export function parseCube(data: unknown): Cube {
  const field = fieldsOf(data, "cube");
  const time = field("time", fieldsOf);
  const times = orNull(mapOf(parseTimeTotals));
  const none = new Map<string, TimeTotals>();
  return {
    day: field("day", text),
    zone: field("zone", text),
    final: field("final", flag),
    cells: field("cells", listOf(parseCell)),
    timeOfAll: time("all", orNull(parseTimeTotals)) ?? NO_TIME,
    timeOf: {
      project: time("project", times) ?? none,
      user: time("user", times) ?? none,
      team: time("team", times) ?? none,
      agent: time("agent", times) ?? none,
      task: time("task", times) ?? none,
    },
  };
}
