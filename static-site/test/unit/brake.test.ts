import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseAlerts, parseAlertSettings, type Alert } from "../../src/data/alerts";
import { parseBudget, parseBudgets, parseOverride, parsePreview, type Budget, type BudgetPart } from "../../src/data/budgets";
import { parseChanges } from "../../src/data/changes";
import { parseEnforcementLog, parseEnforcements, type Enforcement } from "../../src/data/enforcement";
import { mapOf, text, UnexpectedAnswer } from "../../src/data/parse";
import { parsePlans, type PlanWindow } from "../../src/data/plans";
import { parseFieldProblems } from "../../src/data/problem";
import { bodyOfSettings, settingsDifferences, settingsDraft } from "../../src/shape/alert-settings";
import { readAddress } from "../../src/shape/address";
import { isOpen, kindWords, linkWords, ownLink, titleOf, tomorrowMorning, whyOf } from "../../src/shape/alerts";
import { attentionOf } from "../../src/shape/attention";
import { bodyOf, differences, draftOf, idFrom, NEW_DRAFT, problemsByInput } from "../../src/shape/budget-form";
import { bindingFor, byNeed, exactly, measured, percentUsed, strictest, thresholdMarks, verdictOf, windowWords } from "../../src/shape/budgets";
import { budgetOf, fieldChanges, nameOf, searchable } from "../../src/shape/changes";
import { layoutBurnDown, pointAt } from "../../src/shape/burn-down";
import { costLevel, readLevels } from "../../src/shape/cards";
import { heldBack, inGroup, stillHeld, storiesOf } from "../../src/shape/enforcement";
import { lasting } from "../../src/shape/format";
import { bindsFirst, byNearness, nearness, windowName } from "../../src/shape/plans";
import { keyWords, layoutPreview } from "../../src/shape/preview";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const HOUR = 3_600_000;

const PART = {
  part: "", spent: "8.10", limit: "10.00", remaining: "1.90", percent: 81, verdict: "warn", reached: { percent: 80, action: "warn" }, override: null,
  forecast: { low: "9.1", mid: "11.2", high: "13.9", exceedsAt: "2026-11-22T16:40:00Z" },
  burnDown: [{ at: "2026-11-22T00:00:00Z", spent: "0" }, { at: "2026-11-22T06:00:00Z", spent: "1.20" }, { at: "2026-11-22T11:00:00Z", spent: "7.90" }],
};
const WINDOW = { key: "2026-11-22", start: "2026-11-22", end: "2026-11-22", resetsAt: "2026-11-23T00:00:00Z" };
const BUDGET = {
  id: "shop-day", name: "Shop, per day", scope: { project: "shop" }, per: null, window: "day", rollingDays: null, amountUsd: "10.00", amountTokens: null, amountRequests: null,
  thresholds: [{ percent: 80, action: "warn" }, { amount: "10", action: "stop" }], gracePercent: 0, onUnavailable: "allow", owner: null, validFrom: null, validTo: null, version: 3, revision: 2,
  createdAt: "2026-11-01T09:00:00Z", createdBy: "ann", updatedAt: "2026-11-12T09:00:00Z", updatedBy: "bo", deletedAt: null, state: { window: WINDOW, parts: [PART] },
};

function budget(changes: object = {}): Budget {
  return parseBudget({ ...BUDGET, ...changes });
}

function withPart(id: string, part: object): Budget {
  return budget({ id, name: id, state: { window: WINDOW, parts: [{ ...PART, ...part }] } });
}

describe("the ring of the cost card", () => {
  const everything = { ...BUDGET, id: "all", name: "Everything", scope: {}, state: { window: WINDOW, parts: [{ ...PART, percent: 40 }] } };
  const list = parseBudgets({ budgets: [BUDGET, everything] });

  test("shows the budget nearest to its limit of those that hold for all that is shown", () => {
    expect(bindingFor(list, {})?.budget.id).toBe("all");
    expect(bindingFor(list, { project: "shop" })?.budget.id).toBe("shop-day");
    expect(bindingFor(list, { project: "shop", user: "ann" })?.budget.id).toBe("shop-day");
    expect(bindingFor(list, { project: "web" })?.budget.id).toBe("all");
  });

  test.each([
    ["is deleted", { deletedAt: "2026-11-22T10:00:00Z" }],
    ["divides by users", { per: "user" }],
    ["is for each session", { window: "session" }],
    ["counts tokens", { amountUsd: null, amountTokens: "5000" }],
    ["has no state", { state: null }],
  ])("passes over one that %s", (_, change) => {
    expect(bindingFor([budget({ scope: {}, ...change })], {})).toBeNull();
  });
});

