import { fieldsOf, mapOf, count, UnexpectedAnswer } from "../data/parse";
import type { Dimension } from "../data/cube";
import { assignSlots, SLOTS, type Slots } from "../shape/palette";

const KEY = "agentmeter.colours";

const slotsOf = new Map<Dimension, Slots>();

function remembered(dimension: Dimension): Slots {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(`${KEY}.${dimension}`) ?? '{"slots":{}}');
    const slots = fieldsOf(stored, "colours")("slots", mapOf(count));
    return new Map([...slots].filter(([, slot]) => Number.isInteger(slot) && slot >= 0 && slot < SLOTS));
  } catch (problem) {
    if (problem instanceof UnexpectedAnswer || problem instanceof SyntaxError) return new Map();
    throw problem;
  }
}

/** The slots of these names (most important first), remembered in this browser. */
export function slotsFor(dimension: Dimension, names: readonly string[]): Slots {
  const before = slotsOf.get(dimension) ?? remembered(dimension);
  const after = assignSlots(before, names);
  slotsOf.set(dimension, after);
  if (after !== before) localStorage.setItem(`${KEY}.${dimension}`, JSON.stringify({ slots: Object.fromEntries(after) }));
  return after;
}

/** The class that colours a name; unknown and everything past the eighth is "other". */
export function seriesClass(slots: Slots, name: string | null): string {
  const slot = name === null ? undefined : slots.get(name);
  return slot === undefined ? "series-other" : `series-${slot}`;
}
