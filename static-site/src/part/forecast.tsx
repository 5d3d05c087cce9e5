import type { Budget, BudgetPart } from "../data/budgets";
import { compareDollars } from "../money";
import { bare } from "../shape/budgets";
import { now } from "../store/clock";
import { untilWords } from "./verdict";

/** Where a part is heading, in one sentence. */
export function forecastWords(budget: Budget, part: BudgetPart): string {
  const { measure } = budget.amount;
  if (compareDollars(part.remaining, "0") <= 0) return "Used up.";
  const { forecast } = part;
  if (forecast === null) return "";
  const range = `${bare(forecast.low, measure)} to ${bare(forecast.high, measure)} by the end`;
  if (forecast.exceedsAt !== null && forecast.exceedsAt > now.value) return `Used up ${untilWords(forecast.exceedsAt)} at this pace; ${range}.`;
  return `At this pace ${range}.`;
}
