import type { Coverage, Seen, SessionGap } from "../data/coverage";

export interface Share {
  readonly source: string;
  readonly words: string;
  readonly requests: number;
  /** Of all requests, 0 to 100. */
  readonly percent: number;
}

const WORDS: Readonly<Record<string, string>> = {
  otlp: "telemetry", transcript: "transcripts", native: "own reports", import: "imports", hook: "hooks", metrics: "metrics",
};

/** Gaps that fit on the card. */
export const SHOWN_GAPS = 4;

/** What each source saw, most first; a source that saw nothing is left out. */
export function sharesOf(seen: Seen): readonly Share[] {
  return [...seen.bySource]
    .map(([source, requests]) => ({ source, words: WORDS[source] ?? source, requests, percent: share(requests, seen.requests) }))
    .sort((left, right) => right.requests - left.requests || left.source.localeCompare(right.source));
}

/** Of the requests, the share that two or more sources reported; null without requests. */
export function seenTwice(seen: Seen): number | null {
  return seen.requests === 0 ? null : share(seen.multiSource, seen.requests);
}

export function shownGaps(coverage: Coverage): { readonly shown: readonly SessionGap[]; readonly more: number } {
  const shown = coverage.gaps.slice(0, SHOWN_GAPS);
  return { shown, more: coverage.sessionsWithGaps - shown.length };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, (100 * part) / whole);
}
