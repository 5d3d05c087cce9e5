import { signal, type Signal } from "@preact/signals";
import { parseCube, type Cube } from "../data/cube";
import { after, LOADING, together, type Loaded } from "./loaded";
import { askSignedIn } from "./sign-in";

/** The day files seen so far, in memory. A closed day rarely changes, so it is only asked again with its ETag. */
interface Kept {
  readonly cube: Signal<Loaded<Cube>>;
  etag: string | null;
  askedAt: number;
  asking: boolean;
  /** Something changed while the answer was under way. */
  again: boolean;
}

const AT_ONCE = 8;
const FRESH_FOR = 60_000;

const kept = new Map<string, Kept>();
const waiting: string[] = [];
let underWay = 0;

function keptOf(day: string): Kept {
  const known = kept.get(day);
  if (known !== undefined) return known;
  const fresh: Kept = { cube: signal<Loaded<Cube>>(LOADING), etag: null, askedAt: 0, asking: false, again: false };
  kept.set(day, fresh);
  return fresh;
}

/** Reading subscribes: the answer changes as the days arrive. */
export function cubesOf(days: readonly string[]): Loaded<readonly Cube[]> {
  return together(days.map((day) => keptOf(day).cube.value));
}

/** Fetches what is not there or has not been looked at for a minute. */
export function wantDays(days: readonly string[]): void {
  for (const day of days) if (Date.now() - keptOf(day).askedAt > FRESH_FOR) refreshDay(day);
}

export function refreshDay(day: string): void {
  const entry = keptOf(day);
  if (entry.asking) {
    entry.again = true;
    return;
  }
  entry.asking = true;
  entry.askedAt = Date.now();
  waiting.push(day);
  void work();
}

/** The day has changed since; whoever shows it asks again. */
export function expireDay(day: string): void {
  const entry = kept.get(day);
  if (entry === undefined) return;
  entry.askedAt = 0;
  if (entry.asking) entry.again = true;
}

/** Everything shown is asked again; unchanged days cost one small answer each. */
export function refreshAll(days: readonly string[]): void {
  for (const day of days) refreshDay(day);
}

export function forgetCubes(): void {
  kept.clear();
}

async function work(): Promise<void> {
  if (underWay >= AT_ONCE) return;
  const day = waiting.shift();
  if (day === undefined) return;
  underWay += 1;
  await fetchDay(day);
  underWay -= 1;
  void work();
}

async function fetchDay(day: string): Promise<void> {
  const entry = keptOf(day);
  const answer = await askSignedIn(`/v1/cubes/${day}`, { etag: entry.etag });
  const next = after(entry.cube.value, answer, parseCube, Date.now());
  entry.asking = false;
  if (answer.kind === "ok" && next.state === "ready") entry.etag = answer.etag;
  if (answer.kind !== "ok" && answer.kind !== "unchanged") entry.askedAt = 0;
  entry.cube.value = next;
  if (entry.again) {
    entry.again = false;
    refreshDay(day);
  }
}