describe("answers of the brake", () => {
  test("a budget keeps amounts as text, its state and its thresholds of both kinds", () => {
    const read = budget();
    expect(read.amount).toEqual({ measure: "usd", value: "10.00" });
    expect(read.thresholds).toEqual([{ percent: "80", amount: null, action: "warn" }, { percent: null, amount: "10", action: "stop" }]);
    expect(read.state?.parts[0]?.forecast?.exceedsAt).toBe(Date.parse("2026-11-22T16:40:00Z"));
    expect(read.scope).toEqual(new Map([["project", "shop"]]));
  });

  test.each([["amountTokens", "tokens"], ["amountRequests", "requests"]])("%s makes it a budget of %s", (field, measure) => {
    expect(budget({ amountUsd: null, [field]: "5000" }).amount).toEqual({ measure, value: "5000" });
    expect(budget({ amountUsd: null, [field]: 5000 }).amount.value).toBe("5000");
  });

  test.each([
    ["an action nobody knows", { thresholds: [{ percent: 80, action: "shout" }] }],
    ["no amount", { amountUsd: null }],
    ["a window nobody knows", { window: "year" }],
    ["a part without a verdict", { state: { window: WINDOW, parts: [{ ...PART, verdict: undefined }] } }],
  ])("%s is refused with the place", (_, changes) => {
    expect(() => budget(changes)).toThrow(UnexpectedAnswer);
  });

  test("a list, an override and a preview", () => {
    expect(parseBudgets({ budgets: [BUDGET] })).toHaveLength(1);
    expect(parseOverride({ id: "o", budget: "b", part: "", reason: "release", by: "ann", at: "2026-11-22T10:00:00Z", until: "2026-11-22T11:00:00Z" }).part).toBeNull();
    const preview = parsePreview({ windows: [{ key: "2026-11-21", spent: "9", limit: "10", crossed: [{ percent: 80, action: "warn", at: "2026-11-21T15:00:00Z" }] }], wouldHaveWarned: 1, wouldHaveBlocked: 0 });
    expect(preview.windows[0]?.crossed[0]?.action).toBe("warn");
  });

  test("alerts of every kind, and settings with their secrets left out", () => {
    const [alert] = parseAlerts({ alerts: [{ id: "a", kind: "forecast", title: "t", why: "w", state: "snoozed", snoozedUntil: "2026-11-22T15:00:00Z", at: "2026-11-22T10:00:00Z", budget: { id: "b", name: "B", part: null, window: "2026-11-22", percent: 90, spent: "9", limit: "10" } }] });
    expect(alert?.budget?.percent).toBe(90);
    expect(alert?.thresholdUsd).toBeNull();
    const settings = parseAlertSettings({ quietHours: { from: "22:00", to: "07:00" }, digest: null, webhooks: [{ id: "w", url: "https://a" }], kinds: { anomaly: { enabled: false, minimumUsd: "5" } }, version: 2 });
    expect(settings.kinds.get("anomaly")).toEqual({ enabled: false, minimumUsd: "5" });
  });

  test("enforcement and plans, percentages as text or number", () => {
    expect(parseEnforcements({ enforcements: [{ at: "2026-11-22T10:00:00Z", action: "unavailable" }] })[0]?.budget).toBeNull();
    expect(parseEnforcements({ enforcements: [{ at: "2026-11-22T10:00:00Z", action: "unavailable", spent: "0", limit: "0" }] })[0]).toMatchObject({ spent: null, limit: null });
    expect(parseEnforcementLog({ enforcements: [], olderLeftOut: true })).toEqual({ records: [], olderLeftOut: true });
    expect(parseEnforcementLog({ enforcements: [] }).olderLeftOut).toBe(false);
    const { accounts: [account], users } = parsePlans({
      accounts: [{ account: "a", version: 2, windows: [{ name: "five_hour", usedPercent: "23.5", resetsAt: null, reportedAt: "2026-11-22T10:00:00Z", stale: false, exhaustedAt: null, series: [{ at: "2026-11-22T10:00:00Z", usedPercent: 20 }] }] }],
      users: [{ user: "ann", accounts: ["a"], mode: "both", nearest: { account: "a", window: "five_hour", usedPercent: "23.5", resetsAt: null } }, { user: "bo", accounts: [], mode: null, nearest: null }],
    });
    expect(users.map(({ nearest }) => nearest?.usedPercent)).toEqual([23.5, undefined]);
    expect(account?.windows[0]?.usedPercent).toBe(23.5);
    expect(account?.windows[0]?.series[0]?.usedPercent).toBe(20);
  });

  test("all problems of a refused body, none from a page of HTML", () => {
    expect(parseFieldProblems({ error: { code: "invalid_budget", message: "m", fields: [{ field: "name", reason: "r" }] } })).toEqual([{ field: "name", reason: "r" }]);
    expect(parseFieldProblems("<html>")).toEqual([]);
  });
});

