import { parseProblem } from "../data/administration";

/** What came back. Expected answers are values; nothing here throws. */
export type Answer =
  | { readonly kind: "ok"; readonly data: unknown; readonly etag: string | null }
  | { readonly kind: "unchanged" }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "forbidden"; readonly reason: string }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly reason: string };

export interface Question {
  readonly token?: string | null;
  readonly etag?: string | null;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const PATIENCE = 30_000;

export async function ask(path: string, { token = null, etag = null, body, signal }: Question = {}): Promise<Answer> {
  const headers = new Headers({ Accept: "application/json" });
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  if (etag !== null) headers.set("If-None-Match", etag);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const timeout = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
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
  const written = await response.text();
  const data = readJson(written);
  const problem = parseProblem(data);
  if (response.status === 401) return { kind: "unauthorized" };
  if (response.status === 403) return { kind: "forbidden", reason: problem?.message ?? "This token may not read that." };
  if (response.status === 404) return { kind: "missing" };
  if (!response.ok) {
    const reason = problem === null ? `The service answered ${response.status}.` : [problem.message, problem.next].filter((part) => part !== null).map(sentence).join(" ");
    return { kind: "failed", reason };
  }
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
