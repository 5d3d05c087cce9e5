import { fieldsOf, listOf, orNull, text } from "./parse";
import { parseTotals, type Totals } from "./totals";

export interface Group {
  /** null: the dimension is unknown for these requests. */
  readonly key: string | null;
  readonly totals: Totals;
}

export interface Summary {
  readonly start: string;
  readonly end: string;
  readonly totals: Totals;
  readonly groups: readonly Group[];
  readonly unpricedModels: readonly string[];
}

function parseGroup(data: unknown, at: string): Group {
  const field = fieldsOf(data, at);
  return { key: field("key", orNull(text)), totals: field("totals", parseTotals) };
}

export function parseSummary(data: unknown): Summary {
  const field = fieldsOf(data, "summary");
  return {
    start: field("start", text),
    end: field("end", text),
    totals: field("totals", parseTotals),
    groups: field("groups", orNull(listOf(parseGroup))) ?? [],
    unpricedModels: field("unpricedModels", orNull(listOf(text))) ?? [],
  };
}