describe("words of a budget", () => {
  test("amounts of every measure", () => {
    expect(measured("8.10", "usd")).toBe("$8.10");
    expect(measured("12400000", "tokens")).toBe("12.4M tokens");
    expect(measured("1", "requests")).toBe("1 request");
    expect(exactly("12400000", "tokens")).toBe("12,400,000 tokens");
    expect(windowWords("rolling", 7)).toBe("in 7 days");
  });

  test("what is not used up never reads as 100%", () => {
    expect(percentUsed(99.96)).toBe("99%");
    expect(percentUsed(100)).toBe("100%");
    expect(percentUsed(9.96)).toBe("9.9%");
  });

  test("the strictest verdict of all parts is the budget's, and who needs somebody comes first", () => {
    expect(strictest(["allow", "stop", "warn"])).toBe("stop");
    expect(verdictOf(budget({ state: null }))).toBe("allow");
    expect(byNeed([withPart("a", { verdict: "allow", percent: 99 }), withPart("b", { verdict: "pause", percent: 60 }), withPart("c", { verdict: "allow", percent: 12 }), budget({ id: "d", state: null })]).map(({ id }) => id)).toEqual(["b", "a", "c", "d"]);
  });

  test("threshold marks stand where they act, those beyond the bar are left out", () => {
    const { thresholds } = budget({ thresholds: [{ percent: 80, action: "warn" }, { amount: "9", action: "pause" }, { percent: 120, action: "stop" }] });
    expect(thresholdMarks(thresholds, { measure: "usd", value: "10" }, 99.5)).toEqual([{ percent: 80, action: "warn" }, { percent: 90, action: "pause" }]);
    expect(thresholdMarks(thresholds, { measure: "usd", value: "0" }, 99.5)).toEqual([]);
  });

  test("how long something lasts", () => {
    expect(lasting(20_000)).toBe("less than a minute");
    expect(lasting(135 * 60_000)).toBe("2h 15m");
    expect(lasting(76 * HOUR)).toBe("3d 4h");
  });
});

