import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sumDollars } from "../../src/money";
import { exactMoney, money } from "../../src/shape/format";
import { launch } from "../browser/browser";
import { HOSTILE } from "../browser/fixture/scenes";
import { findings, loaded, visit } from "../browser/visit";
import { brakeTests } from "./brake";
import { serviceUnderTest, type Service } from "./service";

/** The dashboard against a real service. It must be a fresh one: the first test watches the very first event arrive. */
const SESSION = "5e550001-7c1d-4b0e-9f3a-000000000001";
const COSTLY = "5e550002-7c1d-4b0e-9f3a-000000000002";
const TOKENS = { freshInput: 12, cacheRead: 9400, cacheWrite: 18200, cacheWrite1h: 0, output: 310, reasoning: 0 };
const ARRIVAL = { timeout: 60_000 };

let browser: Browser;
let service: Service;

beforeAll(async () => {
  service = await serviceUnderTest();
  browser = await launch();
});

afterAll(async () => browser.close());

let counter = 0;

/** A request that ended just now. */
function modelRequest(fields: Readonly<Record<string, unknown>>): object {
  counter += 1;
  return {
    id: `req_dashboard_${String(counter)}`, kind: "model_request", time: new Date().toISOString(), agent: "claude-code", session: SESSION, project: "shop", user: "ann@example.com", task: "SHOP-7",
    model: "claude-sonnet-5-5", tokens: TOKENS, durationMs: 4210, lane: "api", ...fields,
  };
}

const COSTS = ["0.049564", "0.010001", "0.250000"];

describe("a fresh service", () => {
  test("watches along until the first event comes, then leads to the dashboard", async () => {
    expect((await service.live()).firstEventAt, "this suite needs a service that has never seen an event").toBeNull();
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    await go("");
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe("Three steps to the first number");
    expect(await page.locator(".step-done").count()).toBe(1);
    const settings = (await page.locator(".snippet pre").allTextContents()).join("\n");
    expect(settings).toContain(`"OTEL_EXPORTER_OTLP_ENDPOINT": "${service.url}"`);
    expect(settings).not.toContain("PASTE-AN-INGEST-TOKEN");
    expect(await findings(page)).toEqual([]);
    await service.post([modelRequest({ estimatedCostUsd: COSTS[0] })]);
    await page.getByRole("button", { name: "See your dashboard" }).click(ARRIVAL);
    await loaded(page);
    await expect.poll(() => page.getByRole("region", { name: "Estimated cost" }).locator(".figure-value").textContent(), ARRIVAL).toBe(money(COSTS[0] ?? "0"));
    await leaveQuietly();
  });
});

