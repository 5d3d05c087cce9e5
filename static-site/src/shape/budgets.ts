import { VERDICTS, type Action, type Amount, type Budget, type BudgetPart, type Measure, type ScopeName, type Threshold, type Verdict, type WindowKind } from "../data/budgets";
import { drawn } from "../money";
import { filterEntries, type Filters } from "./cells";
import { exactMoney, money, percent, short, whole } from "./format";

/** An amount of any measure, the way a person reads it: `$8.10`, `1.2M tokens`, `1 request`. */
export function measured(value: string, measure: Measure): string {
  switch (measure) {
    case "usd":
      return money(value);
    case "tokens":
      return `${short(drawn(value))} tokens`;
    case "requests":
      return `${short(drawn(value))} ${drawn(value) === 1 ? "request" : "requests"}`;
  }
}

/** The same without its unit, which a header says. */
export function bare(value: string, measure: Measure): string {
  return measure === "usd" ? money(value) : short(drawn(value));
}

/** Every digit. */
export function exactly(value: string, measure: Measure): string {
  return measure === "usd" ? exactMoney(value) : `${whole(drawn(value))} ${measure}`;
}

/** A percentage of a budget is rounded down, so that what is not used up never reads as 100%. */
export function percentUsed(used: number): string {
  return used >= 10 ? percent(Math.floor(used)) : percent(Math.floor(used * 10) / 10);
}

const WINDOW_WORDS: Readonly<Record<Exclude<WindowKind, "rolling">, string>> = {
  session: "per session", day: "per day", week: "per week", month: "per month", total: "in all",
};

export function windowWords(window: WindowKind, rollingDays: number | null): string {
  return window === "rolling" ? `in ${rollingDays ?? "N"} days` : WINDOW_WORDS[window];
}

export function thresholdWords({ percent: share, amount }: Pick<Threshold, "percent" | "amount">, measure: Measure): string {
  return share === null ? (amount === null ? "" : measured(amount, measure)) : `${share}%`;
}

export const ACTION_WORDS: Readonly<Record<Action, string>> = { notify: "notify", warn: "warn", pause: "pause", stop: "stop" };

/** What each action does, in one line. */
export const ACTION_HINTS: Readonly<Record<Action, string>> = {
  notify: "people are alerted, agents notice nothing",
  warn: "the agent goes on, the person sees what is left",
  pause: "no new prompt; a running turn may end",
  stop: "no new prompt, and a running turn ends before its next model call",
};

export const SCOPE_WORDS: Readonly<Record<ScopeName, string>> = {
  project: "project", user: "user", team: "team", client: "client", agent: "agent", model: "model", lane: "lane", task: "task", session: "session",
};

/** What one part of a budget is: a user, a project, ... or a session. */
export function partNoun({ per, window }: Pick<Budget, "per" | "window">): string {
  return per ?? (window === "session" ? "session" : "part");
}

/** The strictest of several; allow when there are none. */
export function strictest(verdicts: Iterable<Verdict>): Verdict {
  let at = 0;
  for (const verdict of verdicts) at = Math.max(at, VERDICTS.indexOf(verdict));
  return VERDICTS[at] ?? "allow";
}

export function blocks(verdict: Verdict): boolean {
  return verdict === "pause" || verdict === "stop";
}

export function verdictOf(budget: Budget): Verdict {
  return strictest((budget.state?.parts ?? []).map(({ verdict }) => verdict));
}

/** Some agent may be held back. */
export function someBlock(budgets: readonly Budget[]): boolean {
  return budgets.some((budget) => blocks(verdictOf(budget)));
}

/** The part that binds: strictest first, then the one that is used most. */
export function partsByNeed(parts: readonly BudgetPart[]): readonly BudgetPart[] {
  return [...parts].sort((left, right) => VERDICTS.indexOf(right.verdict) - VERDICTS.indexOf(left.verdict) || right.percent - left.percent || left.part.localeCompare(right.part));
}

/** Those that need somebody first. */
export function byNeed(budgets: readonly Budget[]): readonly Budget[] {
  const worst = (budget: Budget): BudgetPart | undefined => partsByNeed(budget.state?.parts ?? [])[0];
  return [...budgets].sort((left, right) => {
    const [a, b] = [worst(left), worst(right)];
    return VERDICTS.indexOf(b?.verdict ?? "allow") - VERDICTS.indexOf(a?.verdict ?? "allow") || (b?.percent ?? -1) - (a?.percent ?? -1) || left.name.localeCompare(right.name);
  });
}

/** Of the budgets in dollars that hold for everything the filters leave, the one that is nearest to its limit. */
export function bindingFor(budgets: readonly Budget[], filters: Filters): { readonly budget: Budget; readonly part: BudgetPart } | null {
  const wanted = new Map<string, string>(filterEntries(filters));
  const holds = ({ deletedAt, per, window, amount, scope }: Budget): boolean =>
    deletedAt === null && per === null && window !== "session" && amount.measure === "usd" && [...scope].every(([name, value]) => wanted.get(name) === value);
  const [first] = budgets
    .filter(holds)
    .flatMap((budget) => (budget.state?.parts ?? []).map((part) => ({ budget, part })))
    .sort((left, right) => right.part.percent - left.part.percent || left.budget.name.localeCompare(right.budget.name));
  return first ?? null;
}

/** What a threshold is in the measure of its budget. */
export function thresholdAmount({ percent: share, amount }: Threshold, limit: string): number {
  return share === null ? drawn(amount ?? "0") : (drawn(limit) * drawn(share)) / 100;
}

/** Where along a bar that ends at `most` percent the marks of the thresholds stand, each once. */
export function thresholdMarks(thresholds: readonly Threshold[], { value }: Amount, most: number): readonly { readonly percent: number; readonly action: Action }[] {
  const limit = drawn(value);
  if (limit <= 0) return [];
  return thresholds
    .map((threshold) => ({ percent: (100 * thresholdAmount(threshold, value)) / limit, action: threshold.action }))
    .filter(({ percent: at }) => at > 0 && at <= most);
}