describe("burn-down", () => {
  const size = { width: 800, height: 220 };
  const partOf = (read: Budget): BudgetPart => {
    const part = read.state?.parts[0];
    if (part === undefined) throw new Error("no part");
    return part;
  };
  const layout = (changes: object = {}, window: object = WINDOW): ReturnType<typeof layoutBurnDown> => {
    const read = budget({ state: { window, parts: [{ ...PART, ...changes }] } });
    if (read.state === null) throw new Error("no state");
    return layoutBurnDown(read, read.state.window, partOf(read), NOON, size);
  };

  test("what is left falls from the limit, and the cone begins now", () => {
    const { points, now, cone, crossing, plot, zero } = layout();
    expect(points.map(({ y }) => y)).toEqual(points.map(({ y }) => y).toSorted((left, right) => left - right));
    expect(points.at(-1)?.left).toBeCloseTo(1.9);
    expect(now?.x).toBeCloseTo((plot.left + plot.right) / 2);
    expect(cone).toContain(`M${String(now?.x)}`);
    expect(crossing?.y).toBe(zero);
    expect(crossing?.x).toBeGreaterThan(now?.x ?? Infinity);
  });

  test("thresholds lie where what is left reaches them", () => {
    const { thresholds, zero } = layout();
    expect(thresholds.map(({ left }) => left)).toEqual([2, 0]);
    expect(thresholds[1]?.y).toBeCloseTo(zero);
  });

  test("without a forecast there is no cone, without an end of the window it ends now", () => {
    expect(layout({ forecast: null }).cone).toBeNull();
    const open = layout({}, { key: "total", start: "2026-11-22", end: "2026-11-22", resetsAt: null });
    expect(open.cone).toBeNull();
    expect(open.now?.x).toBeCloseTo(open.plot.right);
  });

  test("nothing measured, nothing to spend, and far beyond the limit are still pictures", () => {
    for (const changes of [{ burnDown: [] }, { limit: "0", spent: "0", remaining: "0" }, { spent: "400", remaining: "-390", forecast: { low: "500", mid: "600", high: "900", exceedsAt: null } }]) {
      const { line, points } = layout(changes);
      expect(line).not.toContain("NaN");
      expect(points.length).toBeGreaterThan(0);
    }
  });

  test("the point under the pointer, none in the margin", () => {
    const drawn = layout();
    expect(pointAt(drawn, (drawn.points[1]?.x ?? 0) + 2)).toBe(1);
    expect(pointAt(drawn, 3)).toBeNull();
  });
});

describe("the form of a budget", () => {
  test("there and back", () => {
    const body = bodyOf(draftOf(budget()), 3);
    expect(body).toEqual({
      name: "Shop, per day", scope: { project: "shop" }, per: null, window: "day", rollingDays: null, amountUsd: "10.00", amountTokens: null, amountRequests: null,
      thresholds: [{ percent: 80, action: "warn" }, { amount: "10", action: "stop" }], gracePercent: 0, onUnavailable: "allow", owner: null, validFrom: null, validTo: null, version: 3,
    });
    expect(draftOf(budget({ ...body, version: 4 }))).toEqual(draftOf(budget()));
  });

  test("a new one sends no version, and what is no number is sent as typed", () => {
    expect(bodyOf(NEW_DRAFT, null)).not.toHaveProperty("version");
    expect(bodyOf({ ...NEW_DRAFT, thresholds: [{ unit: "percent", value: "lots", action: "warn" }] }, null)["thresholds"]).toEqual([{ percent: "lots", action: "warn" }]);
    expect(bodyOf({ ...NEW_DRAFT, measure: "tokens", amount: "5000" }, null)).toMatchObject({ amountUsd: null, amountTokens: "5000" });
    expect(bodyOf({ ...NEW_DRAFT, window: "rolling", rollingDays: "14" }, null)["rollingDays"]).toBe(14);
  });

  test("an address comes from the name", () => {
    expect(idFrom("Shöp, per day!")).toBe("shop-per-day");
    expect(idFrom("مشروع")).toBe("");
  });

  test("every problem finds its input; what fits none stands above them with its name", () => {
    const draft = draftOf(budget());
    const found = problemsByInput([
      { field: "thresholds[1].percent", reason: "rises" }, { field: "thresholds[7].percent", reason: "?" }, { field: "amountUsd", reason: "more" }, { field: "scope.project", reason: "unknown" },
      { field: "scope.planet", reason: "no such filter" }, { field: "rollingDays", reason: "only when rolling" }, { field: "extra", reason: "unknown field" },
    ], draft);
    expect(found.get("thresholds[1]")).toEqual(["rises"]);
    expect(found.get("thresholds")).toEqual(["?"]);
    expect(found.get("amount")).toEqual(["more"]);
    expect(found.get("scope.project")).toEqual(["unknown"]);
    expect(found.get("scope")).toEqual(["no such filter"]);
    expect(found.get("")).toEqual(["rollingDays: only when rolling", "extra: unknown field"]);
  });

  test("a conflict shows what differs, and nothing else", () => {
    const mine = { ...draftOf(budget()), amount: "25.00", owner: "ann" };
    expect(differences(draftOf(budget()), mine)).toEqual([{ field: "Amount", theirs: "10.00 usd", mine: "25.00 usd" }, { field: "Owner", theirs: "–", mine: "ann" }]);
    expect(differences(mine, mine)).toEqual([]);
  });
});

