import { describe, expect, test } from "vitest";
import type { RequestRow } from "../../src/data/sessions";
import { columnAt, layoutBars } from "../../src/shape/bars";
import { layoutSpark } from "../../src/shape/spark";
import { spendOverTime } from "../../src/shape/spend";
import { barAt, layoutTimeline } from "../../src/shape/timeline";
import { cubeOf } from "./cubes-of-test";

const SIZE = { width: 800, height: 220 };
const MINUTE = 60_000;

function spendOf(days: number): ReturnType<typeof spendOverTime> {
  const cells = [{ model: "a", cost: "3" }, { model: "b", cost: "1" }];
  return spendOverTime([cubeOf("2026-10-01", cells)], { start: "2026-10-01", end: new Date(Date.parse("2026-10-01") + (days - 1) * 86_400_000).toISOString().slice(0, 10) }, {}, "model", { day: "2027-01-01", hour: 0 });
}

function request(minute: number, cost: string | null): RequestRow {
  return {
    id: `r${minute}`, time: minute * MINUTE, model: "m", estimatedCostUsd: cost, pricedBy: cost === null ? "unpriced" : "list", priceId: null, reportedCostUsd: null, listCostUsd: cost,
    tokens: { freshInput: 1, cacheRead: 1, cacheWrite: 1, cacheWrite1h: 0, output: 1, reasoning: 0 }, durationMs: 1, sources: [], agentName: null, lane: null, speed: null, webSearches: 0, turn: null,
  };
}

describe("stacked bars", () => {
  test("segments stand on each other and end where the bar ends", () => {
    const [bar] = layoutBars(spendOf(7), SIZE).bars;
    const [lower, upper] = bar?.segments ?? [];
    expect(lower?.part.key).toBe("a");
    expect(lower?.y).toBeCloseTo((upper?.y ?? 0) + (upper?.height ?? 0));
    expect(upper?.y).toBeCloseTo(bar?.top ?? -1);
    expect((lower?.height ?? 0) / (upper?.height ?? 1)).toBeCloseTo(3);
  });

  test.each([1, 7, 30, 92, 400])("labels of %i columns never touch", (days) => {
    const { labels } = layoutBars(spendOf(days), SIZE);
    const spans = labels.map(({ x, anchor }) => ({ left: anchor === "end" ? x - 44 : x - 22, right: anchor === "end" ? x : x + 22 }));
    for (const [index, span] of spans.entries()) expect(span.left).toBeGreaterThanOrEqual(spans[index - 1]?.right ?? -Infinity);
    expect(labels.length).toBeGreaterThan(0);
  });

  test("the column under the pointer, none in the margin", () => {
    const layout = layoutBars(spendOf(7), SIZE);
    const [first] = layout.bars;
    expect(columnAt(layout, (first?.x ?? 0) + 2)).toBe(0);
    expect(columnAt(layout, 3)).toBeNull();
  });

  test("no usage at all is one line at zero", () => {
    const { ticks, bars } = layoutBars(spendOverTime([], { start: "2026-10-01", end: "2026-10-07" }, {}, "model", { day: "2027-01-01", hour: 0 }), SIZE);
    expect(ticks).toHaveLength(1);
    expect(bars.every(({ segments }) => segments.length === 0)).toBe(true);
  });
});

describe("timeline of a session", () => {
  test("a long pause is cut out and named, a short one is not", () => {
    const timeline = layoutTimeline([request(0, "1"), request(9, "1"), request(200, "1")], SIZE);
    expect(timeline.gaps.map(({ text }) => text)).toEqual(["3h 11m"]);
    expect(timeline.bars.map(({ x }) => x)).toEqual(timeline.bars.map(({ x }) => x).toSorted((left, right) => left - right));
  });

  test("pauses never fill the axis: with many, only the longest are cut", () => {
    const requests = Array.from({ length: 60 }, (_, index) => request(index * 15 + (index > 30 ? 600 : 0), "1"));
    expect(layoutTimeline(requests, SIZE).gaps.length).toBeLessThanOrEqual(8);
  });

  test("bars stay inside the plot, unpriced ones are still to be seen", () => {
    const { bars, plot } = layoutTimeline([request(0, "2"), request(1, null), request(500, "0.5")], SIZE);
    for (const bar of bars) {
      expect(bar.x).toBeGreaterThanOrEqual(plot.left);
      expect(bar.x + bar.width).toBeLessThanOrEqual(plot.right + 0.001);
      expect(bar.height).toBeGreaterThanOrEqual(2);
    }
  });

  test("the nearest bar answers, far away none", () => {
    const timeline = layoutTimeline([request(0, "1"), request(9, "1")], SIZE);
    expect(barAt(timeline, (timeline.bars[1]?.x ?? 0) - 5)).toBe(1);
    expect(barAt(timeline, 400)).toBeNull();
    expect(barAt(layoutTimeline([], SIZE), 100)).toBeNull();
  });
});

describe("sparkline", () => {
  test("one value is a level line, none is nothing, zeros stay on the ground", () => {
    expect(layoutSpark([], 100, 20).line).toBe("");
    expect(layoutSpark([3], 100, 20).line).not.toBe("");
    expect(layoutSpark([0, 0], 100, 20).last?.y).toBe(18.5);
  });
});
