import type { Dimension } from "../data/cube";
import { filterEntries, type Filters } from "../shape/cells";
import type { Period } from "../shape/range";

/** Paths of the API. Null while the period is not known yet. */
export function summaryPath(period: Period | null, filters: Filters, groupBy: Dimension | "day" | null): string | null {
  if (period === null) return null;
  const parameters = new URLSearchParams({ start: period.start, end: period.end });
  if (groupBy !== null) parameters.set("groupBy", groupBy);
  for (const [name, value] of filterEntries(filters)) parameters.set(name, value);
  return `/v1/summary?${parameters.toString()}`;
}

export function coveragePath(period: Period | null): string | null {
  return period === null ? null : `/v1/coverage?${new URLSearchParams({ start: period.start, end: period.end }).toString()}`;
}

/** The list of sessions knows fewer filters than the summary. */
export function sessionsPath(period: Period, filters: Filters, cursor: string | null): string {
  const parameters = new URLSearchParams({ start: period.start, end: period.end, limit: "200" });
  for (const name of ["project", "user", "agent"] as const) {
    const value = filters[name];
    if (value !== undefined) parameters.set(name, value);
  }
  if (cursor !== null) parameters.set("cursor", cursor);
  return `/v1/sessions?${parameters.toString()}`;
}

export function sessionPath(id: string, cursor: string | null): string {
  return `/v1/sessions/${encodeURIComponent(id)}${cursor === null ? "" : `?${new URLSearchParams({ cursor }).toString()}`}`;
}

export function budgetPath(id: string): string {
  return `/v1/budgets/${encodeURIComponent(id)}`;
}

export function overridesPath(budget: string, override: string | null = null): string {
  return `${budgetPath(budget)}/overrides${override === null ? "" : `/${encodeURIComponent(override)}`}`;
}

export function enforcementsPath(period: Period | null): string | null {
  return period === null ? null : `/v1/enforcements?${new URLSearchParams({ start: period.start, end: period.end }).toString()}`;
}

export function changesPath(period: Period | null): string | null {
  return period === null ? null : `/v1/changes?${new URLSearchParams({ start: period.start, end: period.end, limit: "1000" }).toString()}`;
}

export function planPath(account: string): string {
  return `/v1/plans/${encodeURIComponent(account)}`;
}