describe("preview", () => {
  const window = (key: string, part: string, spent: string, crossed: object[] = []): object => ({ key, part, spent, limit: "10", crossed });

  test("one bar per window, of the part that came nearest to its limit", () => {
    const preview = parsePreview({ windows: [window("2026-11-20", "ann", "3"), window("2026-11-20", "bo", "11", [{ percent: 80, action: "warn", at: null }, { percent: 100, action: "stop", at: null }]), window("2026-11-21", "ann", "0")], wouldHaveWarned: 1, wouldHaveBlocked: 1 });
    const { bars, crossed, limit, plot } = layoutPreview(preview.windows, { width: 400, height: 160 });
    expect(bars.map(({ part, worst }) => [part, worst])).toEqual([["bo", "stop"], ["ann", null]]);
    expect(crossed).toHaveLength(1);
    expect(bars[0]?.y).toBeLessThan(limit?.y ?? 0);
    expect(bars[1]?.height).toBe(0);
    for (const bar of bars) expect(bar.x + bar.width).toBeLessThanOrEqual(plot.right);
  });

  test("no window at all", () => {
    expect(layoutPreview([], { width: 400, height: 160 }).limit).toBeNull();
  });

  test("keys of windows in words", () => {
    expect(keyWords("2026-11-22")).toBe("Sun 22 Nov");
    expect(keyWords("2026-W47")).toBe("week 47 of 2026");
    expect(keyWords("total")).toBe("total");
  });
});

const never = (): never => {
  throw new Error("one record");
};

describe("enforcement", () => {
  const record = (minute: number, action: string, fields: object = {}): Enforcement =>
    parseEnforcements({ enforcements: [{ at: new Date(NOON + minute * 60_000).toISOString(), budget: "b", budgetName: "B", part: "", window: "2026-11-22", session: "s1", action, ...fields }] })[0] ?? never();
  test("equal acts in a row are one step, and people's acts keep their names", () => {
    const [story] = storiesOf([record(3, "paused", { session: "s2" }), record(0, "warned"), record(2, "paused"), record(4, "overridden", { session: null, by: "ann", reason: "release" }), record(9, "paused")]);
    expect(story?.steps.map(({ action, times }) => [action, times])).toEqual([["warned", 1], ["paused", 2], ["overridden", 1], ["paused", 1]]);
    expect(story?.steps[1]?.sessions).toEqual(["s1", "s2"]);
    expect(story?.steps[2]?.by).toBe("ann");
  });

  test("budgets, parts and windows have stories of their own, the latest first", () => {
    const stories = storiesOf([record(0, "warned"), record(5, "warned", { part: "ann" }), record(2, "warned", { window: "2026-11-21" })]);
    expect(stories.map(({ part, window }) => [part, window])).toEqual([["ann", "2026-11-22"], ["", "2026-11-21"], ["", "2026-11-22"]]);
  });

  test("a session is held back until somebody overrides or it is only warned", () => {
    expect([...heldBack([record(0, "paused"), record(1, "stopped", { session: "s2" })]).keys()]).toEqual(["s1", "s2"]);
    expect(heldBack([record(0, "paused"), record(1, "overridden", { session: null })]).size).toBe(0);
    expect(heldBack([record(0, "paused", { part: "ann" }), record(1, "overridden", { session: null, part: "bo" })]).size).toBe(1);
    expect(heldBack([record(0, "paused"), record(1, "warned")]).size).toBe(0);
  });

  test("and no longer than its budget says so", () => {
    const held = heldBack([record(0, "paused")]);
    expect(stillHeld(held, [withPart("b", { verdict: "pause" })]).size).toBe(1);
    expect(stillHeld(held, [withPart("b", { verdict: "warn" })]).size).toBe(0);
    expect(stillHeld(held, []).size).toBe(0);
  });

  test("groups", () => {
    const records = [record(0, "paused"), record(1, "warned"), record(2, "resumed"), record(3, "unavailable")];
    expect(inGroup(records, "blocked").map(({ action }) => action)).toEqual(["paused"]);
    expect(inGroup(records, "people").map(({ action }) => action)).toEqual(["resumed"]);
    expect(inGroup(records, "all")).toHaveLength(4);
  });
});

