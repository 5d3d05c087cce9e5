import type { Cell, Cube, Dimension } from "../data/cube";
import { compareDollars, drawn, DollarSum, type Dollars } from "../money";
import { cellsBy, matching, spentOn, type Filters } from "./cells";
import { everyDay } from "./days";
import { dayOfMonth, weekday } from "./format";
import { lengthOf, type Period } from "./range";

export const MOST_PARTS = 8;

/** A part of a column. `key` null: the dimension is unknown; `other`: everything past the eighth. */
export interface Part {
  readonly key: string | null;
  readonly kind: "value" | "other";
  readonly cost: Dollars;
  readonly requests: number;
  /** None of its requests has a price. */
  readonly unpriced: boolean;
}

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly cost: Dollars;
  readonly requests: number;
  /** The time is not over yet, so the column will still grow. */
  readonly partial: boolean;
  /** Not begun yet. */
  readonly future: boolean;
}

export interface Spend {
  readonly step: "hour" | "day";
  /** Most expensive first; the same order in every column. */
  readonly keys: readonly (string | null)[];
  readonly hasOther: boolean;
  readonly columns: readonly Column[];
}

interface Moment {
  readonly day: string;
  readonly hour: number;
}

interface Small {
  readonly cost: Dollars;
  readonly requests: number;
}

export interface Ranked {
  readonly key: string | null;
  readonly cost: Dollars;
  readonly requests: number;
  readonly unpriced: number;
}

/** Values of the dimension, most expensive first, equal ones by name. */
export function mostExpensive(cells: readonly Cell[], dimension: Dimension): readonly Ranked[] {
  return [...cellsBy(cells, dimension)]
    .map(([key, group]): Ranked => {
      const { cost, requests, unpricedRequests } = spentOn(group);
      return { key, cost, requests, unpriced: unpricedRequests };
    })
    .sort((left, right) => compareDollars(right.cost, left.cost) || right.requests - left.requests || (left.key ?? "").localeCompare(right.key ?? ""));
}

/** Spend of every day of the period, or of every hour when it is one day, split by one dimension. */
export function spendOverTime(cubes: readonly Cube[], period: Period, filters: Filters, dimension: Dimension, now: Moment): Spend {
  const ranked = mostExpensive(cubes.flatMap((cube) => matching(cube.cells, filters)), dimension);
  const keys = ranked.slice(0, MOST_PARTS).map(({ key }) => key);
  const cubeOf = new Map(cubes.map((cube) => [cube.day, cube]));
  const cellsOf = (day: string): readonly Cell[] => matching(cubeOf.get(day)?.cells ?? [], filters);
  const hourly = lengthOf(period) === 1;
  const columns = hourly
    ? Array.from({ length: 24 }, (_, hour) => hourColumn(period.start, hour, cellsOf(period.start), keys, dimension, now))
    : everyDay(period.start, period.end).map((day) => dayColumn(day, cellsOf(day), keys, dimension, now));
  return { step: hourly ? "hour" : "day", keys, hasOther: ranked.length > keys.length, columns };
}

function dayColumn(day: string, cells: readonly Cell[], keys: readonly (string | null)[], dimension: Dimension, now: Moment): Column {
  return {
    id: day,
    label: dayOfMonth(day),
    title: weekday(day),
    partial: day === now.day,
    future: day > now.day,
    ...split(cells, keys, dimension, (cell) => ({ cost: cell.estimatedCostUsd, requests: cell.requests })),
  };
}

function hourColumn(day: string, hour: number, cells: readonly Cell[], keys: readonly (string | null)[], dimension: Dimension, now: Moment): Column {
  const written = String(hour).padStart(2, "0");
  return {
    id: `${day}T${written}`,
    label: `${written}:00`,
    title: `${weekday(day)}, ${written}:00–${written}:59`,
    partial: day === now.day && hour === now.hour,
    future: day > now.day || (day === now.day && hour > now.hour),
    ...split(cells, keys, dimension, (cell) => {
      const part = cell.hours.get(hour);
      return part === undefined ? null : { cost: part.estimatedCostUsd, requests: part.requests };
    }),
  };
}

function split(
  cells: readonly Cell[],
  keys: readonly (string | null)[],
  dimension: Dimension,
  measure: (cell: Cell) => Small | null,
): Pick<Column, "parts" | "cost" | "requests"> {
  const shown = new Set(keys);
  const sums = new Map<string | null, Sum>();
  const other = new Sum();
  const all = new Sum();
  for (const cell of cells) {
    const small = measure(cell);
    if (small === null) continue;
    const key = cell[dimension];
    const sum = shown.has(key) ? (sums.get(key) ?? new Sum()) : other;
    if (shown.has(key)) sums.set(key, sum);
    sum.add(small, cell);
    all.add(small, cell);
  }
  const parts: Part[] = keys.flatMap((key) => {
    const sum = sums.get(key);
    return sum === undefined ? [] : [{ key, kind: "value" as const, ...sum.total() }];
  });
  if (other.total().requests > 0) parts.push({ key: null, kind: "other", ...other.total() });
  const { cost, requests } = all.total();
  return { parts, cost, requests };
}

class Sum {
  readonly #cost = new DollarSum();
  #requests = 0;
  #priced = false;

  add({ cost, requests }: Small, cell: Cell): void {
    this.#cost.add(cost);
    this.#requests += requests;
    this.#priced ||= cell.unpricedRequests < cell.requests;
  }

  total(): Pick<Part, "cost" | "requests" | "unpriced"> {
    return { cost: this.#cost.total(), requests: this.#requests, unpriced: this.#requests > 0 && !this.#priced };
  }
}

/** The same stretch of the period before: all of it, or up to this hour on its last day when the period is not over. */
export function previousSoFar(cubes: readonly Cube[], previous: Period, filters: Filters, cutHour: number | null): Small {
  const cost = new DollarSum();
  let requests = 0;
  for (const cube of cubes) {
    const cut = cutHour !== null && cube.day === previous.end ? cutHour : null;
    for (const cell of matching(cube.cells, filters)) {
      if (cut === null) {
        cost.add(cell.estimatedCostUsd);
        requests += cell.requests;
        continue;
      }
      for (const [hour, part] of cell.hours) {
        if (hour > cut) continue;
        cost.add(part.estimatedCostUsd);
        requests += part.requests;
      }
    }
  }
  return { cost: cost.total(), requests };
}

/** Change in percent; null when there was nothing before to compare with. */
export function changePercent(now: number, before: number): number | null {
  return before === 0 ? null : (100 * (now - before)) / before;
}

/** Daily costs of one group of cells, for a sparkline. */
export function dailyCosts(cubes: readonly Cube[], period: Period, keep: (cell: Cell) => boolean): number[] {
  const costOf = new Map(cubes.map((cube) => [cube.day, cube.cells.filter(keep)]));
  return everyDay(period.start, period.end).map((day) => drawn(spentOn(costOf.get(day) ?? []).cost));
}

/** The step of the sparklines: the same columns as the chart. */
export function trendOf(spend: Spend, measure: (column: Column) => number): number[] {
  return spend.columns.filter((column) => !column.future).map(measure);
}
