import type { Action, Budget, Measure, ScopeName, WindowKind } from "../data/budgets";
import { SCOPE_NAMES } from "../data/budgets";
import type { FieldProblem } from "../data/problem";

/** What a person has typed so far; everything is text until the service has read it. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly scope: readonly { readonly name: ScopeName; readonly value: string }[];
  readonly per: string;
  readonly window: WindowKind;
  readonly rollingDays: string;
  readonly measure: Measure;
  readonly amount: string;
  readonly thresholds: readonly DraftThreshold[];
  readonly gracePercent: string;
  readonly onUnavailable: "allow" | "block";
  readonly owner: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface DraftThreshold {
  readonly unit: "percent" | "amount";
  readonly value: string;
  readonly action: Action;
}

export const NEW_DRAFT: Draft = {
  id: "", name: "", scope: [], per: "", window: "day", rollingDays: "7", measure: "usd", amount: "10.00",
  thresholds: [{ unit: "percent", value: "80", action: "warn" }, { unit: "percent", value: "100", action: "stop" }],
  gracePercent: "0", onUnavailable: "allow", owner: "", validFrom: "", validTo: "",
};

/** A name that can stand in an address: `Shop, daily` becomes `shop-daily`. */
export function idFrom(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
}

export function draftOf(budget: Budget): Draft {
  return {
    id: budget.id, name: budget.name, per: budget.per ?? "", window: budget.window, rollingDays: String(budget.rollingDays ?? 7),
    scope: SCOPE_NAMES.flatMap((name) => {
      const value = budget.scope.get(name);
      return value === undefined ? [] : [{ name, value }];
    }),
    measure: budget.amount.measure, amount: budget.amount.value,
    thresholds: budget.thresholds.map(({ percent, amount, action }) => (percent === null ? { unit: "amount", value: amount ?? "", action } : { unit: "percent", value: percent, action })),
    gracePercent: String(budget.gracePercent), onUnavailable: budget.onUnavailable, owner: budget.owner ?? "", validFrom: budget.validFrom ?? "", validTo: budget.validTo ?? "",
  };
}

/** A number stays one where the service reads one; anything else is sent as typed, and the service says what is wrong with it. */
function numeric(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

const orNone = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** The body of `PUT /v1/budgets/{id}` and of the preview. `version`: the one the person has seen, null for a new budget. */
export function bodyOf(draft: Draft, version: number | null): Readonly<Record<string, unknown>> {
  const amount = orNone(draft.amount);
  return {
    name: draft.name.trim(),
    scope: Object.fromEntries(draft.scope.map(({ name, value }) => [name, value.trim()])),
    per: orNone(draft.per),
    window: draft.window,
    rollingDays: draft.window === "rolling" ? numeric(draft.rollingDays) : null,
    amountUsd: draft.measure === "usd" ? amount : null,
    amountTokens: draft.measure === "tokens" ? amount : null,
    amountRequests: draft.measure === "requests" ? amount : null,
    thresholds: draft.thresholds.map(({ unit, value, action }) => (unit === "percent" ? { percent: numeric(value), action } : { amount: orNone(value), action })),
    gracePercent: numeric(draft.gracePercent) ?? 0,
    onUnavailable: draft.onUnavailable,
    owner: orNone(draft.owner),
    validFrom: orNone(draft.validFrom),
    validTo: orNone(draft.validTo),
    ...(version === null ? {} : { version }),
  };
}

/** The field of the form that a field of the API is typed into; a threshold or a filter has a row of its own. */
export function inputOf(field: string, draft: Draft): string {
  const root = /^[a-zA-Z]+/.exec(field)?.[0] ?? field;
  switch (root) {
    case "amountUsd":
    case "amountTokens":
    case "amountRequests":
    case "amount":
      return "amount";
    case "thresholds": {
      const row = /^thresholds\[(\d+)\]/.exec(field)?.[1];
      return row === undefined || Number(row) >= draft.thresholds.length ? "thresholds" : `thresholds[${row}]`;
    }
    case "scope": {
      const name = /^scope\.(.+)$/.exec(field)?.[1];
      return draft.scope.some((filter) => filter.name === name) ? `scope.${name ?? ""}` : "scope";
    }
    default:
      return root;
  }
}

export const FORM_FIELDS = ["id", "name", "scope", "per", "window", "rollingDays", "amount", "thresholds", "gracePercent", "onUnavailable", "owner", "validFrom", "validTo"] as const;

/** Problems by the input they belong to; what belongs to none stands under the empty name. */
export function problemsByInput(problems: readonly FieldProblem[], draft: Draft): ReadonlyMap<string, readonly string[]> {
  const known = new Set<string>([...FORM_FIELDS, ...draft.thresholds.map((_, index) => `thresholds[${index}]`), ...draft.scope.map(({ name }) => `scope.${name}`)]);
  const found = new Map<string, string[]>();
  for (const { field, reason } of problems) {
    const wanted = inputOf(field, draft);
    const shown = known.has(wanted) && (wanted !== "rollingDays" || draft.window === "rolling");
    const input = shown ? wanted : "";
    const words = shown ? reason : `${field}: ${reason}`;
    found.set(input, [...(found.get(input) ?? []), words]);
  }
  return found;
}

export interface Difference {
  readonly field: string;
  readonly theirs: string;
  readonly mine: string;
}

/** What two versions of a budget say differently, in words, in the order of the form. */
export function differences(theirs: Draft, mine: Draft): readonly Difference[] {
  const said = (draft: Draft): Readonly<Record<string, string>> => ({
    "Name": draft.name,
    "Applies to": draft.scope.length === 0 ? "everything" : draft.scope.map(({ name, value }) => `${name} ${value}`).join(", "),
    "One limit for each": draft.per === "" ? "no, one for all" : draft.per,
    "Window": draft.window === "rolling" ? `rolling, ${draft.rollingDays} days` : draft.window,
    "Amount": `${draft.amount} ${draft.measure}`,
    "Thresholds": draft.thresholds.map(({ unit, value, action }) => `${value}${unit === "percent" ? "%" : ` ${draft.measure}`} ${action}`).join(", "),
    "Grace": `${draft.gracePercent}%`,
    "When the service is out of reach": draft.onUnavailable,
    "Owner": draft.owner,
    "Valid from": draft.validFrom,
    "Valid to": draft.validTo,
  });
  const [there, here] = [said(theirs), said(mine)];
  return Object.keys(there).flatMap((field) => {
    const [a = "", b = ""] = [there[field], here[field]];
    return a === b ? [] : [{ field, theirs: a === "" ? "–" : a, mine: b === "" ? "–" : b }];
  });
}