describe("alerts", () => {
  const alert = (fields: object = {}): Alert => parseAlerts({ alerts: [{ id: "a", state: "sent", at: "2026-11-22T10:00:00Z", ...fields }] })[0] ?? never();

  test("one is open until somebody did something, and again when its snooze is over", () => {
    expect(isOpen(alert(), NOON)).toBe(true);
    expect(isOpen(alert({ state: "resolved" }), NOON)).toBe(false);
    expect(isOpen(alert({ state: "snoozed", snoozedUntil: "2026-11-22T13:00:00Z" }), NOON)).toBe(false);
    expect(isOpen(alert({ state: "snoozed", snoozedUntil: "2026-11-22T12:00:00Z" }), NOON)).toBe(true);
  });

  test("the older kind gets a title, the newer keeps its own", () => {
    const older = alert({ scope: "project", key: "shop", day: "2026-11-22", thresholdUsd: "10", spentUsd: "11.204" });
    expect(titleOf(older)).toBe("shop reached $10.00 on 2026-11-22");
    expect(whyOf(older)).toBe("Estimated cost $11.20.");
    expect(titleOf(alert({ title: "T", why: "W" }))).toBe("T");
    expect(whyOf(alert({ title: "T", why: "W" }))).toBe("W");
    expect(kindWords("brand_new")).toBe("brand new");
  });

  test("only links of this dashboard are followed", () => {
    expect(ownLink("https://meter.example.com/#/budgets/b")).toBe("#/budgets/b");
    expect(ownLink("https://evil.example.com/")).toBeNull();
    expect(ownLink("javascript:alert(1)")).toBeNull();
    expect(ownLink(null)).toBeNull();
  });

  test("tomorrow morning is at eight, tomorrow", () => {
    const morning = new Date(tomorrowMorning(NOON));
    expect([morning.getHours(), morning.getMinutes()]).toEqual([8, 0]);
    expect(morning.getDate()).toBe(new Date(NOON + 24 * HOUR).getDate());
  });

  test("settings there and back; a secret goes only when it was typed", () => {
    const settings = parseAlertSettings({ quietHours: null, digest: { at: "08:00" }, webhooks: [{ id: "w", url: "https://a" }], kinds: { anomaly: { enabled: true, minimumUsd: "5" } }, version: 4 });
    const draft = settingsDraft(settings);
    expect(bodyOfSettings(draft, 4)).toMatchObject({ quietHours: null, digest: { at: "08:00" }, webhooks: [{ id: "w", url: "https://a" }], version: 4 });
    expect(bodyOfSettings({ ...draft, webhooks: [{ id: " ops ", url: " https://b ", secret: "s", stored: false }] }, 4)["webhooks"]).toEqual([{ id: "ops", url: "https://b", secret: "s" }]);
    expect(settingsDifferences(draft, { ...draft, quiet: true })).toEqual([{ field: "quiet hours", theirs: "none", mine: "22:00 to 07:00" }]);
  });
});

