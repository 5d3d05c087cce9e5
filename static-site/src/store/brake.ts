import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { parseBudgets, type Budget } from "../data/budgets";
import { now } from "./clock";
import { listChanges } from "./live-feed";
import { after, LOADING, type Loaded } from "./loaded";
import { askSignedIn, signIn } from "./sign-in";

/** Budgets move with spending and with people's overrides, so they are asked again this often while they are seen. */
export const EVERY = 15_000;

/** The list that the budgets page, the overview and the jump box share. */
export const budgets = signal<Loaded<readonly Budget[]>>(LOADING);

let tokenOfBudgets: string | null = null;

export async function refreshBudgets(): Promise<void> {
  const token = signIn.value.state === "in" ? signIn.value.token : null;
  if (token !== tokenOfBudgets) budgets.value = LOADING;
  tokenOfBudgets = token;
  const answer = await askSignedIn("/v1/budgets");
  if (token === tokenOfBudgets) budgets.value = after(budgets.value, answer, parseBudgets, Date.now());
}

/** Keeps the list fresh for as long as something shows it. */
export function useBudgets(): Loaded<readonly Budget[]> {
  const version = versionNow();
  useEffect(() => void refreshBudgets(), [version]);
  return budgets.value;
}

/** Changes whenever what the brake shows may have changed. */
export function versionNow(): string {
  return `${Math.floor(now.value / EVERY)} ${listChanges.value}`;
}
