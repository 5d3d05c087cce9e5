import { daysBetween, isDay, plusDays, type Day } from "./days";

/** What the person asked for: a preset that moves with today, or two fixed days. */
export type Range =
  | { readonly kind: "today" }
  | { readonly kind: "days"; readonly days: 7 | 14 | 30 }
  | { readonly kind: "month" }
  | { readonly kind: "custom"; readonly start: Day; readonly end: Day };

/** Both ends included. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

export const LONGEST_PERIOD = 400;

export const PRESETS: readonly { readonly range: Range; readonly label: string; readonly short: string }[] = [
  { range: { kind: "today" }, label: "Today", short: "Today" },
  { range: { kind: "days", days: 7 }, label: "Last 7 days", short: "7d" },
  { range: { kind: "days", days: 14 }, label: "Last 14 days", short: "14d" },
  { range: { kind: "days", days: 30 }, label: "Last 30 days", short: "30d" },
  { range: { kind: "month" }, label: "Month to date", short: "Month" },
];

export const DEFAULT_RANGE: Range = { kind: "days", days: 7 };

export function writeRange(range: Range): string {
  switch (range.kind) {
    case "today":
      return "today";
    case "days":
      return `${range.days}d`;
    case "month":
      return "month";
    case "custom":
      return `${range.start}..${range.end}`;
  }
}

/** Text that is no range (a mistyped link) is the default one. */
export function readRange(text: string | undefined): Range {
  switch (text) {
    case "today":
      return { kind: "today" };
    case "7d":
      return { kind: "days", days: 7 };
    case "14d":
      return { kind: "days", days: 14 };
    case "30d":
      return { kind: "days", days: 30 };
    case "month":
      return { kind: "month" };
    default:
      return readCustom(text ?? "") ?? DEFAULT_RANGE;
  }
}

function readCustom(text: string): Range | null {
  const [start = "", end = "", ...rest] = text.split("..");
  return rest.length === 0 ? customRange(start, end) : null;
}

/** Null unless both are days, in order, and no further apart than the API answers. */
export function customRange(start: string, end: string): Range | null {
  if (!isDay(start) || !isDay(end) || start > end || daysBetween(start, end) > LONGEST_PERIOD) return null;
  return { kind: "custom", start, end };
}

export function periodOf(range: Range, today: Day): Period {
  switch (range.kind) {
    case "today":
      return { start: today, end: today };
    case "days":
      return { start: plusDays(today, 1 - range.days), end: today };
    case "month":
      return { start: `${today.slice(0, 8)}01`, end: today };
    case "custom":
      return { start: range.start, end: range.end };
  }
}

/** The same number of days just before. */
export function previousPeriod({ start, end }: Period): Period {
  const length = daysBetween(start, end);
  return { start: plusDays(start, -length), end: plusDays(start, -1) };
}

export function lengthOf({ start, end }: Period): number {
  return daysBetween(start, end);
}