describe("attention", () => {
  const alerts = parseAlerts({ alerts: [
    { id: "of-budget", state: "sent", at: "2026-11-22T11:00:00Z", title: "t", budget: { id: "held", name: "held" } }, { id: "other", state: "sent", at: "2026-11-22T11:00:00Z", title: "t" },
    { id: "done", state: "acknowledged", at: "2026-11-22T11:00:00Z", title: "t" }, { id: "old", state: "sent", at: "2026-11-01T11:00:00Z", title: "t" },
  ] });

  test("held back first, then unpriced, open alerts and budgets that warn; nothing twice", () => {
    const { shown, more } = attentionOf([withPart("warns", { verdict: "warn" }), withPart("fine", { verdict: "allow" }), withPart("held", { verdict: "stop" })], alerts, ["x"], NOON);
    expect(shown.map((item) => (item.kind === "budget" ? item.budget.id : item.kind === "alert" ? item.alert.id : "unpriced"))).toEqual(["held", "unpriced", "other", "warns"]);
    expect(more).toBe(0);
  });

  test("more than fit are counted", () => {
    const many = Array.from({ length: 9 }, (_, index) => withPart(`b${index}`, { verdict: "warn" }));
    expect(attentionOf(many, [], [], NOON)).toMatchObject({ more: 4 });
  });
});

describe("plans", () => {
  const window = (name: string, usedPercent: number, exhaustedAt: string | null = null, stale = false): PlanWindow =>
    parsePlans({ accounts: [{ account: "a", windows: [{ name, usedPercent, resetsAt: null, reportedAt: "2026-11-22T10:00:00Z", stale, exhaustedAt, series: [] }] }] }).accounts[0]?.windows[0] ?? { name, usedPercent, resetsAt: null, reportedAt: 0, stale, exhaustedAt: null, series: [] };

  test("the earliest to be used up binds first, else the fullest; stale ones and calm ones do not", () => {
    expect(bindsFirst([window("a", 90), window("b", 40, "2026-11-22T13:00:00Z")])?.name).toBe("b");
    expect(bindsFirst([window("a", 90), window("b", 95)])?.name).toBe("b");
    expect(bindsFirst([window("a", 99, null, true), window("b", 60)])?.name).toBe("b");
    expect(bindsFirst([window("a", 10)])).toBeNull();
  });

  test("both sides of near and used up", () => {
    expect([79.9, 80, 99.9, 100].map(nearness)).toEqual(["low", "raised", "raised", "high"]);
    expect(windowName("five_hour")).toBe("5 hours");
    expect(windowName("brand_new_window")).toBe("brand new window");
  });

  test("accounts nearest to a limit first", () => {
    const { accounts: [a, b] } = parsePlans({ accounts: [{ account: "calm" }, { account: "near", windows: [{ name: "w", usedPercent: 90, resetsAt: null, reportedAt: "2026-11-22T10:00:00Z" }] }] });
    if (a === undefined || b === undefined) throw new Error("two accounts");
    expect(byNearness([a, b]).map(({ account }) => account)).toEqual(["near", "calm"]);
  });
});

describe("colours of session costs", () => {
  test("a person's own amounts, both sides of each", () => {
    const own = { raised: "2", high: "8.50" };
    expect(["1.999", "2", "8.50", "8.51"].map((cost) => costLevel(cost, own))).toEqual(["low", "raised", "raised", "high"]);
    expect(["0.999", "1", "5", "5.01"].map((cost) => costLevel(cost))).toEqual(["low", "raised", "raised", "high"]);
  });

  test.each([["5", "1"], ["1", "1"], ["0", "5"], ["", "5"], ["one", "5"], ["-1", "5"]])("%s and %s are no levels", (raised, high) => {
    expect(readLevels(raised, high)).toBeNull();
  });
});

