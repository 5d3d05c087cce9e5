import type { FieldProblem } from "../data/problem";
import { UnexpectedAnswer } from "../data/parse";
import type { Method } from "./http";
import { askSignedIn } from "./sign-in";

/** How a change went. */
export type Outcome<T> =
  | { readonly state: "done"; readonly value: T }
  | { readonly state: "conflict"; readonly reason: string }
  | { readonly state: "refused"; readonly reason: string; readonly fields: readonly FieldProblem[] };

/** A change as a form sees it: nothing asked yet, on its way, or how it went. */
export type Changing<T> = { readonly state: "ready" } | { readonly state: "sending" } | Outcome<T>;

export const READY = { state: "ready" } as const;
export const SENDING = { state: "sending" } as const;

const refused = (reason: string, fields: readonly FieldProblem[] = []): { readonly state: "refused"; readonly reason: string; readonly fields: readonly FieldProblem[] } => ({ state: "refused", reason, fields });

/** Sends a change; every answer the service may give to it is a value. */
export async function change<T>(method: Exclude<Method, "GET">, path: string, body: unknown, parse: (data: unknown) => T, signal?: AbortSignal): Promise<Outcome<T>> {
  const answer = await askSignedIn(path, { method, ...(body === undefined ? {} : { body }), ...(signal === undefined ? {} : { signal }) });
  switch (answer.kind) {
    case "ok":
      return read(answer.data, parse);
    case "conflict":
      return { state: "conflict", reason: answer.reason };
    case "invalid":
      return refused(answer.reason, answer.fields);
    case "failed":
      return refused(answer.reason);
    case "forbidden":
      return refused(`${answer.reason} It needs a token with the admin scope.`);
    case "missing":
      return refused("It is not there any more.");
    case "unauthorized":
      return refused("Sign in again.");
    case "unchanged":
      return refused("The service gave no answer.");
  }
}

function read<T>(data: unknown, parse: (data: unknown) => T): Outcome<T> {
  try {
    return { state: "done", value: parse(data) };
  } catch (problem) {
    if (problem instanceof UnexpectedAnswer) return refused(problem.message);
    throw problem;
  }
}

/** For answers of which only the arrival matters. */
export function nothing(): null {
  return null;
}
