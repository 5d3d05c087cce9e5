import { describe, expect, test } from "vitest";
import { matching, spentOn, timeOf, unpricedModels, valuesOf } from "../../src/shape/cells";
import { overviewOf } from "../../src/shape/overview";
import { changePercent, mostExpensive, previousSoFar, spendOverTime, trendOf } from "../../src/shape/spend";
import { cubeOf } from "./cubes-of-test";

const WEEK = { start: "2026-11-20", end: "2026-11-22" };
const NOON = { day: "2026-11-22", hour: 12 };

describe("spend over time", () => {
  test("every day of the period has a column, days without usage cost zero", () => {
    const spend = spendOverTime([cubeOf("2026-11-20", [{ cost: "0.1" }]), cubeOf("2026-11-22", [{ cost: "0.2" }])], WEEK, {}, "model", NOON);
    expect(spend.step).toBe("day");
    expect(spend.columns.map(({ id, cost }) => [id, cost])).toEqual([["2026-11-20", "0.1"], ["2026-11-21", "0"], ["2026-11-22", "0.2"]]);
  });

  test("only today is partial, and only later days are future", () => {
    const { columns } = spendOverTime([], { start: "2026-11-21", end: "2026-11-23" }, {}, "model", NOON);
    expect(columns.map(({ partial }) => partial)).toEqual([false, true, false]);
    expect(columns.map(({ future }) => future)).toEqual([false, false, true]);
    expect(trendOf({ step: "day", keys: [], hasOther: false, columns }, ({ requests }) => requests)).toEqual([0, 0]);
  });

  test("one day is split by hour", () => {
    const hours = { 9: { requests: 2, estimatedCostUsd: "0.25" }, 12: { requests: 1, estimatedCostUsd: "0.5" } };
    const { step, columns } = spendOverTime([cubeOf("2026-11-22", [{ cost: "0.75", requests: 3, hours }])], { start: "2026-11-22", end: "2026-11-22" }, {}, "model", NOON);
    expect(step).toBe("hour");
    expect(columns).toHaveLength(24);
    expect(columns[9]?.cost).toBe("0.25");
    expect(columns[12]?.partial).toBe(true);
    expect(columns[13]?.future).toBe(true);
  });

  test("parts of a column add up to it, the ninth and later are other", () => {
    const cells = Array.from({ length: 11 }, (_, index) => ({ model: `m${String(index).padStart(2, "0")}`, cost: `${20 - index}.01` }));
    const { keys, hasOther, columns } = spendOverTime([cubeOf("2026-11-22", cells)], WEEK, {}, "model", NOON);
    const last = columns.at(-1);
    expect(keys).toEqual(["m00", "m01", "m02", "m03", "m04", "m05", "m06", "m07"]);
    expect(hasOther).toBe(true);
    expect(last?.parts.at(-1)).toMatchObject({ kind: "other", cost: "33.03", requests: 3 });
    expect(last?.cost).toBe("165.11");
  });

  test("exactly eight need no other", () => {
    const cells = Array.from({ length: 8 }, (_, index) => ({ model: `m${index}`, cost: "1" }));
    expect(spendOverTime([cubeOf("2026-11-22", cells)], WEEK, {}, "model", NOON).hasOther).toBe(false);
  });

  test("a part without any price is marked, one with some is not", () => {
    const cube = cubeOf("2026-11-22", [{ model: "x", requests: 2, unpriced: 2 }, { model: "y", requests: 2, unpriced: 1, cost: "1" }, { model: "free", requests: 1, cost: "0" }]);
    const parts = spendOverTime([cube], WEEK, {}, "model", NOON).columns.at(-1)?.parts ?? [];
    expect(Object.fromEntries(parts.map(({ key, unpriced }) => [key, unpriced]))).toEqual({ x: true, y: false, free: false });
  });

  test("filters narrow the columns", () => {
    const cube = cubeOf("2026-11-22", [{ project: "shop", cost: "1" }, { project: "docs", cost: "2" }]);
    expect(spendOverTime([cube], WEEK, { project: "docs" }, "project", NOON).columns.at(-1)?.cost).toBe("2");
  });

  test("most expensive first, equal ones by name, the unknown too", () => {
    const { cells } = cubeOf("2026-11-22", [{ user: "bo", cost: "1" }, { user: null, cost: "3" }, { user: "ann", cost: "1" }]);
    expect(mostExpensive(cells, "user").map(({ key }) => key)).toEqual([null, "ann", "bo"]);
  });
});

