import { signal } from "@preact/signals";

/** The current second; everything that shows an age reads it. */
export const now = signal(Date.now());

export function startClock(): void {
  setInterval(() => {
    if (document.visibilityState === "visible") now.value = Date.now();
  }, 1000);
  document.addEventListener("visibilitychange", () => (now.value = Date.now()));
}
