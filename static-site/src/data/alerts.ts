import type { Dollars } from "../money";
import { count, decimal, dollars, fieldsOf, figure, flag, instant, listOf, mapOf, oneOf, orElse, orNull, text } from "./parse";

export const ALERT_STATES = ["claimed", "sent", "acknowledged", "snoozed", "resolved"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** The budget an alert is about, as it was then. */
export interface BudgetOfAlert {
  readonly id: string;
  readonly name: string;
  readonly part: string | null;
  readonly window: string | null;
  readonly percent: number | null;
  readonly spent: string | null;
  readonly limit: string | null;
}

export interface Alert {
  readonly id: string;
  /** `budget`, `daily`, `forecast`, `anomaly`, ...; one that this page does not know yet is shown as it is. */
  readonly kind: string;
  readonly title: string | null;
  readonly why: string | null;
  readonly scope: string | null;
  readonly key: string | null;
  readonly day: string | null;
  readonly thresholdUsd: Dollars | null;
  readonly spentUsd: Dollars | null;
  readonly budget: BudgetOfAlert | null;
  readonly state: AlertState;
  readonly acknowledgedBy: string | null;
  readonly snoozedUntil: number | null;
  readonly at: number;
  readonly message: string | null;
  /** Where to look, as the service sees it; only links of this dashboard are followed. */
  readonly link: string | null;
}

/** The newest alerts, and whether there are older ones that are not among them. */
export interface AlertList {
  readonly alerts: readonly Alert[];
  readonly older: boolean;
}

export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface Webhook {
  readonly id: string;
  readonly url: string;
}

export interface KindSetting {
  readonly enabled: boolean;
  readonly minimumUsd: Dollars | null;
}

export interface AlertSettings {
  readonly quietHours: QuietHours | null;
  readonly digest: { readonly at: string } | null;
  readonly webhooks: readonly Webhook[];
  readonly kinds: ReadonlyMap<string, KindSetting>;
  readonly version: number;
}

/** What came of a test on one channel: `topic`, `webhook/ops`. */
export interface Delivery {
  readonly channel: string;
  readonly taken: boolean;
  readonly outcome: string | null;
}

export function parseTest(data: unknown): readonly Delivery[] {
  return fieldsOf(data, "test")("channels", listOf((delivery, at) => {
    const field = fieldsOf(delivery, at);
    return { channel: field("channel", text), taken: field("taken", flag), outcome: field("outcome", orNull(text)) };
  }));
}

function parseBudgetOfAlert(data: unknown, at: string): BudgetOfAlert {
  const field = fieldsOf(data, at);
  return {
    id: field("id", text), name: field("name", text), part: field("part", orNull(text)), window: field("window", orNull(text)),
    percent: field("percent", orNull(figure)), spent: field("spent", orNull(decimal)), limit: field("limit", orNull(decimal)),
  };
}

function parseAlert(data: unknown, at: string): Alert {
  const field = fieldsOf(data, at);
  return {
    id: field("id", text),
    kind: field("kind", orElse(text, "daily")),
    title: field("title", orNull(text)),
    why: field("why", orNull(text)),
    scope: field("scope", orNull(text)),
    key: field("key", orNull(text)),
    day: field("day", orNull(text)),
    thresholdUsd: field("thresholdUsd", orNull(dollars)),
    spentUsd: field("spentUsd", orNull(dollars)),
    budget: field("budget", orNull(parseBudgetOfAlert)),
    state: field("state", oneOf(...ALERT_STATES)),
    acknowledgedBy: field("acknowledgedBy", orNull(text)),
    snoozedUntil: field("snoozedUntil", orNull(instant)),
    at: field("at", instant),
    message: field("message", orNull(text)),
    link: field("link", orNull(text)),
  };
}

export function parseAlerts(data: unknown): readonly Alert[] {
  return parseAlertList(data).alerts;
}

export function parseAlertList(data: unknown): AlertList {
  const field = fieldsOf(data, "alerts");
  return { alerts: field("alerts", listOf(parseAlert)), older: field("older", orElse(flag, false)) };
}

function parseWebhook(data: unknown, at: string): Webhook {
  const field = fieldsOf(data, at);
  return { id: field("id", text), url: field("url", text) };
}

function parseKind(data: unknown, at: string): KindSetting {
  const field = fieldsOf(data, at);
  return { enabled: field("enabled", orElse(flag, true)), minimumUsd: field("minimumUsd", orNull(decimal)) };
}

export function parseAlertSettings(data: unknown): AlertSettings {
  const field = fieldsOf(data, "alert settings");
  return {
    quietHours: field("quietHours", orNull((hours, at) => ({ from: fieldsOf(hours, at)("from", text), to: fieldsOf(hours, at)("to", text) }))),
    digest: field("digest", orNull((digest, at) => ({ at: fieldsOf(digest, at)("at", text) }))),
    webhooks: field("webhooks", orElse(listOf(parseWebhook), [])),
    kinds: field("kinds", orNull(mapOf(parseKind))) ?? new Map(),
    version: field("version", orElse(count, 0)),
  };
}
