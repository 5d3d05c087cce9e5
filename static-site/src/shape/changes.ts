import type { Change, Json, JsonObject } from "../data/changes";
import { dayAndClock } from "./format";

export const CHANGED_WORDS: ReadonlyMap<string, string> = new Map([
  ["budget", "budget"], ["override", "override"], ["client", "client"], ["plan", "plan"], ["alert_settings", "alert settings"],
]);

export function whatWords(what: string): string {
  return CHANGED_WORDS.get(what) ?? what.replaceAll("_", " ");
}

/** Kept by the service itself: that they change says nothing about what somebody did. */
const KEEPING = new Set(["id", "version", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy", "deletedAt", "state"]);

/** One field that somebody changed; null: it was not there, or is not there any more. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two versions, in words, in the order in which the fields stand; moments are those of the zone's clocks. */
export function fieldChanges({ before, after }: Pick<Change, "before" | "after">, zone: string): readonly FieldChange[] {
  const [was, is] = [said(before, zone), said(after, zone)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [old, fresh] = [was.get(field) ?? null, is.get(field) ?? null];
    return old === fresh ? [] : [{ field, before: old, after: fresh }];
  });
}

const isObject = (value: Json): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** Each field that says something, by its path: `scope project`, `amount usd`. */
function said(value: Json, zone: string, path: readonly string[] = []): ReadonlyMap<string, string> {
  if (isObject(value)) {
    return new Map(Object.entries(value).flatMap(([name, below]) => (path.length === 0 && KEEPING.has(name) ? [] : [...said(below, zone, [...path, name])])));
  }
  const words = inWords(value, zone);
  return words === "" || path.length === 0 ? new Map() : new Map([[path.map(nameWords).join(" "), words]]);
}

/** `gracePercent` reads `grace percent`. */
function nameWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").replaceAll("_", " ").toLowerCase();
}

/** A moment as the service writes it, to the second or finer. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z$/;

function inWords(value: Json, zone: string): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" && MOMENT.test(value) && !Number.isNaN(Date.parse(value))) return dayAndClock(Date.parse(value), zone);
  if (!isObject(value)) return typeof value === "object" ? value.map((entry) => inWords(entry, zone)).filter((words) => words !== "").join(", ") : String(value);
  const { percent, amount, action, ...others } = value;
  const share = percent == null ? (amount == null ? "" : inWords(amount, zone)) : `${inWords(percent, zone)}%`;
  const rest = Object.entries(others).flatMap(([name, below]) => (below === null ? [] : [`${nameWords(name)} ${inWords(below, zone)}`]));
  return [share, inWords(action ?? null, zone), ...rest].filter((words) => words !== "").join(" ");
}

/** What the thing is called: by the name it has now, had before, or by its id. */
export function nameOf({ what, id, before, after }: Pick<Change, "what" | "id" | "before" | "after">): string {
  for (const version of [after, before]) {
    const name = isObject(version) ? version["name"] : null;
    if (typeof name === "string" && name !== "") return name;
  }
  return what === "override" ? budgetOf({ what, id }) ?? id : id;
}

/** The budget that a change is about, if it is about one. An override's id begins with its budget's. */
export function budgetOf({ what, id }: Pick<Change, "what" | "id">): string | null {
  if (what === "budget") return id;
  return what === "override" ? id.split("/")[0] ?? null : null;
}

/** Text of all that is shown of a change, to search in. */
export function searchable(change: Change, zone: string): string {
  return [change.by ?? "", whatWords(change.what), change.id, nameOf(change), change.action, ...fieldChanges(change, zone).flatMap(({ field, before, after }) => [field, before ?? "", after ?? ""])].join(" ").toLowerCase();
}
