import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import type { Budget, BudgetPart, BudgetWindow } from "../data/budgets";
import { drawn } from "../money";
import { thresholdAmount } from "./budgets";
import type { Action } from "../data/budgets";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A forecast may be far beyond the limit; the picture shows this much of the limit below zero. */
const DEEPEST = -0.35;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface BurnDown {
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** What was left over time, up to now. */
  readonly line: string;
  readonly area: string;
  readonly now: Point | null;
  /** From now to the end of the window: between the low and the high forecast, and the middle of it. May leave the plot at the bottom. */
  readonly cone: string | null;
  readonly middle: string | null;
  readonly zero: number;
  /** When the middle of the forecast uses up the limit, if it does. */
  readonly crossing: (Point & { readonly at: number }) | null;
  readonly thresholds: readonly { readonly y: number; readonly action: Action; readonly left: number }[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly times: readonly { readonly at: number; readonly x: number; readonly anchor: "start" | "middle" | "end" }[];
  readonly hourly: boolean;
  /** The measured points, for pointer and keyboard. */
  readonly points: readonly (Point & { readonly at: number; readonly spent: string; readonly left: number })[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Begin and end of the picture: the window, or what is known when the window has no end of its own. */
function span(window: BudgetWindow, part: BudgetPart, now: number): readonly [number, number] {
  const first = part.burnDown[0]?.at ?? now;
  const last = part.burnDown.at(-1)?.at ?? now;
  const start = part.burnDown.length > 0 ? first : (window.start ?? first);
  const end = window.resetsAt ?? Math.max(last, now);
  return end > start ? [start, end] : [start, start + HOUR];
}

export function layoutBurnDown(budget: Pick<Budget, "thresholds">, window: BudgetWindow, part: BudgetPart, now: number, { width, height }: Size, terse = false): BurnDown {
  const plot = terse ? { left: 1, right: width - 1, top: 3, bottom: height - 3 } : { left: 56, right: width - 8, top: 10, bottom: height - 24 };
  const [start, end] = span(window, part, now);
  const limit = drawn(part.limit);
  const deepest = limit * DEEPEST;
  const low = drawn(part.forecast?.low ?? part.spent);
  const high = drawn(part.forecast?.high ?? part.spent);
  const least = Math.max(deepest, Math.min(0, limit - drawn(part.spent), limit - high));
  const across = scaleLinear().domain([start, end]).range([plot.left, plot.right]).clamp(true);
  const up = scaleLinear().domain([least, limit === 0 ? 1 : limit]).range([plot.bottom, plot.top]);
  const measured = part.burnDown.map(({ at, spent }) => ({ at, spent, left: limit - drawn(spent) }));
  const nowAt = Math.min(end, Math.max(start, now));
  const current = { at: nowAt, spent: part.spent, left: limit - drawn(part.spent) };
  const points = [...measured.filter(({ at }) => at < nowAt), current].map((point) => ({ ...point, x: across(point.at), y: up(point.left) }));
  const drawnPoints: readonly Point[] = [{ x: plot.left, y: up(limit) }, ...points];
  const last = points.at(-1) ?? null;
  const ends = window.resetsAt !== null && part.forecast !== null && now < window.resetsAt;
  const middleEnd = up(limit - drawn(part.forecast?.mid ?? part.spent));
  const exceedsAt = part.forecast?.exceedsAt ?? null;
  return {
    plot,
    line: line<Point>().x(({ x }) => x).y(({ y }) => y).curve(curveMonotoneX)([...drawnPoints]) ?? "",
    area: area<Point>().x(({ x }) => x).y0(up(0)).y1(({ y }) => y).curve(curveMonotoneX)([...drawnPoints]) ?? "",
    now: last === null ? null : { x: last.x, y: last.y },
    cone: !ends || last === null ? null : `M${last.x},${last.y}L${plot.right},${up(limit - low)}L${plot.right},${up(limit - high)}Z`,
    middle: !ends || last === null ? null : `M${last.x},${last.y}L${plot.right},${middleEnd}`,
    zero: up(0),
    crossing: exceedsAt === null || exceedsAt < start || exceedsAt > end ? null : { at: exceedsAt, x: across(exceedsAt), y: up(0) },
    thresholds: budget.thresholds.map((threshold) => ({ threshold, left: limit - thresholdAmount(threshold, part.limit) })).filter(({ left }) => left < limit && left >= least).map(({ threshold, left }) => ({ y: up(left), action: threshold.action, left })),
    ticks: up.ticks(4).map((value) => ({ value, y: up(value) })),
    times: timesOf(start, end, plot, across, width),
    hourly: end - start <= 2 * DAY,
    points,
  };
}

function timesOf(start: number, end: number, plot: BurnDown["plot"], across: (at: number) => number, width: number): BurnDown["times"] {
  const step = end - start <= 2 * DAY ? HOUR : DAY;
  const room = Math.max(2, Math.floor((plot.right - plot.left) / (width < 400 ? 72 : 88)));
  const every = step * Math.max(1, Math.ceil((end - start) / step / room));
  const times: { at: number; x: number; anchor: "start" | "middle" | "end" }[] = [];
  for (let at = start; at <= end; at += every) {
    const x = across(at);
    times.push({ at, x, anchor: x < plot.left + 20 ? "start" : x > plot.right - 20 ? "end" : "middle" });
  }
  return times;
}

/** The measured point nearest to a place; null when there is none. */
export function pointAt({ points, plot }: BurnDown, x: number): number | null {
  if (x < plot.left - 16 || x > plot.right + 16 || points.length === 0) return null;
  let nearest = 0;
  for (const [index, point] of points.entries()) if (Math.abs(point.x - x) < Math.abs((points[nearest]?.x ?? Infinity) - x)) nearest = index;
  return nearest;
}