describe("a service in use", () => {
  test("the overview follows new events and adds them up exactly", async () => {
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    await go("#/overview?range=today&project=shop");
    await loaded(page);
    await service.post(COSTS.slice(1).map((estimatedCostUsd) => modelRequest({ estimatedCostUsd })));
    const cost = page.getByRole("region", { name: "Estimated cost" }).locator(".figure-value .number");
    await expect.poll(() => cost.getAttribute("title"), ARRIVAL).toBe(`${exactMoney(sumDollars(COSTS))} estimated cost`);
    expect(await page.getByRole("region", { name: "Requests" }).locator(".figure-value").textContent()).toBe("3");
    expect(await page.locator(".segment").count()).toBeGreaterThan(0);
    await leaveQuietly();
  });

  test("a repeat changes nothing", async () => {
    const again = modelRequest({ estimatedCostUsd: "1", project: "repeat", session: "repeat" });
    await service.post([again]);
    await service.post([again, again]);
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    await go("#/overview?range=today&project=repeat");
    await expect.poll(() => page.getByRole("region", { name: "Requests" }).locator(".figure-value").textContent(), ARRIVAL).toBe("1");
    expect(await page.getByRole("region", { name: "Estimated cost" }).locator(".figure-value").textContent()).toBe("$1.00");
    await leaveQuietly();
  });

  test("live shows the most expensive session first and says that it is high", async () => {
    await service.post([modelRequest({ session: COSTLY, project: "search", user: "bo@example.com", model: "claude-opus-5-5", estimatedCostUsd: "6.5" })]);
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    await go("#/live");
    const first = page.locator(".live-card").first();
    await expect.poll(() => first.textContent(), ARRIVAL).toContain("search");
    expect(await first.textContent()).toContain("$6.50");
    expect(await first.locator(".level").textContent()).toContain("high");
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
  });

  test("a session opens, and a request says why it costs what it costs", async () => {
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    await go("#/sessions?range=today&project=shop");
    await page.locator("tbody tr.opens").first().click(ARRIVAL);
    await loaded(page);
    await expect.poll(() => page.locator(".request").count(), ARRIVAL).toBe(COSTS.length);
    await page.locator("tbody .row-button").first().click();
    const why = page.getByRole("region", { name: "Why this number" });
    await expect.poll(() => why.textContent()).toContain(exactMoney("0.049564"));
    expect(await why.textContent()).toContain("native");
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
  });

  test("a model without a price is counted and named, not shown as free", async () => {
    await service.post([modelRequest({ session: "unpriced", project: "lab", model: "model-without-a-price" })]);
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    await go("#/models?range=today");
    const row = page.locator("tbody tr", { hasText: "model-without-a-price" });
    await expect.poll(() => row.count(), ARRIVAL).toBe(1);
    expect(await row.textContent()).toContain("no price");
    expect(await row.textContent()).not.toContain("$0.00");
    await leaveQuietly();
  });

  test("names from outside are text", async () => {
    await service.post(Object.values(HOSTILE).map((name, index) => modelRequest({ session: `hostile-${String(index)}`, project: name, user: name, task: name, model: name, agentName: name, estimatedCostUsd: "0.1" })));
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    for (const name of ["live", "overview?range=today&by=project", "sessions?range=today", "projects?range=today", "models?range=today"]) {
      await go(`#/${name}`);
      await expect.poll(() => page.locator("main").textContent(), ARRIVAL).toContain(HOSTILE.html);
      expect(await page.locator("main img, main script").count()).toBe(0);
    }
    await leaveQuietly();
  });

  test("a report is made and its file is there", async () => {
    const { page, go, leave, said } = await visit(browser, service.url, { acceptDownloads: true });
    await go("#/reports");
    await loaded(page);
    await page.getByRole("button", { name: "Make the report" }).click();
    await expect.poll(() => page.locator(".report-outcome").textContent(), ARRIVAL).toContain("Ready:");
    const link = await page.locator(".report-outcome a").getAttribute("href");
    const file = await fetch(new URL(link ?? "", service.url));
    expect(file.status).toBe(200);
    expect(await file.text()).toContain("shop");
    await leave();
    expect(said).toEqual([]);
  });

  test.each(["overview", "live", "sessions", "projects", "models", "plans", "budgets", "enforcement", "alerts", "reports", "settings"])("%s is clean in dark, silent and same-origin", async (name) => {
    const { page, go, leaveQuietly } = await visit(browser, service.url, { colorScheme: "dark", reducedMotion: "reduce" });
    await go(`#/${name}`);
    await loaded(page);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe("rgb(19, 20, 22)");
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
  });

  test("answers carry the strict policy", async () => {
    const policy = (await fetch(service.url)).headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-inline");
  });

  test("a service out of reach is said to be, and found again", async () => {
    const { page, go, leave } = await visit(browser, service.url);
    await page.route("**/v1/**", (route) => route.abort());
    await go("#/overview");
    await expect.poll(() => page.getByRole("alert").first().textContent()).toContain("could not be loaded");
    await page.unroute("**/v1/**");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await expect.poll(() => page.getByRole("region", { name: "Estimated cost" }).count(), ARRIVAL).toBe(1);
    await leave();
  });
});

describe("the brake", () => brakeTests(() => ({ browser, service })));
