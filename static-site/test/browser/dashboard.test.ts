import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { money } from "../../src/shape/format";
import { sumDollars } from "../../src/money";
import { launch } from "./browser";
import { HOSTILE, startScene } from "./fixture/scenes";
import type { Fixture } from "./fixture/server";
import { bySession } from "./fixture/world";
import { findings, fits, loaded, visit } from "./visit";

const PAGES = ["overview", "live", "sessions", "projects", "models", "plans", "budgets", "enforcement", "alerts", "reports", "settings"];

let browser: Browser;
let team: Fixture;

beforeAll(async () => {
  browser = await launch();
  team = await startScene("team");
});

afterAll(async () => {
  await browser.close();
  await team.close();
});

describe("overview", () => {
  test("shows the cost of the days exactly and keeps everything in the address", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview?range=30d");
    await loaded(page);
    const since = new Date(Date.now() - 29 * 86_400_000).toISOString().slice(0, 10);
    const cost = sumDollars(team.scene.calls.filter((call) => new Date(call.time).toISOString().slice(0, 10) >= since).map((call) => call.cost ?? "0"));
    await expect.poll(() => page.getByRole("region", { name: "Estimated cost" }).locator(".figure-value").textContent()).toBe(money(cost));
    expect(await page.locator(".bar").count()).toBe(30);
    expect(await page.locator(".partial").count()).toBe(1);

    await page.locator(".legend").getByRole("button", { name: "claude-opus-5-5" }).click();
    expect(page.url()).toContain("model=claude-opus-5-5");
    expect(await page.locator(".chip").textContent()).toContain("claude-opus-5-5");
    await page.goBack();
    await expect.poll(() => page.locator(".chip").count()).toBe(0);
    await page.goForward();
    await expect.poll(() => page.locator(".chip").count()).toBe(1);
    await leaveQuietly();
  });

  test("says what share each source saw, names gaps, and shows every face of that", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    const card = page.locator(".coverage");
    await expect.poll(() => card.locator(".shares li").count()).toBe(2);
    expect(await card.locator(".shares li").first().textContent()).toContain("telemetry");
    expect(await card.locator(".shares li").first().textContent()).toContain("100");
    expect(await card.locator(".gaps li").count()).toBe(2);
    expect(await card.locator(".gaps li").first().textContent()).toContain("telemetry is not switched on");
    expect(await card.locator(".gaps li").first().getByRole("link").getAttribute("href")).toContain("5e55gap0");
    await leaveQuietly();

    const whole = await startScene("one");
    const other = await visit(browser, whole.url);
    await other.go("#/overview");
    await loaded(other.page);
    await expect.poll(() => other.page.locator(".coverage").textContent()).toContain("No gap found");
    await other.go("#/overview?range=2026-01-01..2026-01-02");
    await expect.poll(() => other.page.locator(".coverage").textContent()).toContain("No session in these days.");
    await other.leaveQuietly();
    await whole.close();

    const broken = await visit(browser, team.url);
    await broken.page.route("**/v1/coverage*", (route) => route.fulfill({ status: 503, contentType: "application/json", body: JSON.stringify({ error: { code: "unavailable", message: "Storage did not answer." } }) }));
    await broken.go("#/overview");
    await expect.poll(() => broken.page.locator(".coverage [role=alert]").textContent()).toContain("Coverage could not be loaded");
    await broken.page.unroute("**/v1/coverage*");
    await broken.page.locator(".coverage").getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => broken.page.locator(".coverage .shares li").count()).toBe(2);
    await broken.leave();
  });

  test("a column tells its parts to pointer and keyboard, a click picks one, Enter zooms in", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    const chart = page.getByRole("application");
    await chart.focus();
    await page.keyboard.press("End");
    await expect.poll(() => page.locator(".tooltip caption").textContent()).toContain("so far");
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator(".tooltip tfoot").textContent()).toContain("requests");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("range=20");
    await expect.poll(() => page.getByRole("heading", { name: "Spend over time, per hour" }).count()).toBe(1);
    await page.goBack();
    await loaded(page);
    await page.locator(".segment").first().click();
    await expect.poll(() => page.locator(".chip").count()).toBe(1);
    await leaveQuietly();
  });

  test("drags over columns become the range", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    const box = await page.getByRole("application").boundingBox();
    if (box === null) throw new Error("no chart");
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 20, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => page.url()).toMatch(/range=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d/);
    await leaveQuietly();
  });

  test("where it went goes from projects to users to models", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview?range=30d");
    await loaded(page);
    await page.locator(".where-row", { hasText: "shop" }).click();
    await expect.poll(() => page.locator(".where-row").first().textContent()).toContain("@example.com");
    await page.locator(".where-row").first().click();
    await expect.poll(() => page.locator(".where-row", { hasText: "claude" }).count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "projects" }).click();
    await expect.poll(() => page.locator(".where-row", { hasText: "shop" }).count()).toBe(1);
    await leaveQuietly();
  });

  test("names what needs attention", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    await expect.poll(() => page.locator(".attention").textContent()).toContain("No price for house-model-preview");
    expect(await page.locator(".attention").textContent()).toContain("shop reached $10.00");
    await leaveQuietly();
  });
});

