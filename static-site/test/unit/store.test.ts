import { describe, expect, test } from "vitest";
import { parseVersion } from "../../src/data/administration";
import { after, LOADING, mapLoaded, together, type Loaded } from "../../src/store/loaded";
import { sessionsPath, summaryPath } from "../../src/store/paths";

const ok = (version: string) => ({ kind: "ok", data: { version }, etag: null }) as const;
const failed = { kind: "failed", reason: "The service cannot be reached." } as const;

describe("faces", () => {
  test("an answer is ready, an unchanged one only gets younger", () => {
    const ready = after<string>(LOADING, ok("1"), parseVersion, 10);
    expect(ready).toEqual({ state: "ready", value: "1", at: 10 });
    expect(after(ready, { kind: "unchanged" }, parseVersion, 20)).toEqual({ state: "ready", value: "1", at: 20 });
  });

  test("a failure keeps what was shown, with its age", () => {
    const ready = after<string>(LOADING, ok("1"), parseVersion, 10);
    const stale = after(ready, failed, parseVersion, 20);
    expect(stale).toEqual({ state: "stale", value: "1", at: 10, reason: failed.reason });
    expect(after(stale, failed, parseVersion, 30)).toMatchObject({ state: "stale", at: 10 });
    expect(after(stale, { kind: "unchanged" }, parseVersion, 40)).toEqual({ state: "ready", value: "1", at: 40 });
  });

  test("a failure from the start remembers since when", () => {
    const first = after<string>(LOADING, failed, parseVersion, 10);
    expect(after(first, failed, parseVersion, 20)).toEqual({ state: "failed", reason: failed.reason, since: 10 });
  });

  test("an answer that is not what was promised is a failure that says where", () => {
    expect(after<string>(LOADING, { kind: "ok", data: { version: 1 }, etag: null }, parseVersion, 10)).toEqual({ state: "failed", reason: "unexpected answer at health.version: expected text", since: 10 });
  });

  test("not allowed and not found are faces of their own", () => {
    expect(after<string>(LOADING, { kind: "forbidden", reason: "no" }, parseVersion, 1)).toEqual({ state: "forbidden", reason: "no" });
    expect(after<string>(LOADING, { kind: "missing" }, parseVersion, 1)).toEqual({ state: "missing" });
  });

  test("together they are as good as the worst part", () => {
    const ready: Loaded<number> = { state: "ready", value: 1, at: 5 };
    const stale: Loaded<number> = { state: "stale", value: 2, at: 3, reason: "r" };
    expect(together([ready, LOADING])).toEqual(LOADING);
    expect(together([ready, ready])).toEqual({ state: "ready", value: [1, 1], at: 5 });
    expect(together([ready, stale])).toEqual({ state: "stale", value: [1, 2], at: 3, reason: "r" });
    expect(together([LOADING, { state: "failed", reason: "f", since: 1 }])).toMatchObject({ state: "failed" });
    expect(mapLoaded(stale, (value) => value + 1)).toMatchObject({ state: "stale", value: 3 });
  });
});

describe("paths", () => {
  test("filters are escaped, unknown ones of the session list are left to the browser", () => {
    const period = { start: "2026-11-16", end: "2026-11-22" };
    expect(summaryPath(period, { project: "a&b", model: "m" }, "project")).toBe("/v1/summary?start=2026-11-16&end=2026-11-22&groupBy=project&project=a%26b&model=m");
    expect(sessionsPath(period, { user: "ann", model: "m" }, "next/page")).toBe("/v1/sessions?start=2026-11-16&end=2026-11-22&limit=200&user=ann&cursor=next%2Fpage");
    expect(summaryPath(null, {}, null)).toBeNull();
  });
});
