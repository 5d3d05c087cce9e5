import { fieldsOf, instant, listOf, orNull, text, UnexpectedAnswer } from "./parse";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** What an administrator did: the thing as it was and as it became, in the words of the API. */
export interface Change {
  readonly at: number;
  readonly by: string | null;
  readonly what: string;
  readonly id: string;
  readonly action: string;
  readonly before: Json;
  readonly after: Json;
}

function json(data: unknown, at: string): Json {
  switch (typeof data) {
    case "string":
    case "number":
    case "boolean":
      return data;
    case "undefined":
      return null;
    case "object":
      if (data === null) return null;
      if (Array.isArray(data)) return data.map((entry: unknown, index) => json(entry, `${at}[${index}]`));
      return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, json(value, `${at}.${name}`)]));
    default:
      throw new UnexpectedAnswer(at, "JSON");
  }
}

function parseChange(data: unknown, at: string): Change {
  const field = fieldsOf(data, at);
  return { at: field("at", instant), by: field("by", orNull(text)), what: field("what", text), id: field("id", text), action: field("action", text), before: field("before", json), after: field("after", json) };
}

export function parseChanges(data: unknown): readonly Change[] {
  return fieldsOf(data, "changes")("changes", listOf(parseChange));
}