describe("live and sessions", () => {
  test("cards come most expensive first and say low, raised or high", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/live");
    await page.locator(".live-card").first().waitFor();
    const costs = (await page.locator(".live-cost .number").allTextContents()).map((text) => Number(text.replace(/[$,<]/g, "")));
    expect(costs.length).toBeGreaterThan(2);
    expect(costs).toEqual(costs.toSorted((left, right) => right - left));
    const words = await page.locator(".level").allTextContents();
    expect(words[0]).toContain("high");
    expect(words.at(-1)).toContain("low");
    expect(await page.locator(".activity").first().locator("rect").count()).toBe(15);
    await leaveQuietly();
  });

  test("the list is searched, sorted, saved as CSV and leads to the detail", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url, { acceptDownloads: true });
    await go("#/sessions?range=30d");
    await loaded(page);
    await page.getByRole("searchbox").fill("shop");
    await page.getByRole("button", { name: "Est. cost" }).click();
    expect(page.url()).toContain("sort=estimated_cost_usd.down");
    const cells = await page.locator("tbody tr:not(.total-row) td:last-child .number").allTextContents();
    const costs = cells.map((text) => Number(text.replace(/[$,<]/g, "")));
    expect(costs).toEqual(costs.toSorted((left, right) => right - left));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
    const stream = await download.createReadStream();
    let text = "";
    for await (const chunk of stream) text += String(chunk);
    const total = await page.locator(".total-row").textContent();
    expect(text.trim().split("\r\n")).toHaveLength(Number(/^\d+/.exec(total ?? "")?.[0]) + 1);
    await page.locator("tbody tr.opens").first().click();
    await expect.poll(() => page.getByRole("heading", { name: "Requests over time" }).count()).toBe(1);
    await leaveQuietly();
  });

  test("a request says why it costs what it costs", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    const calls = bySession(team.scene.calls).find((group) => group.some((call) => call.sources.length === 2 && call.cost !== null)) ?? [];
    await go(`#/sessions/${calls[0]?.session ?? ""}`);
    await loaded(page);
    expect(await page.locator(".request").count()).toBe(calls.length);
    const merged = calls.findIndex((call) => call.sources.length === 2 && call.cost !== null);
    await page.locator("tbody .row-button").nth(merged).click();
    const why = page.getByRole("region", { name: "Why this number" });
    await expect.poll(() => why.textContent()).toContain("once; 2 reports were merged");
    expect(await why.textContent()).toContain("2026-10-07");
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
  });

  test("an unknown session says so", async () => {
    const { page, go, leave } = await visit(browser, team.url);
    await go("#/sessions/never-seen");
    await expect.poll(() => page.locator("main").textContent()).toContain("No such session.");
    await leave();
  });
});

