import { describe, expect, test } from "vitest";
import { readAddress, writeAddress } from "../../src/shape/address";
import { claudeCodeSettings, TOKEN_PLACEHOLDER } from "../../src/shape/agent-settings";
import { someOf } from "../../src/shape/attention";
import { costLevel, recentCosts } from "../../src/shape/cards";
import { csv } from "../../src/shape/csv";
import { daysBetween, everyDay, hourIn, isDay, plusDays } from "../../src/shape/days";
import { age, amount, axisMoney, bytes, duration, exactMoney, fineMoney, minutes, money, percent, short } from "../../src/shape/format";
import { searched } from "../../src/shape/palette-search";
import { assignSlots } from "../../src/shape/palette";
import { customRange, periodOf, previousPeriod, readRange, writeRange } from "../../src/shape/range";
import { pageOf, sorted } from "../../src/shape/table";

describe("days", () => {
  test("step over months, years, leap days and the hour that summer time takes", () => {
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(plusDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(everyDay("2026-03-28", "2026-03-30")).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(3);
  });

  test("a day that does not exist is no day", () => {
    expect(isDay("2026-02-29")).toBe(false);
    expect(isDay("2026-2-9")).toBe(false);
    expect(isDay("2028-02-29")).toBe(true);
  });

  test("the hour is the organisation's", () => {
    const instant = Date.parse("2026-11-22T23:30:00Z");
    expect(hourIn("UTC", instant)).toBe(23);
    expect(hourIn("Europe/Berlin", instant)).toBe(0);
    expect(hourIn("Asia/Kolkata", instant)).toBe(5);
  });
});

describe("range", () => {
  test.each(["today", "7d", "14d", "30d", "month", "2026-11-01..2026-11-22"])("%s is read as it is written", (text) => {
    expect(writeRange(readRange(text))).toBe(text);
  });

  test.each([undefined, "", "8d", "2026-11-22..2026-11-01", "2026-02-30..2026-03-01", "2020-01-01..2026-01-01", "a..b..c"])("%s is the last seven days", (text) => {
    expect(writeRange(readRange(text))).toBe("7d");
  });

  test("presets end today, the period before is as long and adjoins", () => {
    expect(periodOf({ kind: "days", days: 7 }, "2026-11-22")).toEqual({ start: "2026-11-16", end: "2026-11-22" });
    expect(previousPeriod({ start: "2026-11-16", end: "2026-11-22" })).toEqual({ start: "2026-11-09", end: "2026-11-15" });
    expect(periodOf({ kind: "month" }, "2026-11-22").start).toBe("2026-11-01");
  });

  test("400 days are allowed, 401 are not", () => {
    expect(customRange("2026-01-01", plusDays("2026-01-01", 399))).not.toBeNull();
    expect(customRange("2026-01-01", plusDays("2026-01-01", 400))).toBeNull();
  });
});

describe("address", () => {
  test("a link reproduces the view, whatever the names contain", () => {
    const hash = writeAddress({ page: "sessions", id: "a/b?c#d", range: { kind: "today" }, filters: { project: "a&b=c", user: "<b>é 🚀" }, own: new Map([["sort", "cost.down"]]) });
    expect(readAddress(hash)).toEqual({ page: "sessions", id: "a/b?c#d", range: { kind: "today" }, filters: { project: "a&b=c", user: "<b>é 🚀" }, own: new Map([["sort", "cost.down"]]) });
  });

  test("an unknown page is the overview, a broken escape is taken as it stands", () => {
    expect(readAddress("#/elsewhere").page).toBe("overview");
    expect(readAddress("").page).toBe("overview");
    expect(readAddress("#/sessions/%E0%A4%A").id).toBe("%E0%A4%A");
  });

  test("the default range is not written", () => {
    expect(writeAddress(readAddress("#/live"))).toBe("#/live");
  });
});

describe("writing numbers", () => {
  test("money", () => {
    expect(money("1284.07")).toBe("$1,284.07");
    expect(money("0")).toBe("$0.00");
    expect(money("0.0049")).toBe("<$0.01");
    expect(money("0.005")).toBe("$0.01");
    expect(money("-3.5")).toBe("−$3.50");
    expect(amount("1234567.005")).toBe("1,234,567.01");
    expect(fineMoney("0.00001")).toBe("<$0.0001");
    expect(exactMoney("1.0675320001")).toBe("$1.0675320001");
    expect(exactMoney("2")).toBe("$2.00");
  });

  test("axis labels", () => {
    expect([0, 0.05, 0.5, 2, 40, 1500].map(axisMoney)).toEqual(["$0", "$0.05", "$0.50", "$2", "$40", "$1.5K"]);
  });

  test("counts", () => {
    expect([0, 950, 9999, 45_230, 999_949, 999_960, 1_300_000, 1_921_000_000].map(short)).toEqual(["0", "950", "9,999", "45.2K", "1M", "1M", "1.3M", "1.92B"]);
    expect(percent(94.4)).toBe("94%");
    expect(percent(4.04)).toBe("4%");
    expect(percent(0.6)).toBe("0.6%");
  });

  test("times", () => {
    expect(minutes(192)).toBe("3h 12m");
    expect(minutes(48)).toBe("48m");
    expect([850, 4210, 65_000, 59_990].map(duration)).toEqual(["850 ms", "4.2 s", "1m 05s", "1m 00s"]);
    expect([-5, 900, 12_000, 240_000, 7_200_000, 200_000_000].map(age)).toEqual(["now", "now", "12 s", "4 min", "2 h", "2 d"]);
    expect([12, 3456, 2_500_000].map(bytes)).toEqual(["12 B", "3.5 kB", "2.5 MB"]);
  });
});

describe("live cards", () => {
  test.each([["0", "low"], ["0.999999", "low"], ["1", "raised"], ["5", "raised"], ["5.000001", "high"]])("$%s is %s", (cost, level) => {
    expect(costLevel(cost)).toBe(level);
  });

  test("the average and the arrow come from the last ten requests", () => {
    expect(recentCosts([])).toBeNull();
    expect(recentCosts(["9", ...Array.from({ length: 10 }, () => "1")])).toEqual({ average: "1", requests: 10, trend: "flat" });
    expect(recentCosts(["1", "1", "2", "2"])?.trend).toBe("up");
    expect(recentCosts(["2", "2", "1", "1"])?.trend).toBe("down");
    expect(recentCosts(["1"])?.trend).toBe("flat");
  });
});

describe("colours", () => {
  test("a name keeps its colour when others come and go", () => {
    const first = assignSlots(new Map(), ["opus", "sonnet"]);
    expect(assignSlots(first, ["haiku", "sonnet", "opus"]).get("opus")).toBe(first.get("opus"));
    expect(assignSlots(first, ["sonnet"])).toBe(first);
  });

  test("a ninth name takes the colour of one that is not shown, never of one that is", () => {
    const eight = assignSlots(new Map(), ["a", "b", "c", "d", "e", "f", "g", "h"]);
    const next = assignSlots(eight, ["b", "c", "d", "e", "f", "g", "h", "i"]);
    expect(next.get("i")).toBe(eight.get("a"));
    expect(next.has("a")).toBe(false);
    expect(new Set(next.values()).size).toBe(8);
  });

  test("more than eight at once leave the rest without one", () => {
    expect(assignSlots(new Map(), ["a", "b", "c", "d", "e", "f", "g", "h", "i"]).has("i")).toBe(false);
  });
});

describe("jumping", () => {
  const commands = [{ id: "1", group: "Go to", title: "Sessions" }, { id: "2", group: "Filter by model", title: "opus" }, { id: "3", group: "Filter by project", title: "model-shop" }];

  test("every word must occur, what begins with the text comes first", () => {
    expect(searched(commands, "model").map(({ id }) => id)).toEqual(["3", "2"]);
    expect(searched(commands, "filter opus").map(({ id }) => id)).toEqual(["2"]);
    expect(searched(commands, "").map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(searched(commands, "nothing like it")).toEqual([]);
  });
});

describe("tables", () => {
  test("a page outside is the nearest inside", () => {
    const rows = Array.from({ length: 101 }, (_, index) => index);
    expect(pageOf(rows, 3).rows).toEqual([100]);
    expect(pageOf(rows, 99).page).toBe(3);
    expect(pageOf(rows, -1).page).toBe(1);
    expect(pageOf([], 1)).toEqual({ rows: [], page: 1, pages: 1 });
  });

  test("sorting leaves the list as it was and equal rows in place", () => {
    const rows = [{ n: 1, at: "a" }, { n: 2, at: "b" }, { n: 1, at: "c" }];
    expect(sorted(rows, (left, right) => left.n - right.n, "down").map(({ at }) => at)).toEqual(["b", "a", "c"]);
    expect(rows[0]?.at).toBe("a");
  });

  test("a spreadsheet runs nothing that a CSV contains", () => {
    for (const name of ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"]) expect(csv(["name"], [[name]])).toContain(`'${name}`);
    expect(csv(["a", "b"], [['say "hi"', "x,y"]])).toBe('a,b\r\n"say ""hi""","x,y"\r\n');
  });
});

describe("settings to paste", () => {
  test("point here, carry the token, and stay JSON", () => {
    const { env, hooks, both } = claudeCodeSettings("https://meter.example.com", "am_x");
    expect(JSON.parse(env)).toMatchObject({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: "https://meter.example.com", OTEL_EXPORTER_OTLP_HEADERS: "Authorization=Bearer am_x", AGENTMETER_TOKEN: "am_x", OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" } });
    expect(JSON.parse(hooks)).toMatchObject({ hooks: { Stop: [{ hooks: [{ type: "http", url: "https://meter.example.com/v1/hooks/claude-code", timeout: 5, headers: { Authorization: "Bearer $AGENTMETER_TOKEN" }, allowedEnvVars: ["AGENTMETER_TOKEN"] }] }] } });
    expect(JSON.parse(both)).toEqual({ ...JSON.parse(env), ...JSON.parse(hooks) });
    expect(both).not.toContain("{{");
  });

  test("an unknown token is named as something to replace", () => {
    expect(claudeCodeSettings("https://meter.example.com", null).env).toContain(TOKEN_PLACEHOLDER);
  });

  test("many names are cut to two and a number", () => {
    expect(someOf(["a", "b", "c"])).toEqual({ shown: ["a", "b", "c"], more: 0 });
    expect(someOf(["a", "b", "c", "d"])).toEqual({ shown: ["a", "b"], more: 2 });
  });
});
