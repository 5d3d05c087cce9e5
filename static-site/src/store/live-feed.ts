import { computed, signal } from "@preact/signals";
import { parseLive, type Live } from "../data/live";
import { expireDay } from "./cubes";
import { after, LOADING, valueOf, type Loaded } from "./loaded";
import { askSignedIn, signIn } from "./sign-in";

const EVERY = 2000;
const LISTS_EVERY = 10_000;

export const live = signal<Loaded<Live>>(LOADING);
/** When the service last answered, changed or not. */
export const answeredAt = signal<number | null>(null);
/** Rises with every change of today's numbers. */
export const changes = signal(0);
/** Rises after a change too, but at most every ten seconds: for lists that cost the service more than a day file. */
export const listChanges = signal(0);
/** The person is still on the first-run screen, even when the first event has come. */
export const firstRun = signal(false);

export const zone = computed(() => valueOf(live.value)?.zone ?? "UTC");
export const today = computed(() => valueOf(live.value)?.day ?? null);

let etag: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let asking = false;

/** Polls for as long as the tab is seen; a change makes today's numbers be fetched again. */
export function startLive(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void poll();
  });
  signIn.subscribe((state) => {
    if (state.state !== "in") {
      etag = null;
      live.value = LOADING;
      return;
    }
    void poll();
  });
}

export async function poll(): Promise<void> {
  if (asking || signIn.value.state !== "in") return;
  clearTimeout(timer);
  asking = true;
  const answer = await askSignedIn("/v1/live", { etag: valueOf(live.value) === null ? null : etag });
  asking = false;
  const before = valueOf(live.value);
  if (answer.kind === "ok") etag = answer.etag;
  if (answer.kind === "ok" || answer.kind === "unchanged") answeredAt.value = Date.now();
  live.value = after(live.value, answer, parseLive, Date.now());
  const current = valueOf(live.value);
  if (current !== null && current !== before) noticed(before, current);
  if (document.visibilityState === "visible") timer = setTimeout(() => void poll(), EVERY);
}

function noticed(before: Live | null, current: Live): void {
  if (current.firstEventAt === null) firstRun.value = true;
  if (before === null) return;
  expireDay(before.day);
  expireDay(current.day);
  changes.value += 1;
  noticeForLists();
}

let listsAt = 0;
let listsTimer: ReturnType<typeof setTimeout> | undefined;

function noticeForLists(): void {
  if (listsTimer !== undefined) return;
  listsTimer = setTimeout(() => {
    listsTimer = undefined;
    listsAt = Date.now();
    listChanges.value += 1;
  }, Math.max(0, listsAt + LISTS_EVERY - Date.now()));
}

/** The face of what needs to know which day it is, for as long as the service has not said so. */
export function untilLive(): Loaded<never> {
  const loaded = live.value;
  return loaded.state === "ready" || loaded.state === "stale" ? LOADING : loaded;
}
