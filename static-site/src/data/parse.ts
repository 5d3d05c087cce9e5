import { isDollars, type Dollars } from "../money";

/** An answer that is not what the API reference promises: where, and what was expected there. */
export class UnexpectedAnswer extends Error {
  constructor(at: string, expected: string) {
    super(`unexpected answer at ${at}: expected ${expected}`);
  }
}

export type Parse<T> = (data: unknown, at: string) => T;

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

export function text(data: unknown, at: string): string {
  if (typeof data !== "string") throw new UnexpectedAnswer(at, "text");
  return data;
}

export function count(data: unknown, at: string): number {
  if (typeof data !== "number" || !Number.isFinite(data)) throw new UnexpectedAnswer(at, "a number");
  return data;
}

export function flag(data: unknown, at: string): boolean {
  if (typeof data !== "boolean") throw new UnexpectedAnswer(at, "true or false");
  return data;
}

export function dollars(data: unknown, at: string): Dollars {
  if (typeof data !== "string" || !isDollars(data)) throw new UnexpectedAnswer(at, "a decimal amount as text");
  return data;
}

/** An instant, in milliseconds. */
export function instant(data: unknown, at: string): number {
  const milliseconds = Date.parse(text(data, at));
  if (Number.isNaN(milliseconds)) throw new UnexpectedAnswer(at, "an ISO 8601 time");
  return milliseconds;
}

export function oneOf<T extends string>(...choices: readonly T[]): Parse<T> {
  return (data, at) => {
    const chosen = choices.find((choice) => choice === data);
    if (chosen === undefined) throw new UnexpectedAnswer(at, choices.join(" or "));
    return chosen;
  };
}

/** A field that may be null; one that is left out means the same. */
export function orNull<T>(parse: Parse<T>): Parse<T | null> {
  return (data, at) => (data === null || data === undefined ? null : parse(data, at));
}

export function listOf<T>(parse: Parse<T>): Parse<readonly T[]> {
  return (data, at) => {
    if (!Array.isArray(data)) throw new UnexpectedAnswer(at, "a list");
    return data.map((entry: unknown, index) => parse(entry, `${at}[${index}]`));
  };
}

export function mapOf<T>(parse: Parse<T>): Parse<ReadonlyMap<string, T>> {
  return (data, at) => {
    if (!isObject(data)) throw new UnexpectedAnswer(at, "an object");
    return new Map(Object.entries(data).map(([key, value]) => [key, parse(value, `${at}.${key}`)]));
  };
}

/** Reads one field after the other of an object. */
export interface Fields {
  <T>(name: string, parse: Parse<T>): T;
}

export function fieldsOf(data: unknown, at: string): Fields {
  if (!isObject(data)) throw new UnexpectedAnswer(at, "an object");
  return (name, parse) => parse(Object.hasOwn(data, name) ? data[name] : undefined, `${at}.${name}`);
}

/** A decimal that is sent as text or, when it is small and whole like a percentage, as a number; kept as text. */
export function decimal(data: unknown, at: string): string {
  return dollars(typeof data === "number" && Number.isFinite(data) ? String(data) : data, at);
}

/** A number for drawing, sent as a number or as decimal text. */
export function figure(data: unknown, at: string): number {
  return Number(decimal(data, at));
}

/** A field that was left out means this. */
export function orElse<T>(parse: Parse<T>, fallback: T): Parse<T> {
  return (data, at) => (data === null || data === undefined ? fallback : parse(data, at));
}