describe("first run", () => {
  test("the steps turn green with the first event and lead to the dashboard", async () => {
    const fixture = await startScene("empty");
    const { page, go, leaveQuietly } = await visit(browser, fixture.url);
    await go("#/overview");
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe("Three steps to the first number");
    expect(await page.locator(".step-done").count()).toBe(1);
    const settings = (await page.locator(".snippet pre").allTextContents()).join("\n");
    expect(settings).toContain(`"OTEL_EXPORTER_OTLP_ENDPOINT": "${fixture.url}"`);
    expect(settings).toContain("Authorization=Bearer am_ingest_fixture");
    expect(settings).toContain(`"url": "${fixture.url}/v1/hooks/claude-code"`);
    expect(await findings(page)).toEqual([]);
    fixture.scene.calls = team.scene.calls;
    await page.getByRole("button", { name: "See your dashboard" }).click({ timeout: 10_000 });
    await loaded(page);
    expect(page.url()).toContain("range=today");
    expect(await page.getByRole("region", { name: "Estimated cost" }).count()).toBe(1);
    await leaveQuietly();
    await fixture.close();
  });

  test("today's numbers follow the next event without a reload", async () => {
    const fixture = await startScene("one");
    const { page, go, leaveQuietly } = await visit(browser, fixture.url);
    await go("#/overview?range=today");
    const requests = page.getByRole("region", { name: "Requests" }).locator(".figure-value");
    await expect.poll(() => requests.textContent()).toBe("1");
    const [call] = fixture.scene.calls;
    if (call !== undefined) fixture.scene.calls = [call, { ...call, id: "req_02" }];
    await expect.poll(() => requests.textContent(), { timeout: 10_000 }).toBe("2");
    await leaveQuietly();
    await fixture.close();
  });
});

describe("faces", () => {
  test("failed says what, since when, and tries again", async () => {
    const fixture = await startScene("team", 0, { broken: { status: 503, code: "unavailable", message: "The store does not answer." } });
    const { page, go, leave } = await visit(browser, fixture.url);
    await go("#/overview");
    await expect.poll(() => page.getByRole("alert").first().textContent()).toContain("could not be loaded");
    expect(await page.getByRole("alert").first().textContent()).toContain("The store does not answer.");
    expect(await findings(page)).toEqual([]);
    fixture.scene.broken = null;
    await page.getByRole("button", { name: "Try again" }).first().click();
    await expect.poll(() => page.getByRole("region", { name: "Estimated cost" }).count(), { timeout: 10_000 }).toBe(1);
    await leave();
    await fixture.close();
  });

  test("stale keeps the numbers and says how old they are", async () => {
    const fixture = await startScene("team");
    const { page, go, leave } = await visit(browser, fixture.url);
    await go("#/live");
    await page.locator(".live-card").first().waitFor();
    fixture.scene.broken = { status: 503, code: "unavailable", message: "The store does not answer." };
    await expect.poll(() => page.locator(".pill").textContent(), { timeout: 10_000 }).toContain("stale since");
    expect(await page.locator(".live-card").count()).toBeGreaterThan(2);
    expect(await page.locator(".stale").textContent()).toContain("The store does not answer.");
    expect(await findings(page)).toEqual([]);
    fixture.scene.broken = null;
    await expect.poll(() => page.locator(".pill").textContent(), { timeout: 10_000 }).toContain("live");
    await leave();
    await fixture.close();
  });

  test("without a token a person signs in; an unknown one is refused, a narrow one is not allowed", async () => {
    const fixture = await startScene("team", 0, { localToken: null });
    const { page, go, leave } = await visit(browser, fixture.url);
    await go("#/overview");
    await page.getByLabel("Read token").fill("am_wrong");
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("did not accept");
    await page.getByLabel("Read token").fill("am_other");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect.poll(() => page.locator("main").textContent()).toContain("Not allowed");
    expect(await page.locator("main").textContent()).toContain("This token may only send events.");
    await leave();
    await fixture.close();
  });

  test("the token of a link signs in and leaves the address bar", async () => {
    const fixture = await startScene("team", 0, { localToken: null });
    const { page, go, leave } = await visit(browser, fixture.url);
    await go("#token=am_read_fixture");
    await expect.poll(() => page.getByRole("region", { name: "Estimated cost" }).count()).toBe(1);
    expect(page.url()).not.toContain("am_read_fixture");
    expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain("am_read_fixture");
    await leave();
    await fixture.close();
  });

  test("days without usage say what to do", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview?range=2020-01-01..2020-01-03");
    await expect.poll(() => page.locator("main").textContent()).toContain("No usage in these days.");
    await go("#/overview?project=nobody-has-this");
    await expect.poll(() => page.locator("main").textContent()).toContain("Nothing matches these filters");
    await leaveQuietly();
  });
});