describe("the period before", () => {
  const hours = { 9: { requests: 1, estimatedCostUsd: "1" }, 12: { requests: 1, estimatedCostUsd: "2" }, 13: { requests: 1, estimatedCostUsd: "4" } };
  const cubes = [cubeOf("2026-11-18", [{ cost: "10", requests: 5 }]), cubeOf("2026-11-19", [{ cost: "7", requests: 3, hours }])];
  const period = { start: "2026-11-17", end: "2026-11-19" };

  test("a finished period is compared whole", () => {
    expect(previousSoFar(cubes, period, {}, null)).toEqual({ cost: "17", requests: 8 });
  });

  test("an unfinished one up to the same hour of its last day, the hour included", () => {
    expect(previousSoFar(cubes, period, {}, 12)).toEqual({ cost: "13", requests: 7 });
    expect(previousSoFar(cubes, period, {}, 8)).toEqual({ cost: "10", requests: 5 });
  });

  test("nothing before is no change rather than an endless one", () => {
    expect(changePercent(5, 0)).toBeNull();
    expect(changePercent(15, 10)).toBe(50);
    expect(changePercent(0, 10)).toBe(-100);
  });
});

describe("the four figures", () => {
  const cubes = [cubeOf("2026-11-22", [{ cost: "1.5", requests: 2 }], { project: { shop: { sessions: 1, turns: 1, toolCalls: 0, toolFailures: 0, errors: 0, agentMinutes: 5, wallClockMinutes: 4, spanMinutes: 6, peakConcurrency: 1 } } })];

  test("cost, requests, time and cache share", () => {
    const overview = overviewOf(cubes, {}, null);
    expect(overview.spent.cost).toBe("1.5");
    expect(overview.time).toMatchObject({ agentMinutes: 12, wallClockMinutes: 10 });
    expect(overview.cacheRead).toBe(80);
    expect(overview.changes.cost.kind).toBe("unknown");
  });

  test("time is known for one project, and for nothing that cuts across sessions", () => {
    expect(timeOf(cubes, { project: "shop" })?.agentMinutes).toBe(5);
    expect(timeOf(cubes, { project: "absent" })?.agentMinutes).toBe(0);
    expect(timeOf(cubes, { model: "sonnet" })).toBeNull();
    expect(timeOf(cubes, { project: "shop", user: "ann" })).toBeNull();
  });

  test("a day that is not over compares cost by the hour and leaves tokens and time uncompared", () => {
    const before = cubeOf("2026-11-21", [{ cost: "3", requests: 4, hours: { 9: { requests: 1, estimatedCostUsd: "1" }, 20: { requests: 3, estimatedCostUsd: "2" } } }]);
    const { changes } = overviewOf(cubes, {}, { cubes: [before], period: { start: "2026-11-21", end: "2026-11-21" }, cutHour: 12 });
    expect(changes.cost).toEqual({ kind: "percent", percent: 50 });
    expect(changes.requests).toEqual({ kind: "percent", percent: 100 });
    expect(changes.tokens).toEqual({ kind: "unknown", reason: "the day is not over" });
  });
});

describe("cells", () => {
  test("models without a price are named once, whatever day they were used on", () => {
    const cells = [
      ...cubeOf("2026-11-20", [{ model: "zeta", unpriced: 1 }, { model: "sonnet" }]).cells,
      ...cubeOf("2026-11-21", [{ model: "zeta", unpriced: 1 }, { model: "alpha", unpriced: 1 }, { model: null, unpriced: 1 }]).cells,
    ];
    expect(unpricedModels(cells)).toEqual(["alpha", "zeta"]);
  });

  test("every filter must match", () => {
    const { cells } = cubeOf("2026-11-22", [{ project: "shop", user: "ann" }, { project: "shop", user: "bo" }, { project: "docs", user: "ann" }]);
    expect(matching(cells, { project: "shop", user: "ann" })).toHaveLength(1);
    expect(matching(cells, {})).toHaveLength(3);
  });

  test("sums add tokens part by part and never the details twice", () => {
    const spent = spentOn(cubeOf("2026-11-22", [{ cost: "0.1" }, { cost: "0.2" }]).cells);
    expect(spent.cost).toBe("0.3");
    expect(spent.tokens).toEqual({ freshInput: 20, cacheRead: 160, cacheWrite: 20, cacheWrite1h: 10, output: 14, reasoning: 6 });
  });

  test("values to filter by are sorted and without the unknown", () => {
    expect(valuesOf([cubeOf("2026-11-22", [{ user: "bo" }, { user: null }, { user: "ann" }, { user: "bo" }])], "user")).toEqual(["ann", "bo"]);
  });
});
