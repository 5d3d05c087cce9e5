import type { Budget, Measure } from "../data/budgets";
import type { Enforced, Enforcement } from "../data/enforcement";
import { blocks } from "./budgets";

/** Several equal acts in a row are one step: `paused, 3 sessions, 14:02 to 14:31`. */
export interface Step {
  readonly action: Enforced;
  readonly from: number;
  readonly to: number;
  readonly times: number;
  readonly sessions: readonly string[];
  readonly by: string | null;
  readonly reason: string | null;
  readonly spent: string | null;
}

/** What one budget (or one part of it) did in one window, first to last. */
export interface Story {
  readonly key: string;
  readonly budget: string | null;
  readonly name: string | null;
  readonly part: string;
  readonly window: string | null;
  readonly limit: string | null;
  readonly measure: Measure;
  readonly steps: readonly Step[];
  readonly latest: number;
  readonly records: readonly Enforcement[];
}

export const ENFORCED_WORDS: Readonly<Record<Enforced, { readonly word: string; readonly shape: string; readonly level: "ok" | "warn" | "stop" | "quiet" }>> = {
  warned: { word: "warned", shape: "▲", level: "warn" },
  paused: { word: "paused", shape: "❙❙", level: "stop" },
  stopped: { word: "stopped", shape: "■", level: "stop" },
  overridden: { word: "overridden", shape: "↷", level: "ok" },
  resumed: { word: "resumed", shape: "▶", level: "ok" },
  unavailable: { word: "could not decide", shape: "?", level: "quiet" },
};

export const ENFORCED_GROUPS = { all: null, blocked: ["paused", "stopped"], warned: ["warned"], people: ["overridden", "resumed"], faults: ["unavailable"] } as const satisfies Readonly<Record<string, readonly Enforced[] | null>>;
export type EnforcedGroup = keyof typeof ENFORCED_GROUPS;

export function inGroup(records: readonly Enforcement[], group: EnforcedGroup): readonly Enforcement[] {
  const wanted: readonly Enforced[] | null = ENFORCED_GROUPS[group];
  return wanted === null ? records : records.filter(({ action }) => wanted.includes(action));
}

/** Stories, the one that moved last first. */
export function storiesOf(records: readonly Enforcement[]): readonly Story[] {
  const groups = new Map<string, Enforcement[]>();
  for (const record of [...records].sort((left, right) => left.at - right.at)) {
    const key = JSON.stringify([record.budget, record.part, record.window]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups]
    .map(([key, group]): Story => {
      const last = group.at(-1);
      return {
        key, budget: last?.budget ?? null, name: last?.budgetName ?? null, part: last?.part ?? "", window: last?.window ?? null,
        limit: last?.limit ?? null, measure: last?.measure ?? "usd", steps: stepsOf(group), latest: last?.at ?? 0, records: group,
      };
    })
    .sort((left, right) => right.latest - left.latest || left.key.localeCompare(right.key));
}

function stepsOf(records: readonly Enforcement[]): readonly Step[] {
  const steps: Step[] = [];
  for (const record of records) {
    const before = steps.at(-1);
    const sessions = record.session === null ? [] : [record.session];
    if (before === undefined || before.action !== record.action || before.by !== record.by) {
      steps.push({ action: record.action, from: record.at, to: record.at, times: 1, sessions, by: record.by, reason: record.reason, spent: record.spent });
    } else {
      steps[steps.length - 1] = {
        ...before, to: record.at, times: before.times + 1, sessions: [...new Set([...before.sessions, ...sessions])], reason: record.reason ?? before.reason, spent: record.spent ?? before.spent,
      };
    }
  }
  return steps;
}

/** Of those only the ones whose budget still says so: a window may have turned, or the budget changed, without another prompt. */
export function stillHeld(held: ReadonlyMap<string, Enforcement>, budgets: readonly Budget[]): ReadonlyMap<string, Enforcement> {
  const says = new Map(budgets.map((budget) => [budget.id, budget.state?.parts ?? []]));
  return new Map([...held].filter(([, record]) => (says.get(record.budget ?? "") ?? []).some(({ part, verdict }) => blocks(verdict) && (part === record.part || record.part === ""))));
}

/** Sessions that a budget holds back: the last word about them was pause or stop. */
export function heldBack(records: readonly Enforcement[]): ReadonlyMap<string, Enforcement> {
  const held = new Map<string, Enforcement>();
  for (const record of [...records].sort((left, right) => left.at - right.at)) {
    if (record.action === "paused" || record.action === "stopped") {
      if (record.session !== null) held.set(record.session, record);
    } else if (record.action === "overridden" || record.action === "resumed") {
      for (const [session, { budget, part }] of held) {
        if (budget === record.budget && (record.part === "" || part === record.part)) held.delete(session);
      }
    } else if (record.session !== null && record.action === "warned") held.delete(record.session);
  }
  return held;
}
