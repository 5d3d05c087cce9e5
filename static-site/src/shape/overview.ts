import type { Cube } from "../data/cube";
import { allTokens, cacheReadPercent } from "../data/totals";
import { drawn, type Dollars } from "../money";
import { matching, spentOn, timeOf, type ActiveTime, type Filters, type Spent } from "./cells";
import type { Period } from "./range";
import { changePercent, previousSoFar } from "./spend";

/** A change against the period before. `unknown`: nothing to compare with, or not comparable. */
export type Change = { readonly kind: "percent"; readonly percent: number } | { readonly kind: "unknown"; readonly reason: string };

export interface Overview {
  readonly spent: Spent;
  readonly time: ActiveTime | null;
  readonly cacheRead: number | null;
  readonly coverage: number | null;
  readonly changes: { readonly cost: Change; readonly requests: Change; readonly tokens: Change; readonly time: Change };
  readonly previousCost: Dollars | null;
}

export interface Compared {
  readonly cubes: readonly Cube[];
  readonly period: Period;
  /** Today's hour when the period is not over yet: yesterday counts up to the same hour. */
  readonly cutHour: number | null;
}

const NOTHING_BEFORE: Change = { kind: "unknown", reason: "nothing in the period before" };

function change(now: number, before: number): Change {
  const percent = changePercent(now, before);
  return percent === null ? NOTHING_BEFORE : { kind: "percent", percent };
}

/** The figures of the four cards. `before` is null while the previous period is on its way. */
export function overviewOf(cubes: readonly Cube[], filters: Filters, before: Compared | null): Overview {
  const spent = spentOn(cubes.flatMap((cube) => matching(cube.cells, filters)));
  const time = timeOf(cubes, filters);
  return {
    spent,
    time,
    cacheRead: cacheReadPercent(spent.tokens),
    coverage: spent.requests === 0 ? null : (100 * spent.multiSource) / spent.requests,
    ...comparison(spent, time, filters, before),
  };
}

function comparison(spent: Spent, time: ActiveTime | null, filters: Filters, before: Compared | null): Pick<Overview, "changes" | "previousCost"> {
  if (before === null) {
    const pending: Change = { kind: "unknown", reason: "the period before is still loading" };
    return { changes: { cost: pending, requests: pending, tokens: pending, time: pending }, previousCost: null };
  }
  const soFar = previousSoFar(before.cubes, before.period, filters, before.cutHour);
  const whole = spentOn(before.cubes.flatMap((cube) => matching(cube.cells, filters)));
  const timeBefore = timeOf(before.cubes, filters);
  // Day files know hours of cost and requests only; half a day against a whole one would always look like a fall.
  const unfinished = before.cutHour !== null && before.period.start === before.period.end;
  const notYet: Change = { kind: "unknown", reason: "the day is not over" };
  return {
    previousCost: soFar.cost,
    changes: {
      cost: change(drawn(spent.cost), drawn(soFar.cost)),
      requests: change(spent.requests, soFar.requests),
      tokens: unfinished ? notYet : change(allTokens(spent.tokens), allTokens(whole.tokens)),
      time: unfinished ? notYet : time === null || timeBefore === null ? NOTHING_BEFORE : change(time.agentMinutes, timeBefore.agentMinutes),
    },
  };
}
