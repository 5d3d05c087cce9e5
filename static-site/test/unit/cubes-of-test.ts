import { parseCube, type Cube } from "../../src/data/cube";

export interface CellOfTest {
  readonly project?: string | null;
  readonly user?: string | null;
  readonly agent?: string | null;
  readonly model?: string | null;
  readonly lane?: string | null;
  readonly cost?: string;
  readonly requests?: number;
  readonly unpriced?: number;
  readonly hours?: Readonly<Record<string, { readonly requests: number; readonly estimatedCostUsd: string }>>;
}

const TIME = { sessions: 1, turns: 1, toolCalls: 1, toolFailures: 0, errors: 0, agentMinutes: 12, wallClockMinutes: 10, spanMinutes: 20, peakConcurrency: 2 };

/** A day file with what matters to a test; the rest is ordinary. Built through the parser, so it is what the API may send. */
export function cubeOf(day: string, cells: readonly CellOfTest[], time: Readonly<Record<string, unknown>> = {}): Cube {
  return parseCube({
    day, zone: "UTC", final: true, generatedAt: `${day}T23:59:59Z`,
    cells: cells.map(({ cost = "0", requests = 1, unpriced = 0, hours = {}, ...names }) => ({
      project: "shop", user: "ann", team: null, agent: "claude-code", model: "sonnet", lane: "api", task: null, ...names,
      requests, unpricedRequests: unpriced, estimatedCostUsd: cost, webSearches: 0, multiSource: 0, bySource: { otlp: requests },
      tokens: { freshInput: 10, cacheRead: 80, cacheWrite: 10, cacheWrite1h: 5, output: 7, reasoning: 3 }, hours,
    })),
    time: { all: TIME, project: {}, user: {}, team: {}, agent: {}, task: {}, ...time },
  });
}
