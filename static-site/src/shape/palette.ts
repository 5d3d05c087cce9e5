/** Colours by slot (0 to 7); whoever has none is drawn as "other". */
export const SLOTS = 8;

export type Slots = ReadonlyMap<string, number>;

/**
 * Gives every wanted name a slot. A name keeps the slot it has; a new name takes a free one, or one of a name that is not
 * wanted now. So a model has one colour on every page, for as long as there are no more than eight.
 */
export function assignSlots(slots: Slots, wanted: readonly string[]): Slots {
  const shown = [...new Set(wanted)].slice(0, SLOTS);
  const missing = shown.filter((name) => !slots.has(name));
  if (missing.length === 0) return slots;
  const next = new Map(slots);
  for (const name of missing) {
    const slot = freeSlot(next, shown);
    for (const [holder, held] of next) if (held === slot) next.delete(holder);
    next.set(name, slot);
  }
  return next;
}

function freeSlot(slots: ReadonlyMap<string, number>, shown: readonly string[]): number {
  const taken = new Set(slots.values());
  const every = Array.from({ length: SLOTS }, (_, slot) => slot);
  const unused = every.find((slot) => !taken.has(slot));
  if (unused !== undefined) return unused;
  const needed = new Set(shown.map((name) => slots.get(name)));
  return every.find((slot) => !needed.has(slot)) ?? SLOTS - 1;
}
