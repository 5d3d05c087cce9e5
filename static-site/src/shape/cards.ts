import type { SessionCard } from "../data/live";
import { compareDollars, divideDollars, drawn, isDollars, sumDollars, type Dollars } from "../money";

export type CostLevel = "low" | "raised" | "high";

/** From which cost on a session is shown as raised, and above which as high. */
export interface CostLevels {
  readonly raised: Dollars;
  readonly high: Dollars;
}

export const USUAL_LEVELS: CostLevels = { raised: "1", high: "5" };

/** Green under $1, yellow from $1 to $5 (both included), red above; a person may choose other amounts. */
export function costLevel(cost: Dollars, { raised, high }: CostLevels = USUAL_LEVELS): CostLevel {
  if (compareDollars(cost, raised) < 0) return "low";
  return compareDollars(cost, high) <= 0 ? "raised" : "high";
}

/** Two amounts of more than nothing, the lower one first; else null. */
export function readLevels(raised: string, high: string): CostLevels | null {
  const [from, above] = [raised.trim(), high.trim()];
  if (!isDollars(from) || !isDollars(above) || compareDollars(from, "0") <= 0 || compareDollars(above, from) <= 0) return null;
  return { raised: from, high: above };
}

export type Trend = "up" | "flat" | "down";

export interface RecentCosts {
  readonly average: Dollars;
  readonly requests: number;
  readonly trend: Trend;
}

/** Cost per request over the last ten, and whether the newer half costs more (by a tenth) than the older. Null without any. */
export function recentCosts(costs: readonly Dollars[]): RecentCosts | null {
  const last = costs.slice(-10);
  if (last.length === 0) return null;
  return { average: divideDollars(sumDollars(last), last.length), requests: last.length, trend: trendOf(last) };
}

function trendOf(costs: readonly Dollars[]): Trend {
  if (costs.length < 2) return "flat";
  const middle = Math.floor(costs.length / 2);
  const older = drawn(divideDollars(sumDollars(costs.slice(0, middle)), middle));
  const newer = drawn(divideDollars(sumDollars(costs.slice(middle)), costs.length - middle));
  if (newer > older * 1.1) return "up";
  return newer < older * 0.9 ? "down" : "flat";
}

/** Most expensive first; equal ones by the latest activity, then by id, so cards do not swap places without a reason. */
export function byCost(cards: readonly SessionCard[]): readonly SessionCard[] {
  return [...cards].sort(
    (left, right) =>
      compareDollars(right.totals.estimatedCostUsd, left.totals.estimatedCostUsd) ||
      (right.lastActivityAt ?? 0) - (left.lastActivityAt ?? 0) ||
      left.id.localeCompare(right.id),
  );
}
