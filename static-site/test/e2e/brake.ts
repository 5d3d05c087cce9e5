import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings, loaded, visit, type Visit } from "../browser/visit";
import type { Service } from "./service";

const ARRIVAL = { timeout: 60_000 };
const SESSION = "5e55b4a6-7c1d-4b0e-9f3a-0000000000b4";
const PROJECT = "brake-check";
const BUDGET = "brake-check-per-day";

let counter = 0;

function request(cost: string): object {
  counter += 1;
  return {
    id: `req_brake_${String(counter)}`, kind: "model_request", time: new Date().toISOString(), agent: "claude-code", session: SESSION, project: PROJECT, user: "ann@example.com",
    model: "claude-sonnet-5-5", tokens: { freshInput: 10, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 10, reasoning: 0 }, durationMs: 900, lane: "api", estimatedCostUsd: cost,
  };
}

/** What Claude Code asks before it takes a prompt. */
const PROMPT = { hook_event_name: "UserPromptSubmit", session_id: SESSION, cwd: `/home/ann/${PROJECT}`, prompt: "go on" };

/** Budgets, alerts, enforcement and plans against the real service, in the order in which a person meets them. */
export function brakeTests(the: () => { readonly browser: Browser; readonly service: Service }): void {
  const asAdmin = async (): Promise<Visit> => {
    const { browser, service } = the();
    const visited = await visit(browser, service.url);
    await visited.go(`#token=${service.adminToken}`);
    await loaded(visited.page);
    return visited;
  };
  beforeAll(async () => the().service.post([{ ...request("0.01"), project: "shop", session: "before-the-brake" }]), 60_000);
  const hook = async (): Promise<string> => JSON.stringify(await the().service.report("/v1/hooks/claude-code", PROMPT));
  const verdict = (page: Page): Promise<string> => page.locator(".budget-row", { hasText: "Brake check" }).locator(".verdict").innerText();

  test("a budget is refused with every problem, mended, and made", async () => {
    const { page, go, leave } = await asAdmin();
    await go("#/budgets?form=new");
    await page.getByLabel("Name").fill("Brake check, per day");
    await page.getByLabel("Address").fill(BUDGET);
    await page.getByRole("button", { name: "Add a filter" }).click();
    await page.getByLabel("Amount").fill("0");
    await page.getByRole("button", { name: "Make the budget" }).click();
    await expect.poll(() => page.locator(".form-summary").textContent(), ARRIVAL).toContain("things to mend");
    expect(await page.getByLabel("Amount").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("project is").getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("project is").fill(PROJECT);
    await page.getByLabel("Amount").fill("1.00");
    await expect.poll(() => page.locator(".preview-words").textContent(), ARRIVAL).toContain("It would have warned never");
    await page.getByRole("button", { name: "Make the budget" }).click();
    await expect.poll(() => page.url(), ARRIVAL).toContain(`#/budgets/${BUDGET}`);
    await loaded(page);
    expect(await findings(page)).toEqual([]);
    await leave();
  });

  test("it warns at 80 %, stops at 100 %, and is stopped no more once somebody has overridden it", async () => {
    const { service } = the();
    const { page, go, leave } = await asAdmin();
    await service.post([request("0.85")]);
    await go("#/budgets");
    await expect.poll(() => verdict(page), ARRIVAL).toContain("warns");
    await expect.poll(hook, ARRIVAL).toContain("systemMessage");
    await service.post([request("0.40")]);
    await expect.poll(() => verdict(page), ARRIVAL).toContain("stopped");
    expect(await page.locator(".budget-row", { hasText: "Brake check" }).innerText()).toContain("$1.25");
    await expect.poll(hook, ARRIVAL).toContain('"decision":"block"');
    await expect.poll(() => page.locator(".budget-row", { hasText: "Brake check" }).locator(".held").innerText(), ARRIVAL).toContain(`Holds back ${PROJECT} of ann@example.com`);
    await page.getByRole("link", { name: "Brake check" }).click();
    await page.getByRole("button", { name: "Resume…" }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("end to end");
    await page.getByRole("button", { name: "Let them go on" }).click();
    await expect.poll(() => page.locator(".budget-strip .verdict").innerText(), ARRIVAL).toContain("warns");
    await expect.poll(() => page.locator(".override-card").innerText()).toContain("end to end");
    await expect.poll(hook, ARRIVAL).not.toContain('"decision":"block"');
    await page.getByRole("button", { name: "End the override now" }).click();
    await expect.poll(() => page.locator(".budget-strip .verdict").innerText(), ARRIVAL).toContain("stopped");
    expect(await findings(page)).toEqual([]);
    await leave();
  });

  test("the enforcement timeline tells it from the first warning to who lifted it", async () => {
    const { page, go, leave } = await asAdmin();
    await go("#/enforcement?range=today");
    const story = page.locator(".story", { hasText: "Brake check" });
    const steps = (): Promise<string[]> => story.locator(".taken-what").allInnerTexts();
    await expect.poll(async () => (await steps()).join(" "), ARRIVAL).toMatch(/warned.*stopped.*overridden by/s);
    expect(await story.innerText()).toContain("“end to end”");
    expect(await story.getByRole("link", { name: SESSION.slice(0, 8) }).first().getAttribute("href")).toBe(`#/sessions/${SESSION}?range=today`);
    await page.getByRole("button", { name: "held back" }).click();
    await expect.poll(async () => (await steps()).join(" ")).toMatch(/^\S*\s*stopped$/);
    expect(await findings(page)).toEqual([]);
    await leave();
  });

  test("somebody else's change is shown, not overwritten", async () => {
    const { service } = the();
    const { page, go, leave } = await asAdmin();
    await go(`#/budgets/${BUDGET}?form=edit`);
    await page.getByLabel("Amount").fill("3.00");
    const stored = await service.asAdmin("GET", `/v1/budgets/${BUDGET}`);
    await service.asAdmin("PUT", `/v1/budgets/${BUDGET}`, typeof stored === "object" ? { ...stored, amountUsd: "2.00" } : {});
    await page.getByRole("button", { name: "Save the changes" }).click();
    await expect.poll(() => page.locator(".conflict tbody").innerText(), ARRIVAL).toMatch(/Amount.*2.*3\.00/s);
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await expect.poll(() => page.locator(".budget-strip").innerText(), ARRIVAL).toContain("$3.00");
    await leave();
  });

  test("each threshold has alerted once; an alert is acknowledged and snoozed ones are still there", async () => {
    const { page, go, leave } = await asAdmin();
    await go("#/alerts?kind=budget");
    const alerts = page.locator(".alert", { hasText: "Brake check" });
    await expect.poll(() => alerts.count(), ARRIVAL).toBe(2);
    expect(await alerts.first().getByRole("link", { name: "Brake check" }).getAttribute("href")).toBe(`#/budgets/${BUDGET}`);
    await alerts.first().getByRole("button", { name: "Acknowledge" }).click();
    await expect.poll(() => alerts.count(), ARRIVAL).toBe(1);
    await alerts.first().getByRole("button", { name: "Snooze" }).click();
    await page.getByRole("button", { name: "For an hour" }).click();
    await expect.poll(() => alerts.count(), ARRIVAL).toBe(0);
    await go("#/alerts?kind=budget&show=all");
    await expect.poll(() => alerts.count(), ARRIVAL).toBe(2);
    const states = (await alerts.allInnerTexts()).join(" ");
    expect(states).toContain("acknowledged");
    expect(states).toContain("snoozed until");
    expect(await findings(page)).toEqual([]);
    await leave();
  });

  test("alert settings are kept, and a test alert says what came of it", async () => {
    const { page, go, leave } = await asAdmin();
    await go("#/alerts?tab=settings");
    await page.getByLabel("Send nothing at night").check();
    await page.getByLabel("From", { exact: true }).fill("23:15");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => page.locator(".dialog-foot").innerText(), ARRIVAL).toContain("Saved.");
    await page.reload();
    await expect.poll(() => page.getByLabel("From", { exact: true }).inputValue(), ARRIVAL).toBe("23:15");
    await page.getByRole("button", { name: "Send a test alert" }).click();
    await expect.poll(() => page.locator(".delivery").first().innerText(), ARRIVAL).toContain("topic");
    await page.getByLabel("Send nothing at night").uncheck();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => page.locator(".dialog-foot").innerText(), ARRIVAL).toContain("Saved.");
    await leave();
  });

  test("a plan window that a status line reports is shown, and its tier is written", async () => {
    const { service } = the();
    const { page, go, leave } = await asAdmin();
    const resetsAt = Math.floor(Date.now() / 1000) + 7200;
    await service.report("/v1/plan-windows", { account: "ann@example.com", user: "ann@example.com", windows: { five_hour: { usedPercent: "84.5", resetsAt }, seven_day: { usedPercent: 41, resetsAt: resetsAt + 200_000 } } });
    await go("#/plans");
    const plan = page.locator(".plan", { hasText: "ann@example.com" });
    await expect.poll(() => plan.locator(".plan-window").count(), ARRIVAL).toBe(2);
    expect(await plan.innerText()).toContain("near");
    await plan.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Tier").fill("Max 20x");
    await page.getByLabel("Price").fill("200");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => plan.innerText(), ARRIVAL).toContain("Max 20x, $200.00 a month");
    expect(await findings(page)).toEqual([]);
    await leave();
  });

  test("the history says who changed the budget, and from what to what", async () => {
    const { page, go, leave } = await asAdmin();
    await go(`#/budgets?tab=history&q=${BUDGET}`);
    await expect.poll(() => page.locator(".change").count(), ARRIVAL).toBe(5);
    const said = (await page.locator(".change").allInnerTexts()).map((change) => change.replace(/\s+/g, " "));
    expect(said[0]).toMatch(/Brake check, per day changed by .*amount usd before 2 → now 3/);
    expect(said[1]).toMatch(/amount usd before 1 → now 2/);
    expect(said[2]).toMatch(/override .*deleted by/);
    expect(said[3]).toMatch(/override .*created by .*reason end to end/);
    expect(said[4]).toMatch(/Brake check, per day created by/);
    expect(await findings(page)).toEqual([]);
    await leave();
  });

  test("who may only read sees it all, and is told what changing takes", async () => {
    const { browser, service } = the();
    const { page, go, leaveQuietly } = await visit(browser, service.url);
    await go(`#/budgets/${BUDGET}`);
    await page.getByRole("button", { name: "Delete…" }).click();
    await expect.poll(() => page.getByRole("dialog").innerText(), ARRIVAL).toContain("needs a token with the admin scope");
    await leaveQuietly();
  });

  test("a deleted budget is gone from the list", async () => {
    const { page, go, leave } = await asAdmin();
    await go(`#/budgets/${BUDGET}`);
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await expect.poll(() => page.url(), ARRIVAL).toMatch(/#\/budgets$/);
    await loaded(page);
    await expect.poll(() => page.locator(".budget-row", { hasText: "Brake check" }).count()).toBe(0);
    await leave();
  });
}
