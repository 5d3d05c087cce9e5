import { fieldsOf, listOf, orNull, text } from "./parse";

/** One thing that is wrong with what was sent: where (`thresholds[1].percent`), and why. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** The API's own words for what went wrong, if the answer has them. */
export function parseProblem(data: unknown): { message: string; next: string | null } | null {
  try {
    const error = fieldsOf(data, "answer")("error", fieldsOf);
    return { message: error("message", text), next: error("next", orNull(text)) };
  } catch {
    return null;
  }
}

function parseFieldProblem(data: unknown, at: string): FieldProblem {
  const field = fieldsOf(data, at);
  return { field: field("field", text), reason: field("reason", text) };
}

/** All problems of a refused request; none when the answer names no fields. */
export function parseFieldProblems(data: unknown): readonly FieldProblem[] {
  try {
    return fieldsOf(data, "answer")("error", fieldsOf)("fields", orNull(listOf(parseFieldProblem))) ?? [];
  } catch {
    return [];
  }
}