describe("links of alerts", () => {
  test("every link that the service makes opens the screen that it means", () => {
    const links = mapOf(text)(JSON.parse(readFileSync(new URL("../../../contracts/dashboard-links.json", import.meta.url), "utf8")), "links");
    const opened = Object.fromEntries([...links].map(([name, link]) => {
      const { page, id, range, filters, own } = readAddress(ownLink(`https://meter.example/${link}`) ?? "");
      return [name, { page, id, range, filters, own: Object.fromEntries(own) }];
    }));
    const week = { kind: "days", days: 7 };
    const day = { kind: "custom", start: "2026-11-22", end: "2026-11-22" };
    expect(opened).toEqual({
      budget: { page: "budgets", id: "shop-day", range: week, filters: {}, own: {} },
      part: { page: "budgets", id: "users per week", range: week, filters: {}, own: { part: "ann+web@example.com" } },
      plans: { page: "plans", id: null, range: week, filters: {}, own: {} },
      day: { page: "overview", id: null, range: day, filters: {}, own: {} },
      dayOfProject: { page: "overview", id: null, range: day, filters: { project: "shop & web" }, own: {} },
      models: { page: "models", id: null, range: day, filters: { model: "vendor/model" }, own: {} },
    });
  });

  test("a link says where it leads", () => {
    expect(linkWords("#/overview?range=2026-11-22..2026-11-22")).toBe("that day");
    expect(linkWords("#/plans")).toBe("plans");
    expect(linkWords("#/sessions/s1")).toBe("the session");
    expect(linkWords("#/elsewhere")).toBe("look");
  });
});

describe("changes", () => {
  const change = (before: unknown, after: unknown): ReturnType<typeof parseChanges>[number] => {
    const [read] = parseChanges({ changes: [{ at: "2026-11-22T09:00:00Z", by: "eve", what: "budget", id: "b", action: "changed", before, after }] });
    if (read === undefined) throw new Error("nothing was read");
    return read;
  };

  test("only what somebody changed is shown, in words", () => {
    const before = { name: "B", scope: { project: "shop" }, amountUsd: "10", gracePercent: 0, owner: null, thresholds: [{ percent: 80, action: "warn" }], version: 1, updatedAt: "x" };
    const after = { ...before, scope: {}, owner: "ann", thresholds: [{ percent: 80, action: "warn" }, { amount: "12", action: "stop" }], version: 2, updatedAt: "y" };
    expect(fieldChanges(change(before, after), "UTC")).toEqual([
      { field: "scope project", before: "shop", after: null },
      { field: "thresholds", before: "80% warn", after: "80% warn, 12 stop" },
      { field: "owner", before: null, after: "ann" },
    ]);
    expect(fieldChanges(change(before, { ...before, version: 9 }), "UTC")).toEqual([]);
  });

  test("what is made has all its fields, what is gone keeps its name", () => {
    expect(fieldChanges(change(null, { name: "B", gracePercent: 5, quiet: true }), "UTC")).toEqual([
      { field: "name", before: null, after: "B" }, { field: "grace percent", before: null, after: "5" }, { field: "quiet", before: null, after: "yes" },
    ]);
    expect(nameOf(change({ name: "B" }, null))).toBe("B");
    expect(nameOf({ ...change(null, null), what: "override", id: "shop/o1" })).toBe("shop");
    expect(budgetOf({ what: "override", id: "shop/o1" })).toBe("shop");
    expect(budgetOf({ what: "client", id: "acme" })).toBeNull();
  });

  test("moments are told as on the rest of the screen, in its zone, and found as they are told", () => {
    const override = { ...change(null, { reason: "release", at: "2026-11-22T09:15:04.123456789Z", until: "2026-11-22T18:00:00Z" }), what: "override", id: "shop/o1" };
    expect(fieldChanges(override, "Europe/Berlin")).toEqual([
      { field: "reason", before: null, after: "release" }, { field: "at", before: null, after: "22 Nov 10:15" }, { field: "until", before: null, after: "22 Nov 19:00" },
    ]);
    expect(searchable(override, "Europe/Berlin")).toContain("22 nov 19:00");
    expect(fieldChanges(change(null, { validFrom: "2026-11-22", name: "2026-11-22T25:61:00Z" }), "UTC").map(({ after }) => after), "days and what is no moment stay").toEqual(["2026-11-22", "2026-11-22T25:61:00Z"]);
  });

  test("anything but a list of changes is refused", () => {
    expect(() => parseChanges({ changes: [{ at: "2026-11-22T09:00:00Z" }] })).toThrow(UnexpectedAnswer);
    expect(() => parseChanges([])).toThrow(UnexpectedAnswer);
  });
});
