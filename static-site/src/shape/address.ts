import { isDimension, type Filters } from "./cells";
import { readRange, writeRange, type Range } from "./range";

export const PAGES = ["overview", "live", "sessions", "projects", "models", "plans", "budgets", "enforcement", "alerts", "reports", "settings"] as const;
export type Page = (typeof PAGES)[number];

/** Everything that makes a view, so that a link reproduces it. */
export interface Address {
  readonly page: Page;
  /** The session or the budget whose detail is open. */
  readonly id: string | null;
  readonly range: Range;
  readonly filters: Filters;
  /** What belongs to one page only: sort, search, page number, split. */
  readonly own: ReadonlyMap<string, string>;
}

/** `#/sessions/5e55?range=7d&project=shop&sort=cost` */
export function readAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [first = "", id = ""] = path.split("/");
  const page = PAGES.find((candidate) => candidate === first) ?? "overview";
  const parameters = new URLSearchParams(query);
  const filters: Filters = Object.fromEntries([...parameters].filter(([name, value]) => isDimension(name) && value !== ""));
  const own = new Map([...parameters].filter(([name]) => name !== "range" && !isDimension(name)));
  return { page, id: (page === "sessions" || page === "budgets") && id !== "" ? decodeText(id) : null, range: readRange(parameters.get("range") ?? undefined), filters, own };
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function writeAddress({ page, id, range, filters, own }: Address): string {
  const parameters = new URLSearchParams();
  const written = writeRange(range);
  if (written !== "7d") parameters.set("range", written);
  for (const [name, value] of Object.entries(filters)) parameters.set(name, value);
  for (const [name, value] of own) if (value !== "") parameters.set(name, value);
  const query = parameters.toString();
  return `#/${page}${id === null ? "" : `/${encodeURIComponent(id)}`}${query === "" ? "" : `?${query}`}`;
}
