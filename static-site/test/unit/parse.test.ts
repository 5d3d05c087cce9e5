import { describe, expect, test } from "vitest";
import { parseInbox, parseReport, parseWhoAmI } from "../../src/data/administration";
import { parseAlertList, parseAlerts } from "../../src/data/alerts";
import { parseCube } from "../../src/data/cube";
import { parseLive, parseSessionCard } from "../../src/data/live";
import { UnexpectedAnswer } from "../../src/data/parse";
import { parseProblem } from "../../src/data/problem";
import { parseSessionDetail, parseSessionPage } from "../../src/data/sessions";
import { parseSummary } from "../../src/data/summary";
import { allTokens, cacheReadPercent, parseTotals } from "../../src/data/totals";

/** The objects of the API reference, word for word. */
const TOKENS = { freshInput: 50916, cacheRead: 37000, cacheWrite: 18840, cacheWrite1h: 0, output: 41650, reasoning: 0 };
const TOTALS = {
  requests: 4, unpricedRequests: 0, estimatedCostUsd: "1.067532", tokens: TOKENS, webSearches: 0, turns: 1, toolCalls: 1, toolFailures: 0, errors: 1,
  sessions: 1, agentMinutes: 1, wallClockMinutes: 1, spanMinutes: 1, utilizationPercent: 100, peakConcurrency: 1, coverage: { bySource: { otlp: 4 }, multiSource: 0 },
};
const CARD = {
  id: "5e55", project: "shop", agent: "claude-code", model: "claude-sonnet-5-5", models: ["claude-sonnet-5-5"], user: "ann@example.com", team: null, task: null, machine: null, branch: null,
  state: "active", startedAt: "2026-11-22T09:15:04.480Z", lastActivityAt: "2026-11-22T09:15:04.480Z", lastRequestAt: null, totals: TOTALS, recentCostsUsd: ["0.01"], activity: [0, 1, 1],
};

