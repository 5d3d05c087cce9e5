import { scaleBand, scaleLinear } from "d3-scale";
import { ACTIONS, type Action, type PreviewWindow } from "../data/budgets";
import { drawn } from "../money";
import { dayOfMonth, weekday } from "./format";

export interface PreviewBar {
  readonly key: string;
  /** The window as a person says it. */
  readonly words: string;
  /** The part that came nearest to its limit in this window. */
  readonly part: string;
  readonly spent: string;
  readonly limit: string;
  /** Other parts of the same window that crossed something. */
  readonly others: number;
  readonly worst: Action | null;
  readonly crossings: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly strip: { readonly x: number; readonly width: number };
}

export interface PreviewLayout {
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly bars: readonly PreviewBar[];
  /** The windows in which something was crossed, the latest first. */
  readonly crossed: readonly PreviewBar[];
  readonly limit: { readonly value: string; readonly y: number } | null;
  readonly labels: readonly { readonly x: number; readonly text: string; readonly anchor: "start" | "middle" | "end" }[];
}

/** `Sun 22 Nov`, `week 47 of 2026`, `2026-11`, or the key as it is. */
export function keyWords(key: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return weekday(key);
  const week = /^(\d{4})-W(\d{2})$/.exec(key);
  return week === null ? key : `week ${Number(week[2])} of ${week[1] ?? ""}`;
}

function shortKey(key: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return dayOfMonth(key);
  return key.replace(/^\d{4}-(W\d{2})$/, "$1").slice(0, 8);
}

function ratio({ spent, limit }: PreviewWindow): number {
  return drawn(limit) <= 0 ? 0 : drawn(spent) / drawn(limit);
}

function worstOf({ crossed }: PreviewWindow): Action | null {
  const [worst] = [...crossed].sort((left, right) => ACTIONS.indexOf(right.action) - ACTIONS.indexOf(left.action));
  return worst?.action ?? null;
}

/** The window key of budgets that limit each session for itself. */
const SESSION = "session";
/** Half of what the longest label takes. */
const HALF_LABEL = 22;

function labelOf(text: string, { x, width }: PreviewBar["strip"], first: boolean, right: number): PreviewLayout["labels"][number] {
  if (first) return { x, text, anchor: "start" };
  const middle = x + width / 2;
  return middle + HALF_LABEL > right ? { x: right, text, anchor: "end" } : { x: middle, text, anchor: "middle" };
}

/** One bar per window, of the part that came nearest to its limit. A window far beyond the limit ends at the top of the picture. */
export function layoutPreview(windows: readonly PreviewWindow[], { width, height }: { readonly width: number; readonly height: number }): PreviewLayout {
  const plot = { left: 0, right: Math.max(1, width), top: 16, bottom: height - 22 };
  const byKey = new Map<string, PreviewWindow[]>();
  for (const window of [...windows].sort((left, right) => left.key.localeCompare(right.key))) {
    const key = window.key === SESSION ? window.part : window.key;
    byKey.set(key, [...(byKey.get(key) ?? []), window]);
  }
  const nearest = [...byKey].map(([key, group]) => {
    const [first] = [...group].sort((left, right) => ratio(right) - ratio(left));
    return { key, first, others: group.filter((window) => window !== first && window.crossed.length > 0).length };
  }).flatMap(({ key, first, others }) => (first === undefined ? [] : [{ key, first, others }]));
  const most = Math.min(2.5, Math.max(1.1, ...nearest.map(({ first }) => ratio(first) * 1.05)));
  const across = scaleBand().domain(nearest.map(({ key }) => key)).range([plot.left, plot.right]).paddingInner(0.25).paddingOuter(0.1);
  const up = scaleLinear().domain([0, most]).range([plot.bottom, plot.top]).clamp(true);
  const bars = nearest.map(({ key, first, others }): PreviewBar => {
    const band = across.bandwidth();
    const thickness = Math.min(band, 28);
    const x = (across(key) ?? 0) + (band - thickness) / 2;
    const y = Math.min(up(ratio(first)), plot.bottom - (drawn(first.spent) > 0 ? 1.5 : 0));
    return {
      key, words: first.key === SESSION ? `session ${key.slice(0, 8)}` : keyWords(key), part: first.key === SESSION ? "" : first.part, spent: first.spent, limit: first.limit, others, worst: worstOf(first),
      crossings: first.crossed.map(({ percent, amount, action }) => `${action}${percent === null ? (amount === null ? "" : ` at ${amount}`) : ` at ${percent}%`}`).join(", "),
      x, y, width: thickness, height: plot.bottom - y, strip: { x: across(key) ?? 0, width: band },
    };
  });
  const room = Math.max(1, Math.floor((plot.right - plot.left) / 64));
  const every = Math.max(1, Math.ceil(bars.length / room));
  return {
    plot, bars,
    crossed: bars.filter(({ worst }) => worst !== null).reverse(),
    limit: nearest[0] === undefined ? null : { value: nearest[0].first.limit, y: up(1) },
    labels: bars.filter((_, index) => index % every === 0).map(({ key, strip }, index) => labelOf(shortKey(key), strip, index === 0, plot.right)),
  };
}
