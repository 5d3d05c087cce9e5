import { UnexpectedAnswer } from "../data/parse";
import type { Answer } from "./http";
import { askSignedIn } from "./sign-in";

/**
 * Asks page after page until there is no next one or enough are there, and answers with all of them as one list of data.
 * `nextOf` reads the cursor of a page.
 */
export async function allPages(
  pathOf: (cursor: string | null) => string,
  nextOf: (data: unknown) => string | null,
  most: number,
  signal: AbortSignal,
): Promise<Answer> {
  const pages: unknown[] = [];
  let cursor: string | null = null;
  do {
    const answer: Answer = await askSignedIn(pathOf(cursor), { signal });
    if (answer.kind !== "ok") return answer;
    pages.push(answer.data);
    try {
      cursor = nextOf(answer.data);
    } catch (problem) {
      if (problem instanceof UnexpectedAnswer) return { kind: "failed", reason: problem.message };
      throw problem;
    }
  } while (cursor !== null && pages.length < most && !signal.aborted);
  return { kind: "ok", data: pages, etag: null };
}
