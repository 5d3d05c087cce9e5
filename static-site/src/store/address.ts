import { computed, signal } from "@preact/signals";
import type { Dimension } from "../data/cube";
import { readAddress, writeAddress, type Address, type Page } from "../shape/address";
import { everyDay } from "../shape/days";
import { periodOf, previousPeriod, type Period, type Range } from "../shape/range";
import { today } from "./live-feed";

export const address = signal<Address>(readAddress(location.hash));

export function startAddress(): void {
  addEventListener("hashchange", () => (address.value = readAddress(location.hash)));
  address.value = readAddress(location.hash);
}

/** The days in view; null until the service has said which day it is. */
export const period = computed<Period | null>(() => {
  const { range } = address.value;
  if (range.kind === "custom") return periodOf(range, range.end);
  return today.value === null ? null : periodOf(range, today.value);
});

export const previous = computed<Period | null>(() => (period.value === null ? null : previousPeriod(period.value)));

/** Days of the period that have begun. */
export const days = computed<readonly string[]>(() => {
  if (period.value === null) return [];
  return everyDay(period.value.start, period.value.end).filter((day) => today.value === null || day <= today.value);
});

function go(next: Address, replace: boolean): void {
  const written = writeAddress(next);
  if (replace) history.replaceState(null, "", written);
  else history.pushState(null, "", written);
  address.value = next;
}

/** The link to another page; range and filters go along, what belongs to one page does not. */
export function linkTo(page: Page, changes: Partial<Pick<Address, "id" | "range" | "filters" | "own">> = {}): string {
  const { range, filters } = address.value;
  return writeAddress({ page, id: null, range, filters, own: new Map(), ...changes });
}

export function goTo(page: Page, changes: Partial<Pick<Address, "id" | "range" | "filters" | "own">> = {}): void {
  const { range, filters } = address.value;
  go({ page, id: null, range, filters, own: new Map(), ...changes }, false);
}

export function setRange(range: Range): void {
  const own = new Map(address.value.own);
  own.delete("page");
  go({ ...address.value, range, own }, false);
}

export function setFilter(dimension: Dimension, value: string | null): void {
  const filters = Object.fromEntries(Object.entries(address.value.filters).filter(([name]) => name !== dimension));
  const own = new Map(address.value.own);
  own.delete("page");
  go({ ...address.value, own, filters: value === null ? filters : { ...filters, [dimension]: value } }, false);
}

/** Typing in a search box replaces the entry in the history; a choice adds one. */
export function setOwn(changes: Readonly<Record<string, string | null>>, replace = false): void {
  const own = new Map(address.value.own);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") own.delete(name);
    else own.set(name, value);
  }
  go({ ...address.value, own }, replace);
}

export function own(name: string): string {
  return address.value.own.get(name) ?? "";
}
