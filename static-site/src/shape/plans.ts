import type { PlanAccount, PlanWindow } from "../data/plans";

export type Nearness = "low" | "raised" | "high";

const NAMES: ReadonlyMap<string, string> = new Map([
  ["five_hour", "5 hours"],
  ["seven_day", "7 days"],
  ["seven_day_opus", "7 days, Opus"],
  ["seven_day_sonnet", "7 days, Sonnet"],
  ["weekly", "Week"],
]);

/** A window that is not known here keeps the vendor's own name, made readable. */
export function windowName(name: string): string {
  return NAMES.get(name) ?? name.replaceAll("_", " ");
}

/** Calm under 80 %, near from there on, used up at 100 %. */
export function nearness(usedPercent: number): Nearness {
  if (usedPercent < 80) return "low";
  return usedPercent < 100 ? "raised" : "high";
}

/** The window that will hold the account up first: the earliest to be used up, else the fullest. Stale ones say nothing about now. */
export function bindsFirst(windows: readonly PlanWindow[]): PlanWindow | null {
  const fresh = windows.filter(({ stale }) => !stale);
  const [first] = [...fresh].sort(
    (left, right) => (left.exhaustedAt ?? Infinity) - (right.exhaustedAt ?? Infinity) || right.usedPercent - left.usedPercent,
  );
  return first === undefined || (first.exhaustedAt === null && first.usedPercent < 50) ? null : first;
}

/** Accounts nearest to a limit first. */
export function byNearness(accounts: readonly PlanAccount[]): readonly PlanAccount[] {
  const fullest = ({ windows }: PlanAccount): number => Math.max(-1, ...windows.filter(({ stale }) => !stale).map(({ usedPercent }) => usedPercent));
  return [...accounts].sort((left, right) => fullest(right) - fullest(left) || left.account.localeCompare(right.account));
}
