import { UnexpectedAnswer } from "../data/parse";
import type { Answer } from "./http";

/** The faces of anything that has to be fetched. `at` and `since` are instants. */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T; readonly at: number }
  | { readonly state: "stale"; readonly value: T; readonly at: number; readonly reason: string }
  | { readonly state: "missing" }
  | { readonly state: "forbidden"; readonly reason: string }
  | { readonly state: "failed"; readonly reason: string; readonly since: number };

export const LOADING = { state: "loading" } as const;

export function valueOf<T>(loaded: Loaded<T>): T | null {
  return loaded.state === "ready" || loaded.state === "stale" ? loaded.value : null;
}

/** The next face: a failure keeps what was shown before and says how old it is. */
export function after<T>(before: Loaded<T>, answer: Answer, parse: (data: unknown) => T, now: number): Loaded<T> {
  switch (answer.kind) {
    case "ok":
      return parsed(before, answer.data, parse, now);
    case "unchanged":
      return before.state === "ready" || before.state === "stale" ? { state: "ready", value: before.value, at: now } : before;
    case "missing":
      return { state: "missing" };
    case "forbidden":
      return { state: "forbidden", reason: answer.reason };
    case "unauthorized":
      return before;
    case "conflict":
    case "invalid":
    case "failed":
      return failed(before, answer.reason, now);
  }
}

function parsed<T>(before: Loaded<T>, data: unknown, parse: (data: unknown) => T, now: number): Loaded<T> {
  try {
    return { state: "ready", value: parse(data), at: now };
  } catch (problem) {
    if (problem instanceof UnexpectedAnswer) return failed(before, problem.message, now);
    throw problem;
  }
}

function failed<T>(before: Loaded<T>, reason: string, now: number): Loaded<T> {
  switch (before.state) {
    case "ready":
    case "stale":
      return { state: "stale", value: before.value, at: before.at, reason };
    case "failed":
      return { state: "failed", reason, since: before.since };
    case "loading":
    case "missing":
    case "forbidden":
      return { state: "failed", reason, since: now };
  }
}

export function mapLoaded<A, B>(loaded: Loaded<A>, map: (value: A) => B): Loaded<B> {
  return loaded.state === "ready" || loaded.state === "stale" ? { ...loaded, value: map(loaded.value) } : loaded;
}

/** All or the worst: loading until every part is there. */
export function together<T>(parts: readonly Loaded<T>[]): Loaded<readonly T[]> {
  const values: T[] = [];
  let at = Number.POSITIVE_INFINITY;
  let staleBecause: string | null = null;
  let loading = false;
  for (const part of parts) {
    switch (part.state) {
      case "loading":
        loading = true;
        break;
      case "missing":
      case "forbidden":
      case "failed":
        return part;
      case "stale":
        staleBecause = part.reason;
        values.push(part.value);
        at = Math.min(at, part.at);
        break;
      case "ready":
        values.push(part.value);
        at = Math.min(at, part.at);
    }
  }
  if (loading) return LOADING;
  return staleBecause === null ? { state: "ready", value: values, at } : { state: "stale", value: values, at, reason: staleBecause };
}
