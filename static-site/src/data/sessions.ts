import type { Dollars } from "../money";
import { parseSessionCard, type SessionCard } from "./live";
import { count, dollars, fieldsOf, instant, listOf, oneOf, orNull, text } from "./parse";
import { parseTokens, type Tokens } from "./totals";

export interface SessionPage {
  readonly sessions: readonly SessionCard[];
  readonly next: string | null;
  readonly total: number;
}

export interface RequestRow {
  readonly id: string;
  readonly time: number;
  readonly model: string | null;
  readonly estimatedCostUsd: Dollars | null;
  readonly pricedBy: "reported" | "list" | "unpriced";
  readonly priceId: string | null;
  readonly reportedCostUsd: Dollars | null;
  readonly listCostUsd: Dollars | null;
  readonly tokens: Tokens;
  readonly durationMs: number | null;
  readonly sources: readonly string[];
  readonly agentName: string | null;
  readonly lane: string | null;
  readonly speed: string | null;
  readonly webSearches: number;
  readonly turn: string | null;
}

export interface ToolRow {
  readonly tool: string;
  readonly calls: number;
  readonly failures: number;
}

export interface SessionDetail {
  readonly session: SessionCard;
  readonly requests: readonly RequestRow[];
  readonly tools: readonly ToolRow[];
  readonly next: string | null;
}

export function parseSessionPage(data: unknown): SessionPage {
  const field = fieldsOf(data, "sessions");
  return {
    sessions: field("sessions", listOf(parseSessionCard)),
    next: field("next", orNull(text)),
    total: field("total", count),
  };
}

function parseRequest(data: unknown, at: string): RequestRow {
  const field = fieldsOf(data, at);
  return {
    id: field("id", text),
    time: field("time", instant),
    model: field("model", orNull(text)),
    estimatedCostUsd: field("estimatedCostUsd", orNull(dollars)),
    pricedBy: field("pricedBy", oneOf("reported", "list", "unpriced")),
    priceId: field("priceId", orNull(text)),
    reportedCostUsd: field("reportedCostUsd", orNull(dollars)),
    listCostUsd: field("listCostUsd", orNull(dollars)),
    tokens: field("tokens", parseTokens),
    durationMs: field("durationMs", orNull(count)),
    sources: field("sources", orNull(listOf(text))) ?? [],
    agentName: field("agentName", orNull(text)),
    lane: field("lane", orNull(text)),
    speed: field("speed", orNull(text)),
    webSearches: field("webSearches", orNull(count)) ?? 0,
    turn: field("turn", orNull(text)),
  };
}

function parseTool(data: unknown, at: string): ToolRow {
  const field = fieldsOf(data, at);
  return { tool: field("tool", text), calls: field("calls", count), failures: field("failures", count) };
}

export function parseSessionDetail(data: unknown): SessionDetail {
  const field = fieldsOf(data, "session detail");
  return {
    session: field("session", parseSessionCard),
    requests: field("requests", listOf(parseRequest)),
    tools: field("tools", orNull(listOf(parseTool))) ?? [],
    next: field("next", orNull(text)),
  };
}
