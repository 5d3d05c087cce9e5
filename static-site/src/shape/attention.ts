import type { Alert } from "../data/alerts";
import type { Budget, BudgetPart } from "../data/budgets";
import { isOpen } from "./alerts";
import { blocks, byNeed, partsByNeed } from "./budgets";

export type Attention =
  | { readonly kind: "budget"; readonly budget: Budget; readonly part: BudgetPart }
  | { readonly kind: "alert"; readonly alert: Alert }
  | { readonly kind: "unpriced"; readonly models: readonly string[] };

/** So many fit beside the other cards without scrolling. */
const MOST = 5;
/** An alert older than this is for the inbox. */
const RECENT = 7 * 86_400_000;

/** Held back first, then models without a price, open alerts, and budgets that warn. An alert of a budget that is named anyway says nothing new. */
export function attentionOf(budgets: readonly Budget[], alerts: readonly Alert[], unpriced: readonly string[], now: number): { readonly shown: readonly Attention[]; readonly more: number } {
  const named = byNeed(budgets.filter(({ deletedAt }) => deletedAt === null)).flatMap((budget): Attention[] => {
    const [part] = partsByNeed(budget.state?.parts ?? []);
    return part === undefined || part.verdict === "allow" ? [] : [{ kind: "budget", budget, part }];
  });
  const ids = new Set(named.map((item) => (item.kind === "budget" ? item.budget.id : "")));
  const open = alerts
    .filter((alert) => isOpen(alert, now) && now - alert.at < RECENT && (alert.budget === null || !ids.has(alert.budget.id)))
    .map((alert): Attention => ({ kind: "alert", alert }));
  const held = named.filter((item) => item.kind === "budget" && blocks(item.part.verdict));
  const all: readonly Attention[] = [...held, ...(unpriced.length === 0 ? [] : [{ kind: "unpriced", models: unpriced } as const]), ...open, ...named.filter((item) => !held.includes(item))];
  return { shown: all.slice(0, MOST), more: Math.max(0, all.length - MOST) };
}

/** Names in one sentence: all of up to three, else two and how many more. */
export function someOf(names: readonly string[]): { readonly shown: readonly string[]; readonly more: number } {
  return names.length <= 3 ? { shown: names, more: 0 } : { shown: names.slice(0, 2), more: names.length - 2 };
}
