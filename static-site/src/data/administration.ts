import { count, fieldsOf, instant, listOf, orNull, text } from "./parse";

export interface Report {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly format: string;
  readonly start: string;
  readonly end: string;
  readonly project: string | null;
  readonly rows: number;
  readonly bytes: number;
  readonly createdAt: number;
  readonly url: string;
  readonly urlExpiresAt: number | null;
}

export interface WhoAmI {
  readonly owner: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number | null;
}

export interface DeliveredMessage {
  readonly at: number;
  readonly channel: string;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
}

export interface LocalSession {
  readonly readToken: string;
  readonly ingestToken: string | null;
  readonly url: string | null;
}

/** Download links may point to the bucket; anything that is not http is refused. */
function link(data: unknown, at: string): string {
  const address = text(data, at);
  const { protocol } = new URL(address, "http://localhost");
  return protocol === "https:" || protocol === "http:" ? address : "about:blank";
}

export function parseReport(data: unknown, at = "report"): Report {
  const field = fieldsOf(data, at);
  return {
    id: field("id", text),
    name: field("name", text),
    kind: field("kind", text),
    format: field("format", text),
    start: field("start", text),
    end: field("end", text),
    project: field("project", orNull(text)),
    rows: field("rows", count),
    bytes: field("bytes", count),
    createdAt: field("createdAt", instant),
    url: field("url", link),
    urlExpiresAt: field("urlExpiresAt", orNull(instant)),
  };
}

export function parseReports(data: unknown): readonly Report[] {
  return fieldsOf(data, "reports")("reports", listOf(parseReport));
}

export function parseWhoAmI(data: unknown): WhoAmI {
  const field = fieldsOf(data, "whoami");
  return { owner: field("owner", text), scopes: field("scopes", listOf(text)), expiresAt: field("expiresAt", orNull(instant)) };
}

function parseMessage(data: unknown, at: string): DeliveredMessage {
  const field = fieldsOf(data, at);
  return {
    at: field("at", instant),
    channel: field("channel", text),
    to: field("to", text),
    subject: field("subject", orNull(text)),
    text: field("text", text),
  };
}

export function parseInbox(data: unknown): readonly DeliveredMessage[] {
  return fieldsOf(data, "inbox")("messages", listOf(parseMessage));
}

export function parseLocalSession(data: unknown): LocalSession {
  const field = fieldsOf(data, "local session");
  return { readToken: field("readToken", text), ingestToken: field("ingestToken", orNull(text)), url: field("url", orNull(text)) };
}

export function parseVersion(data: unknown): string {
  return fieldsOf(data, "health")("version", text);
}