describe("answers of the API", () => {
  test("totals are read with money as text", () => {
    const totals = parseTotals(TOTALS);
    expect(totals.estimatedCostUsd).toBe("1.067532");
    expect(totals.bySource).toEqual(new Map([["otlp", 4]]));
    expect(allTokens(totals.tokens)).toBe(50916 + 37000 + 18840 + 41650);
    expect(cacheReadPercent(totals.tokens)).toBeCloseTo(34.66, 1);
  });

  test("time is null where it has no meaning", () => {
    expect(parseTotals({ ...TOTALS, sessions: null, agentMinutes: null }).agentMinutes).toBeNull();
  });

  test("an unknown field changes nothing", () => {
    expect(parseTotals({ ...TOTALS, invented: true })).toEqual(parseTotals(TOTALS));
  });

  test.each([
    ["money as a number", { ...TOTALS, estimatedCostUsd: 1.06 }],
    ["money that is no amount", { ...TOTALS, estimatedCostUsd: "lots" }],
    ["a missing count", { ...TOTALS, requests: undefined }],
    ["a count as text", { ...TOTALS, requests: "4" }],
    ["a list", [TOTALS]],
    ["nothing", null],
  ])("%s is refused with the place", (_, data) => {
    expect(() => parseTotals(data)).toThrow(UnexpectedAnswer);
  });

  test("the refusal names the field", () => {
    expect(() => parseTotals({ ...TOTALS, tokens: { ...TOKENS, output: "x" } })).toThrow("totals.tokens.output");
  });

  test("live before the very first event", () => {
    const live = parseLive({ generatedAt: "2026-11-22T10:00:00Z", zone: "Europe/Berlin", day: "2026-11-22", firstEventAt: null, lastEventAt: null, today: TOTALS, activeSessions: [], unpricedModels: [] });
    expect(live.firstEventAt).toBeNull();
    expect(live.zone).toBe("Europe/Berlin");
  });

  test("a session card keeps what is unknown as null", () => {
    const card = parseSessionCard(CARD);
    expect(card.team).toBeNull();
    expect(card.lastRequestAt).toBeNull();
    expect(card.startedAt).toBe(Date.parse("2026-11-22T09:15:04.480Z"));
  });

  test("a state that the reference does not know is refused", () => {
    expect(() => parseSessionCard({ ...CARD, state: "sleeping" })).toThrow("active or idle or ended");
  });

  test("sessions, their requests and tools", () => {
    expect(parseSessionPage({ sessions: [CARD], next: null, total: 1 }).total).toBe(1);
    const detail = parseSessionDetail({
      session: CARD, next: "more",
      requests: [{ id: "req_01", time: "2026-11-22T09:15:04Z", model: "m", estimatedCostUsd: "0.049564", pricedBy: "reported", priceId: "p", reportedCostUsd: "0.049564", listCostUsd: null, tokens: TOKENS, durationMs: 4210, sources: ["otlp", "transcript"], agentName: null, lane: "unknown", speed: null, webSearches: 0, turn: null }],
      tools: [{ tool: "Bash", calls: 3, failures: 0 }],
    });
    expect(detail.requests[0]?.sources).toEqual(["otlp", "transcript"]);
    expect(detail.next).toBe("more");
  });

  test("a day file, hours by number", () => {
    const cube = parseCube({
      day: "2026-11-22", zone: "UTC", final: false, generatedAt: "2026-11-22T10:00:00Z",
      cells: [{ project: "shop", user: "ann", team: null, agent: "claude-code", model: "m", lane: "unknown", task: null, requests: 3, unpricedRequests: 0, estimatedCostUsd: "0.067532", webSearches: 0, tokens: TOKENS, multiSource: 0, bySource: { otlp: 3 }, hours: { 9: { requests: 3, estimatedCostUsd: "0.067532" } } }],
      time: { all: { sessions: 1, turns: 1, toolCalls: 1, toolFailures: 0, errors: 0, agentMinutes: 1, wallClockMinutes: 1, spanMinutes: 1, peakConcurrency: 1 }, project: {}, user: {}, team: {}, agent: {}, task: {} },
    });
    expect(cube.cells[0]?.hours.get(9)?.estimatedCostUsd).toBe("0.067532");
    expect(cube.timeOfAll.agentMinutes).toBe(1);
  });

  test("a summary with and without groups", () => {
    expect(parseSummary({ start: "2026-11-16", end: "2026-11-22", totals: TOTALS, groups: [{ key: "shop", totals: TOTALS }], unpricedModels: ["x"] }).groups[0]?.key).toBe("shop");
    expect(parseSummary({ start: "2026-11-16", end: "2026-11-22", totals: TOTALS }).groups).toEqual([]);
  });

  test("alerts, whoami, inbox", () => {
    expect(parseAlerts({ alerts: [{ id: "a", scope: "project", key: "shop", day: "2026-11-22", thresholdUsd: "1", spentUsd: "1.067532", state: "sent", at: "2026-11-22T10:00:00Z", message: "m" }] })[0]?.spentUsd).toBe("1.067532");
    expect(parseAlertList({ alerts: [], older: true })).toEqual({ alerts: [], older: true });
    expect(parseAlertList({ alerts: [] }).older).toBe(false);
    expect(parseWhoAmI({ owner: "local", scopes: ["admin", "read"], expiresAt: null }).scopes).toEqual(["admin", "read"]);
    expect(parseInbox({ messages: [{ at: "2026-11-22T10:00:00Z", channel: "email", to: "a@example.com", subject: "s", text: "t" }] })).toHaveLength(1);
  });

  test("a download link that is no web address is never followed", () => {
    const report = { id: "1", name: "n.csv", kind: "daily", format: "csv", start: "2026-11-01", end: "2026-11-22", project: null, rows: 1, bytes: 2, createdAt: "2026-11-22T10:00:00Z", url: "https://bucket.example.com/n.csv", urlExpiresAt: "2026-11-22T10:15:00Z" };
    expect(parseReport(report).url).toBe("https://bucket.example.com/n.csv");
    expect(parseReport({ ...report, url: "/files/n.csv" }).url).toBe("/files/n.csv");
    expect(parseReport({ ...report, url: "javascript:alert(1)" }).url).toBe("about:blank");
  });

  test("the words of a problem, or null when it has none", () => {
    expect(parseProblem({ error: { code: "unavailable", message: "Try later.", next: "Wait." } })).toEqual({ message: "Try later.", next: "Wait." });
    expect(parseProblem("<html>")).toBeNull();
  });
});
