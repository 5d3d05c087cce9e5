import type { Alert, AlertState } from "../data/alerts";
import { readAddress, type Page } from "./address";
import { money } from "./format";

export const KIND_WORDS: ReadonlyMap<string, string> = new Map([
  ["budget", "budget"],
  ["daily", "daily threshold"],
  ["forecast", "forecast"],
  ["anomaly", "unusual spend"],
  ["rate_limit", "rate limit"],
  ["plan_window", "plan window"],
  ["source_silent", "silent source"],
  ["unpriced_model", "unpriced model"],
  ["audit_difference", "audit difference"],
]);

export function kindWords(kind: string): string {
  return KIND_WORDS.get(kind) ?? kind.replaceAll("_", " ");
}

export const STATE_WORDS: Readonly<Record<AlertState, string>> = { claimed: "not sent yet", sent: "open", acknowledged: "acknowledged", snoozed: "snoozed", resolved: "resolved" };

/** Somebody still has to look at it. A snooze that is over counts as open again. */
export function isOpen({ state, snoozedUntil }: Pick<Alert, "state" | "snoozedUntil">, now: number): boolean {
  return state === "sent" || state === "claimed" || (state === "snoozed" && snoozedUntil !== null && snoozedUntil <= now);
}

/** The headline; the service's own, or one made from what older alerts say. */
export function titleOf(alert: Alert): string {
  if (alert.title !== null) return alert.title;
  const about = alert.key ?? (alert.scope === null || alert.scope === "all" ? "everything" : alert.scope);
  if (alert.thresholdUsd === null) return alert.message ?? kindWords(alert.kind);
  return `${about} reached ${money(alert.thresholdUsd)}${alert.day === null ? "" : ` on ${alert.day}`}`;
}

/** One sentence why; the message when the service gives no reason of its own. */
export function whyOf(alert: Alert): string | null {
  if (alert.why !== null) return alert.why;
  if (alert.title !== null) return alert.message;
  return alert.spentUsd === null ? null : `Estimated cost ${money(alert.spentUsd)}.`;
}

/** The part of a link that this dashboard can follow; anything else is not followed. */
export function ownLink(link: string | null): string | null {
  const at = link?.indexOf("#/") ?? -1;
  return link === null || at < 0 ? null : link.slice(at);
}

const SCREENS: Readonly<Partial<Record<Page, string>>> = { overview: "that day", plans: "plans", models: "the model", sessions: "the session", budgets: "the budget" };

/** Where a link of this dashboard leads, in words. */
export function linkWords(link: string): string {
  const { page, id } = readAddress(link);
  if (!link.startsWith(`#/${page}`)) return "look";
  return page === "sessions" && id === null ? "sessions" : SCREENS[page] ?? "look";
}

/** Until tomorrow at eight, by this machine's clock: the usual end of a snooze over night. */
export function tomorrowMorning(now: number): number {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(8, 0, 0, 0);
  return morning.getTime();
}
