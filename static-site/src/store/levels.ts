import { signal } from "@preact/signals";
import { fieldsOf, text, UnexpectedAnswer } from "../data/parse";
import { readLevels, USUAL_LEVELS, type CostLevels } from "../shape/cards";

const KEY = "agentmeter.levels";

function remembered(): CostLevels {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (stored === null) return USUAL_LEVELS;
    const field = fieldsOf(stored, "levels");
    return readLevels(field("raised", text), field("high", text)) ?? USUAL_LEVELS;
  } catch (problem) {
    if (problem instanceof UnexpectedAnswer || problem instanceof SyntaxError) return USUAL_LEVELS;
    throw problem;
  }
}

/** A matter of the person's eye, so it is kept in this browser, like the theme. */
export const levels = signal<CostLevels>(remembered());

export function setLevels(chosen: CostLevels): void {
  levels.value = chosen;
  localStorage.setItem(KEY, JSON.stringify(chosen));
}
