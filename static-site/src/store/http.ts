import { parseFieldProblems, parseProblem, type FieldProblem } from "../data/problem";

/** What came back. Expected answers are values; nothing here throws. */
export type Answer =
  | { readonly kind: "ok"; readonly data: unknown; readonly etag: string | null }
  | { readonly kind: "unchanged" }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "forbidden"; readonly reason: string }
  | { readonly kind: "missing" }
  /** Somebody else has changed it since it was read. */
  | { readonly kind: "conflict"; readonly reason: string }
  /** What was sent is not valid; all problems at once, each with its field. */
  | { readonly kind: "invalid"; readonly reason: string; readonly fields: readonly FieldProblem[] }
  | { readonly kind: "failed"; readonly reason: string };

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Question {
  readonly token?: string | null;
  readonly etag?: string | null;
  /** GET, or POST when there is a body. */
  readonly method?: Method;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const PATIENCE = 30_000;

export async function ask(path: string, { token = null, etag = null, body, signal, method = body === undefined ? "GET" : "POST" }: Question = {}): Promise<Answer> {
  const headers = new Headers({ Accept: "application/json" });
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  if (etag !== null) headers.set("If-None-Match", etag);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const timeout = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(path, {
      method,
      headers,
      cache: "no-store",
      credentials: "omit",
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await read(response);
  } catch (problem) {
    const late = problem instanceof DOMException && problem.name === "TimeoutError";
    return { kind: "failed", reason: late ? "No answer within 30 seconds." : "The service cannot be reached." };
  }
}

async function read(response: Response): Promise<Answer> {
  if (response.status === 304) return { kind: "unchanged" };
  if (response.status === 204) return { kind: "ok", data: null, etag: null };
  const written = await response.text();
  const data = readJson(written);
  const problem = parseProblem(data);
  if (response.status === 401) return { kind: "unauthorized" };
  if (response.status === 403) return { kind: "forbidden", reason: problem?.message ?? "This token may not do that." };
  if (response.status === 404) return { kind: "missing" };
  const reason = problem === null ? `The service answered ${response.status}.` : [problem.message, problem.next].filter((part) => part !== null).map(sentence).join(" ");
  if (response.status === 409) return { kind: "conflict", reason };
  if (response.status === 422) return { kind: "invalid", reason, fields: parseFieldProblems(data) };
  if (!response.ok) return { kind: "failed", reason };
  if (data === undefined) return { kind: "failed", reason: "The answer is not JSON." };
  return { kind: "ok", data, etag: response.headers.get("ETag") };
}

/** `The store does not answer.`, however the service punctuates. */
function sentence(text: string): string {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}

function readJson(written: string): unknown {
  try {
    const data: unknown = JSON.parse(written);
    return data;
  } catch {
    return undefined;
  }
}
