/** Days are text (2026-11-22) in the organisation's zone; arithmetic on them needs no zone. */
export type Day = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS_A_DAY = 86_400_000;

export function isDay(candidate: string): boolean {
  return DAY.test(candidate) && !Number.isNaN(Date.parse(candidate)) && plusDays(candidate, 0) === candidate;
}

export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** How many days from start to end, both included. */
export function daysBetween(start: Day, end: Day): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / MILLISECONDS_A_DAY) + 1;
}

export function everyDay(start: Day, end: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(start, end)) }, (_, index) => plusDays(start, index));
}

/** The wall-clock hour (0 to 23) of an instant in a zone. */
export function hourIn(zone: string, instant: number): number {
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(instant);
  return Number(hour);
}
