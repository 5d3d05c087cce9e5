import { scaleBand, scaleLinear } from "d3-scale";
import { stack } from "d3-shape";
import { drawn } from "../money";
import type { Column, Part, Spend } from "./spend";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly id: PartId;
  readonly part: Part;
  readonly y: number;
  readonly height: number;
}

export interface Bar {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
  /** The whole strip that reacts to the pointer. */
  readonly strip: { readonly x: number; readonly width: number };
  readonly top: number;
  readonly segments: readonly Segment[];
}

export interface Bars {
  readonly bars: readonly Bar[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly labels: readonly { readonly x: number; readonly text: string; readonly anchor: "middle" | "end" }[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

const LEFT = 52;
const RIGHT = 4;
const TOP = 8;
const BOTTOM = 22;
const LABEL_WIDTH = 52;

export type PartId = "other" | `value:${string}`;

export function idOf(part: Part): PartId {
  return part.kind === "other" ? "other" : `value:${part.key ?? ""}`;
}

/** Where every segment, tick and label of a stacked bar chart goes. */
export function layoutBars({ columns, keys, hasOther }: Spend, { width, height }: Size): Bars {
  const plot = { left: LEFT, right: Math.max(LEFT + 10, width - RIGHT), top: TOP, bottom: height - BOTTOM };
  const across = scaleBand().domain(columns.map(({ id }) => id)).range([plot.left, plot.right]).paddingInner(0.28).paddingOuter(0.14);
  const highest = Math.max(0, ...columns.map((column) => drawn(column.cost)));
  const up = scaleLinear().domain([0, highest === 0 ? 1 : highest]).nice(4).range([plot.bottom, plot.top]);
  const order: PartId[] = [...keys.map((key): PartId => `value:${key ?? ""}`), ...(hasOther ? (["other"] as const) : [])];
  const partsOf = columns.map((column) => new Map(column.parts.map((part) => [idOf(part), part])));
  const series = stack<ReadonlyMap<PartId, Part>, PartId>()
    .keys(order)
    .value((parts, id) => drawn(parts.get(id)?.cost ?? "0"))(partsOf);
  const bars = columns.map((column, index): Bar => {
    const x = across(column.id) ?? 0;
    const segments = series.flatMap((layer): Segment[] => {
      const [from = 0, to = 0] = layer[index] ?? [];
      const part = partsOf[index]?.get(layer.key);
      return part === undefined || to <= from ? [] : [{ id: layer.key, part, y: up(to), height: up(from) - up(to) }];
    });
    const gap = across.step() - across.bandwidth();
    return { column, x, width: Math.min(across.bandwidth(), 72), strip: { x: x - gap / 2, width: across.step() }, top: up(drawn(column.cost)), segments };
  });
  const centred = bars.map((bar) => ({ ...bar, x: bar.x + (across.bandwidth() - bar.width) / 2 }));
  const ticks = up.ticks(4).map((value) => ({ value, y: up(value) }));
  return { bars: centred, ticks: highest === 0 ? ticks.slice(0, 1) : ticks, labels: labelsOf(centred, across.step(), plot), plot };
}

/** As many labels as fit without touching, at even steps, counted from the last column, which is the one people look for. */
function labelsOf(bars: readonly Bar[], step: number, plot: Bars["plot"]): Bars["labels"] {
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  const labels: Bars["labels"][number][] = [];
  let free = Number.POSITIVE_INFINITY;
  for (let index = bars.length - 1; index >= 0; index -= every) {
    const bar = bars[index];
    if (bar === undefined) break;
    const middle = bar.x + bar.width / 2;
    const atEdge = middle + LABEL_WIDTH / 2 > plot.right + RIGHT;
    const right = atEdge ? plot.right : middle + LABEL_WIDTH / 2;
    if (right > free) continue;
    labels.unshift({ x: atEdge ? plot.right : middle, text: bar.column.label, anchor: atEdge ? "end" : "middle" });
    free = right - LABEL_WIDTH;
  }
  return labels;
}

/** The column under a point of the chart, or null outside the plot. */
export function columnAt({ bars }: Bars, x: number): number | null {
  const index = bars.findIndex(({ strip }) => x >= strip.x && x < strip.x + strip.width);
  return index === -1 ? null : index;
}