describe("names from outside", () => {
  test("are text on every page, whatever they contain", async () => {
    const fixture = await startScene("names");
    const { page, go, leaveQuietly } = await visit(browser, fixture.url);
    for (const name of ["overview", "live", "sessions", "projects", "models", "sessions/hostile-0"]) {
      await go(`#/${name}`);
      await loaded(page);
      await expect.poll(() => page.locator("main").textContent()).toContain(HOSTILE.html);
      expect(await page.locator("main img, main b b, main script").count()).toBe(0);
      expect(await page.title()).toContain("AgentMeter");
    }
    await leaveQuietly();
    await fixture.close();
  });

  test("are no formulas in a CSV", async () => {
    const fixture = await startScene("names");
    const { page, go, leaveQuietly } = await visit(browser, fixture.url, { acceptDownloads: true });
    await go("#/projects");
    await loaded(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
    let text = "";
    for await (const chunk of await download.createReadStream()) text += String(chunk);
    expect(text).toContain(`"'=HYPERLINK`);
    await leaveQuietly();
    await fixture.close();
  });
});

describe("every page", () => {
  test.each(PAGES.flatMap((name) => (["light", "dark"] as const).map((theme) => [name, theme] as const)))("%s, %s: axe finds nothing, the console is silent, all is same-origin", async (name, theme) => {
    const { page, go, leaveQuietly } = await visit(browser, team.url, { colorScheme: theme, reducedMotion: "reduce" });
    await go(`#/${name}`);
    await loaded(page);
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
  });

  test.each(PAGES)("%s fits a phone", async (name) => {
    const { page, go, leaveQuietly } = await visit(browser, team.url, { viewport: { width: 390, height: 844 } });
    await go(`#/${name}`);
    await loaded(page);
    expect(await fits(page)).toBe(true);
    await page.getByRole("button", { name: "Open the menu" }).click();
    await page.getByRole("link", { name: "Models" }).click();
    await expect.poll(() => page.url()).toContain("#/models");
    await leaveQuietly();
  });

  test("Ctrl+K jumps to a page or sets a filter", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("opus");
    await expect.poll(() => page.getByRole("option").first().textContent()).toContain("claude-opus-5-5");
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("model=claude-opus-5-5");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("sess");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("#/sessions");
    await leaveQuietly();
  });

  test("dark is dark, and a person's choice outlives the reload", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url, { colorScheme: "dark" });
    await go("#/overview");
    await loaded(page);
    const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await background()).toBe("rgb(19, 20, 22)");
    await page.getByRole("button", { name: /^Theme: system/ }).click();
    expect(await background()).toBe("rgb(245, 245, 243)");
    await page.reload();
    await loaded(page);
    expect(await background()).toBe("rgb(245, 245, 243)");
    await leaveQuietly();
  });

  test("the overview of a team needs no scrolling at 1280 × 800", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(800);
    await leaveQuietly();
  });
});

describe("reports", () => {
  test("one is made from the form and can be fetched", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/reports");
    await loaded(page);
    await page.getByLabel("sessions").check();
    await page.getByRole("button", { name: "Make the report" }).click();
    await expect.poll(() => page.locator(".report-outcome").textContent()).toContain("Ready:");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    expect(await page.locator("tbody tr a").getAttribute("href")).toBe("/exports/report.csv");
    await leaveQuietly();
  });
});

describe("a lot of data", () => {
  test("hundreds of sessions and dozens of names stay usable", async () => {
    const fixture = await startScene("huge");
    const { page, go, leaveQuietly } = await visit(browser, fixture.url);
    await go("#/overview?range=30d");
    await loaded(page);
    expect(await page.locator(".legend li").count()).toBeLessThanOrEqual(10);
    expect(await findings(page)).toEqual([]);
    await go("#/sessions?range=30d");
    await loaded(page);
    expect(await page.locator("tbody tr").count()).toBe(51);
    expect(await page.locator(".note").textContent()).toMatch(/latest 2,000 of \d,\d+ sessions/);
    await leaveQuietly();
    await fixture.close();
  });
});
