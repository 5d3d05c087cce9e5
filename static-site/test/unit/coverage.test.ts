import { describe, expect, test } from "vitest";
import { parseCoverage } from "../../src/data/coverage";
import { seenTwice, sharesOf, shownGaps, SHOWN_GAPS } from "../../src/shape/coverage";

/** The object of the API reference, word for word. */
const ANSWER = {
  start: "2026-11-16", end: "2026-11-22", zone: "UTC", totals: { requests: 40, multiSource: 36, bySource: { otlp: 38, transcript: 38 } },
  days: [{ day: "2026-11-16", requests: 4, multiSource: 4, bySource: { otlp: 4, transcript: 4 } }],
  machines: [{ machine: "m1", requests: 40, multiSource: 36, bySource: { otlp: 38, transcript: 38 } }],
  sessions: 12, sessionsWithGaps: 1,
  gaps: [{
    session: "5e55", project: "shop", user: "ann@example.com", machine: "m1", firstEventAt: "2026-11-22T09:00:00Z", lastEventAt: null, requests: 0, multiSource: 0, bySource: {},
    why: [{ kind: "no_requests", what: "Hooks report work, but no request has arrived.", next: "Run agentmeter connect claude-code." }],
  }],
};

describe("coverage", () => {
  test("is read as the reference says", () => {
    const coverage = parseCoverage(ANSWER);
    expect(coverage.totals.bySource).toEqual(new Map([["otlp", 38], ["transcript", 38]]));
    expect(coverage.gaps[0]?.why[0]?.kind).toBe("no_requests");
    expect(coverage.machines[0]?.machine).toBe("m1");
    expect(() => parseCoverage({ ...ANSWER, gaps: [{}] })).toThrow("coverage.gaps[0]");
  });

  test("shares are of all requests and come biggest first", () => {
    expect(sharesOf({ requests: 40, multiSource: 1, bySource: new Map([["otlp", 10], ["transcript", 40], ["x", 10]]) })).toEqual([
      { source: "transcript", words: "transcripts", requests: 40, percent: 100 },
      { source: "otlp", words: "telemetry", requests: 10, percent: 25 },
      { source: "x", words: "x", requests: 10, percent: 25 },
    ]);
  });

  test("without requests there is no share", () => {
    expect(seenTwice({ requests: 0, multiSource: 0, bySource: new Map() })).toBeNull();
    expect(seenTwice({ requests: 4, multiSource: 1, bySource: new Map() })).toBe(25);
  });

  test("gaps that do not fit are counted", () => {
    const coverage = parseCoverage(ANSWER);
    const gap = coverage.gaps[0];
    if (gap === undefined) throw new Error("no gap");
    const many = { ...coverage, sessionsWithGaps: 250, gaps: Array.from({ length: 100 }, () => gap) };
    expect(shownGaps(many)).toEqual({ shown: many.gaps.slice(0, SHOWN_GAPS), more: 250 - SHOWN_GAPS });
    expect(shownGaps(coverage).more).toBe(0);
  });
});
