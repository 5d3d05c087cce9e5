import type { JSX } from "preact";
import { costKnown } from "./text";
import type { Dollars } from "../money";
import { costLevel, type CostLevel, type CostLevels } from "../shape/cards";
import { money } from "../shape/format";
import { levels } from "../store/levels";

const LEVEL: Readonly<Record<CostLevel, { readonly word: string; readonly shape: string }>> = {
  low: { word: "low", shape: "●" },
  raised: { word: "raised", shape: "▲" },
  high: { word: "high", shape: "■" },
};

/** `under $1`, `$1 to $5`, `above $5`, without cents where there are none. */
export function levelRange(level: CostLevel, { raised, high }: CostLevels): string {
  const [from, above] = [raised, high].map((amount) => money(amount).replace(/\.00$/, ""));
  return { low: `under ${from ?? ""}`, raised: `${from ?? ""} to ${above ?? ""}`, high: `above ${above ?? ""}` }[level];
}

/** What a session has cost, as a colour, a shape and a word. `terse` leaves the word to the title and to screen readers. */
export function CostLevelMark({ totals, terse = false }: {
  readonly totals: { readonly requests: number; readonly unpricedRequests: number; readonly estimatedCostUsd: Dollars }; readonly terse?: boolean;
}): JSX.Element | null {
  if (!costKnown(totals)) return null;
  const level = costLevel(totals.estimatedCostUsd, levels.value);
  const { word, shape } = LEVEL[level];
  return (
    <span class={`level level-${level}`} title={`Estimated cost of the session is ${levelRange(level, levels.value)}`}>
      <span aria-hidden="true">{shape}</span> {terse ? <span class="unseen">{word}</span> : word}
    </span>
  );
}
