import { scaleLinear } from "d3-scale";
import type { RequestRow } from "../data/sessions";
import { drawn } from "../money";
import type { Size } from "./bars";
import { minutes } from "./format";

export interface TimelineBar {
  readonly request: RequestRow;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Timeline {
  readonly bars: readonly TimelineBar[];
  /** Idle stretches cut out of the axis, with what was cut. */
  readonly gaps: readonly { readonly x: number; readonly text: string }[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly times: readonly { readonly x: number; readonly at: number; readonly anchor: "start" | "middle" | "end" }[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

const LEFT = 52;
const RIGHT = 8;
const GAP_WIDTH = 36;
const BAR = 4;
const TIME_LABEL = 48;
const MOST_GAPS = 8;
const MINUTE = 60_000;

interface Run {
  readonly requests: RequestRow[];
  readonly from: number;
  to: number;
}

/** Stretches of work; a pause longer than the limit starts a new one. The limit grows until the axis is not all pauses. */
function runsOf(requests: readonly RequestRow[]): readonly Run[] {
  for (let limit = 10 * MINUTE; ; limit *= 2) {
    const runs = splitAt(requests, limit);
    if (runs.length <= MOST_GAPS + 1) return runs;
  }
}

function splitAt(requests: readonly RequestRow[], limit: number): readonly Run[] {
  const runs: Run[] = [];
  for (const request of requests) {
    const last = runs.at(-1);
    if (last === undefined || request.time - last.to > limit) runs.push({ requests: [request], from: request.time, to: request.time });
    else {
      last.requests.push(request);
      last.to = request.time;
    }
  }
  return runs;
}

/** Requests along time: height is cost, long pauses are cut out and named. */
export function layoutTimeline(requests: readonly RequestRow[], { width, height }: Size): Timeline {
  const plot = { left: LEFT, right: Math.max(LEFT + 40, width - RIGHT), top: 8, bottom: height - 22 };
  const runs = runsOf(requests);
  const highest = Math.max(0, ...requests.map((request) => drawn(request.estimatedCostUsd ?? "0")));
  const up = scaleLinear().domain([0, highest === 0 ? 1 : highest]).nice(4).range([plot.bottom, plot.top]);
  const room = plot.right - plot.left - GAP_WIDTH * Math.max(0, runs.length - 1) - BAR;
  const worked = runs.reduce((sum, run) => sum + Math.max(MINUTE, run.to - run.from), 0);
  const bars: TimelineBar[] = [];
  const gaps: { x: number; text: string }[] = [];
  const times: { x: number; at: number; anchor: "start" | "middle" | "end" }[] = [];
  let left = plot.left;
  runs.forEach((run, index) => {
    const runWidth = (room * Math.max(MINUTE, run.to - run.from)) / worked;
    const across = scaleLinear().domain([run.from, Math.max(run.to, run.from + 1)]).range([left, left + runWidth]);
    for (const request of run.requests) {
      const y = up(drawn(request.estimatedCostUsd ?? "0"));
      const tall = Math.max(2, plot.bottom - y);
      bars.push({ request, x: across(request.time), y: plot.bottom - tall, width: BAR, height: tall });
    }
    addTime(times, { x: left, at: run.from, anchor: "start" }, TIME_LABEL);
    const next = runs[index + 1];
    if (next === undefined) {
      if (run.to - run.from > MINUTE) addTime(times, { x: plot.right, at: run.to, anchor: "end" }, 2 * TIME_LABEL);
    } else gaps.push({ x: left + runWidth + BAR + GAP_WIDTH / 2 - BAR / 2, text: minutes((next.from - run.to) / MINUTE) });
    left += runWidth + GAP_WIDTH;
  });
  const ticks = up.ticks(4).map((value) => ({ value, y: up(value) }));
  return { bars, gaps, ticks: highest === 0 ? ticks.slice(0, 1) : ticks, times, plot };
}

function addTime(times: { x: number; at: number; anchor: "start" | "middle" | "end" }[], time: { x: number; at: number; anchor: "start" | "end" }, room: number): void {
  const last = times.at(-1);
  if (last === undefined || time.x - last.x >= room) times.push(time);
}

/** The bar whose middle is nearest. */
export function barAt({ bars }: Timeline, x: number): number | null {
  let nearest: number | null = null;
  let distance = 24;
  bars.forEach((bar, index) => {
    const away = Math.abs(bar.x + bar.width / 2 - x);
    if (away < distance) [nearest, distance] = [index, away];
  });
  return nearest;
}
