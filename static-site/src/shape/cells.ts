import { DIMENSIONS, TIME_DIMENSIONS, type Cell, type Cube, type Dimension, type TimeDimension, type TimeTotals } from "../data/cube";
import { addTokens, NO_TOKENS, type Tokens } from "../data/totals";
import { DollarSum, type Dollars } from "../money";

/** At most one wanted value per dimension. */
export type Filters = Readonly<Partial<Record<Dimension, string>>>;

export function isDimension(name: string): name is Dimension {
  return DIMENSIONS.some((dimension) => dimension === name);
}

function isTimeDimension(name: Dimension): name is TimeDimension {
  return TIME_DIMENSIONS.some((dimension) => dimension === name);
}

export function filterEntries(filters: Filters): (readonly [Dimension, string])[] {
  return DIMENSIONS.flatMap((dimension) => {
    const wanted = filters[dimension];
    return wanted === undefined ? [] : [[dimension, wanted] as const];
  });
}

export function matching(cells: readonly Cell[], filters: Filters): readonly Cell[] {
  const wanted = filterEntries(filters);
  return wanted.length === 0 ? cells : cells.filter((cell) => wanted.every(([dimension, value]) => cell[dimension] === value));
}

/** Names of models with requests that have no price, in alphabetical order. */
export function unpricedModels(cells: readonly Cell[]): readonly string[] {
  const names = cells.flatMap(({ model, unpricedRequests }) => (model !== null && unpricedRequests > 0 ? [model] : []));
  return [...new Set(names)].sort();
}

export interface Spent {
  readonly cost: Dollars;
  readonly requests: number;
  readonly unpricedRequests: number;
  readonly multiSource: number;
  readonly tokens: Tokens;
}

export const NOTHING_SPENT: Spent = { cost: "0", requests: 0, unpricedRequests: 0, multiSource: 0, tokens: NO_TOKENS };

export function spentOn(cells: readonly Cell[]): Spent {
  const cost = new DollarSum();
  let { requests, unpricedRequests, multiSource, tokens } = NOTHING_SPENT;
  for (const cell of cells) {
    cost.add(cell.estimatedCostUsd);
    requests += cell.requests;
    unpricedRequests += cell.unpricedRequests;
    multiSource += cell.multiSource;
    tokens = addTokens(tokens, cell.tokens);
  }
  return { cost: cost.total(), requests, unpricedRequests, multiSource, tokens };
}

/** Cells by the value of one dimension; unknown is null. */
export function cellsBy(cells: readonly Cell[], dimension: Dimension): ReadonlyMap<string | null, readonly Cell[]> {
  const groups = new Map<string | null, Cell[]>();
  for (const cell of cells) {
    const group = groups.get(cell[dimension]);
    if (group === undefined) groups.set(cell[dimension], [cell]);
    else group.push(cell);
  }
  return groups;
}

/** The values a person can filter by, in the order of the alphabet. */
export function valuesOf(cubes: readonly Cube[], dimension: Dimension): readonly string[] {
  const values = new Set<string>();
  for (const cube of cubes) for (const cell of cube.cells) if (cell[dimension] !== null) values.add(cell[dimension]);
  return [...values].sort((left, right) => left.localeCompare(right));
}

export interface ActiveTime {
  readonly agentMinutes: number;
  readonly wallClockMinutes: number;
  readonly sessions: number;
  readonly peakConcurrency: number;
}

/**
 * Active time of the filtered days. Time belongs to sessions, so a day file knows it for everything and for one project,
 * user, team, agent or task; for any other filter the answer is null and the summary has to be asked.
 */
export function timeOf(cubes: readonly Cube[], filters: Filters): ActiveTime | null {
  const wanted = filterEntries(filters);
  const [only] = wanted;
  if (wanted.length > 1 || (only !== undefined && !isTimeDimension(only[0]))) return null;
  let time: ActiveTime = { agentMinutes: 0, wallClockMinutes: 0, sessions: 0, peakConcurrency: 0 };
  for (const cube of cubes) {
    const day = timeOfDay(cube, only);
    if (day === undefined) continue;
    time = {
      agentMinutes: time.agentMinutes + day.agentMinutes,
      wallClockMinutes: time.wallClockMinutes + day.wallClockMinutes,
      sessions: time.sessions + day.sessions,
      peakConcurrency: Math.max(time.peakConcurrency, day.peakConcurrency),
    };
  }
  return time;
}

function timeOfDay(cube: Cube, only: readonly [Dimension, string] | undefined): TimeTotals | undefined {
  if (only === undefined) return cube.timeOfAll;
  const [dimension, value] = only;
  return isTimeDimension(dimension) ? cube.timeOf[dimension].get(value) : undefined;
}
