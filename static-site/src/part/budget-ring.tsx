import type { JSX } from "preact";
import { bindingFor, measured, percentUsed, windowWords } from "../shape/budgets";
import { address, linkTo } from "../store/address";
import { useBudgets } from "../store/brake";
import { valueOf } from "../store/loaded";

const RADIUS = 8;
const ROUND = 2 * Math.PI * RADIUS;

/** How much is used of the budget that binds first for what is shown; nothing where none does. */
export function BudgetRing(): JSX.Element | null {
  const bound = bindingFor(valueOf(useBudgets()) ?? [], address.value.filters);
  if (bound === null) return null;
  const { budget, part } = bound;
  const used = percentUsed(part.percent);
  const words = `${used} of ${budget.name}: ${measured(part.spent, "usd")} of ${measured(part.limit, "usd")} ${windowWords(budget.window, budget.rollingDays)}`;
  return (
    <a class={`ring verdict-${part.verdict}`} href={linkTo("budgets", { id: budget.id })} title={words} aria-label={words}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <circle class="ring-whole" cx="10" cy="10" r={RADIUS} />
        <circle class="ring-used" cx="10" cy="10" r={RADIUS} transform="rotate(-90 10 10)" stroke-dasharray={`${(Math.min(100, part.percent) / 100) * ROUND} ${ROUND}`} />
      </svg>
      <span aria-hidden="true">{used}</span>
    </a>
  );
}
