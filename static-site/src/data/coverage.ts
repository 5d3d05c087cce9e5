import { count, fieldsOf, instant, listOf, mapOf, orNull, text } from "./parse";

/** How many requests there are, and how many of them each source has reported. */
export interface Seen {
  readonly requests: number;
  readonly multiSource: number;
  readonly bySource: ReadonlyMap<string, number>;
}

export interface Why {
  readonly kind: string;
  readonly what: string;
  readonly next: string;
}

/** A session in which a source seems to have missed something. */
export interface SessionGap extends Seen {
  readonly session: string;
  readonly project: string | null;
  readonly user: string | null;
  readonly machine: string | null;
  readonly lastEventAt: number | null;
  readonly why: readonly Why[];
}

export interface Coverage {
  readonly totals: Seen;
  readonly machines: readonly (Seen & { readonly machine: string | null })[];
  readonly sessions: number;
  readonly sessionsWithGaps: number;
  readonly gaps: readonly SessionGap[];
}

function parseSeen(data: unknown, at: string): Seen {
  const field = fieldsOf(data, at);
  return { requests: field("requests", count), multiSource: field("multiSource", count), bySource: field("bySource", mapOf(count)) };
}

function parseWhy(data: unknown, at: string): Why {
  const field = fieldsOf(data, at);
  return { kind: field("kind", text), what: field("what", text), next: field("next", text) };
}

function parseGap(data: unknown, at: string): SessionGap {
  const field = fieldsOf(data, at);
  return {
    ...parseSeen(data, at),
    session: field("session", text),
    project: field("project", orNull(text)),
    user: field("user", orNull(text)),
    machine: field("machine", orNull(text)),
    lastEventAt: field("lastEventAt", orNull(instant)),
    why: field("why", listOf(parseWhy)),
  };
}

export function parseCoverage(data: unknown): Coverage {
  const field = fieldsOf(data, "coverage");
  return {
    totals: field("totals", parseSeen),
    machines: field("machines", listOf((machine, at) => ({ ...parseSeen(machine, at), machine: fieldsOf(machine, at)("machine", orNull(text)) }))),
    sessions: field("sessions", count),
    sessionsWithGaps: field("sessionsWithGaps", count),
    gaps: field("gaps", listOf(parseGap)),
  };
}
