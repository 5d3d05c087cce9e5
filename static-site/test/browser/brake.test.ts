import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "./browser";
import { HOSTILE, startScene } from "./fixture/scenes";
import type { Fixture, Scene } from "./fixture/server";
import { findings, fits, loaded, visit, type Visit } from "./visit";

const ADMIN = { localToken: "am_admin_fixture" };
const REFUSED = /status of (409|422|403|503)/;

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

/** A service of its own, because the test changes what is in it. */
async function administered(scene: Partial<Scene> = ADMIN): Promise<Visit & { readonly fixture: Fixture; readonly end: () => Promise<void> }> {
  const fixture = await startScene("team", 0, scene);
  const visited = await visit(browser, fixture.url);
  return {
    ...visited, fixture,
    end: async () => {
      await visited.leave();
      await fixture.close();
      expect(visited.said.filter((line) => !REFUSED.test(line))).toEqual([]);
    },
  };
}

const row = (page: Page, name: string): ReturnType<Page["locator"]> => page.locator(".budget-row", { hasText: name });

describe("history", () => {
  test("says who changed what, when, and what it was before", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/budgets");
    await loaded(page);
    await page.getByRole("button", { name: "History" }).click();
    await expect.poll(() => page.locator(".change").count()).toBe(4);
    const shop = page.locator(".change", { hasText: "Shop, per day" });
    expect(await shop.innerText()).toMatch(/changed by ann@example\.com/);
    expect(await shop.locator(".change-fields > div").allInnerTexts()).toEqual([expect.stringMatching(/amount usd\s+before\s+40\.00 →\s+now\s+50\.00/), expect.stringMatching(/thresholds\s+before\s+80% warn, 100% pause →\s+now\s+80% warn, 100% stop/)]);
    expect(await page.locator(".change", { hasText: "Old, per day" }).getByRole("link").count(), "what is deleted has no page").toBe(0);
    await page.getByRole("searchbox").fill("hotfix");
    await expect.poll(() => page.locator(".change").count()).toBe(1);
    expect(await page.locator(".change a").getAttribute("href")).toBe("#/budgets/shop-day");
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
  });

  test("a service in which nobody changed anything says so", async () => {
    const { page, go, end, fixture } = await administered();
    fixture.scene.brake.changes = [];
    await go("#/budgets?tab=history");
    await expect.poll(() => page.locator(".face-title").textContent()).toBe("Nobody changed anything in the last 31 days.");
    await end();
  });
});

describe("budgets", () => {
  test("the list says who is held back, by what, and where each budget is heading", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/budgets");
    await loaded(page);
    await expect.poll(() => page.locator(".budget-row").count()).toBe(5);
    expect(await page.locator(".budget-row .verdict").first().textContent()).toContain("stopped");
    expect(await row(page, "Shop, per day").textContent()).toContain("$50.12");
    await expect.poll(() => row(page, "Shop, per day").locator(".held").textContent()).toContain("Holds back");
    expect(await row(page, "Each person").textContent()).toContain("overridden by ops@example.com");
    expect(await row(page, "Each person").textContent()).toContain("and 3 more users");
    expect(await row(page, "Everything, per month").locator(".burn-small .cone").count()).toBe(1);
    expect(await row(page, "Search").textContent()).toContain("12.4M of 40M tokens");
    await page.getByRole("searchbox").fill("infra");
    await expect.poll(() => page.locator(".budget-row").count()).toBe(1);
    await leaveQuietly();
  });

  test("an answer that takes longer than until the next look is waited for, then asked for again", async () => {
    const { page, go, leave } = await visit(browser, team.url);
    await page.clock.install();
    let asked = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/v1/budgets/shop-day", async (route) => {
      asked += 1;
      await held;
      await route.continue();
    });
    await go("#/budgets/shop-day");
    await expect.poll(() => asked).toBe(1);
    for (let seconds = 0; seconds < 25; seconds += 5) await page.clock.runFor(5_000);
    expect(asked, "asked while the first answer is under way").toBe(1);
    release();
    await expect.poll(() => page.locator(".budget-strip").count()).toBe(1);
    await expect.poll(() => asked).toBe(2);
    await leave();
  });

  test("the detail draws what is left, says what it does and what it did, and walks by keyboard", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/budgets/shop-day");
    await loaded(page);
    const chart = page.getByRole("application");
    await chart.focus();
    await page.keyboard.press("End");
    await expect.poll(() => page.locator(".tooltip").textContent()).toContain("$50.12");
    expect(await page.locator(".burn-threshold").count()).toBe(2);
    await expect.poll(() => page.locator(".taken-what").allTextContents().then((texts) => texts.join(" "))).toMatch(/warned.*stopped.*overridden by ops@example.com.*stopped/);
    expect(await page.locator(".rules").textContent()).toContain("running turn ends");
    await go("#/budgets/each-user");
    await loaded(page);
    await page.getByRole("button", { name: "bo@example.com" }).click();
    await expect.poll(() => page.getByRole("heading", { name: "What is left for bo@example.com" }).count()).toBe(1);
    expect(page.url()).toContain("part=bo");
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
  });

  test("one that is not there says so", async () => {
    const { page, go, leave } = await visit(browser, team.url);
    await go("#/budgets/never-made");
    await expect.poll(() => page.locator("main").textContent()).toContain("No such budget.");
    await leave();
  });

  test("one is made with a preview of last month, and appears in the list", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/budgets");
    await page.getByRole("button", { name: "New budget" }).click();
    await expect.poll(() => page.locator(".preview-words").textContent()).toContain("held agents back 4 times");
    expect(await page.locator(".preview-stop").count()).toBe(4);
    await page.getByLabel("Name").fill("Docs, per week");
    expect(await page.getByLabel("Address").inputValue()).toBe("docs-per-week");
    await page.getByRole("button", { name: "Add a filter" }).click();
    await page.getByLabel("project is").fill("docs");
    await page.getByLabel("Window", { exact: true }).selectOption("week");
    await page.getByLabel("Amount").fill("25");
    await page.getByLabel("Action of threshold 2").selectOption("pause");
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Make the budget" }).click();
    await expect.poll(() => page.url()).toContain("#/budgets/docs-per-week");
    const put = fixture.scene.brake.received.find(({ method }) => method === "PUT");
    expect(put?.body).toEqual({
      name: "Docs, per week", scope: { project: "docs" }, per: null, window: "week", rollingDays: null, amountUsd: "25", amountTokens: null, amountRequests: null,
      thresholds: [{ percent: 80, action: "warn" }, { percent: 100, action: "pause" }], gracePercent: 0, onUnavailable: "allow", owner: null, validFrom: null, validTo: null,
    });
    await page.locator(".back").click();
    await expect.poll(() => row(page, "Docs, per week").count()).toBe(1);
    await end();
  });

  test("everything that is wrong is said at once, each at its input", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/budgets?form=new");
    await page.getByLabel("Name").fill("Broken");
    await page.getByLabel("Amount").fill("0");
    await page.getByLabel("Threshold 1", { exact: true }).fill("120");
    await page.getByRole("button", { name: "Add a filter" }).click();
    await page.getByRole("button", { name: "Make the budget" }).click();
    const summary = page.locator(".form-summary");
    await expect.poll(() => summary.textContent()).toContain("3 things to mend.");
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain("form-summary");
    expect(await page.getByLabel("Amount").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Threshold 2", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("project is").getAttribute("aria-invalid")).toBe("true");
    expect(await findings(page)).toEqual([]);
    await summary.getByRole("link", { name: "threshold 2" }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-thresholds-1");
    expect(fixture.scene.brake.budgets.some(({ id }) => id === "broken")).toBe(false);
    await end();
  });

  test("a change of somebody else is shown beside one's own, and nothing is overwritten unasked", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/budgets/shop-day?form=edit");
    await page.getByLabel("Amount").fill("75.00");
    fixture.scene.brake.budgets = fixture.scene.brake.budgets.map((budget) => (budget.id === "shop-day" ? { ...budget, amountUsd: "60.00", version: 9, updatedBy: "bo@example.com" } : budget));
    await page.getByRole("button", { name: "Save the changes" }).click();
    const conflict = page.locator(".conflict");
    await expect.poll(() => conflict.textContent()).toContain("bo@example.com");
    expect(await conflict.locator("tbody tr").allTextContents()).toEqual(["Amount60.00 usd75.00 usd"]);
    expect(await findings(page)).toEqual([]);
    expect(fixture.scene.brake.budgets.find(({ id }) => id === "shop-day")?.["amountUsd"]).toBe("60.00");
    await conflict.getByRole("button", { name: "Save mine over it" }).click();
    await expect.poll(() => fixture.scene.brake.budgets.find(({ id }) => id === "shop-day")?.["amountUsd"]).toBe("75.00");
    await expect.poll(() => page.locator(".budget-strip").count()).toBe(1);
    await end();
  });

  test("the stored version can be taken instead", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/budgets/shop-day?form=edit");
    await page.getByLabel("Amount").fill("75.00");
    fixture.scene.brake.budgets = fixture.scene.brake.budgets.map((budget) => (budget.id === "shop-day" ? { ...budget, amountUsd: "60.00", version: 9 } : budget));
    await page.getByRole("button", { name: "Save the changes" }).click();
    await page.getByRole("button", { name: "Take what is stored" }).click();
    await expect.poll(() => page.getByLabel("Amount").inputValue()).toBe("60.00");
    await end();
  });

  test("a stopped one is resumed with a reason and an end, and the override can be ended", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/budgets/shop-day");
    await page.getByRole("button", { name: "Resume…" }).click();
    const dialog = page.getByRole("dialog");
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("placeholder"))).toContain("release");
    await dialog.getByLabel("Reason").fill("x");
    await dialog.getByRole("button", { name: "Let them go on" }).click();
    await expect.poll(() => dialog.textContent()).toContain("Say why");
    await dialog.getByLabel("Reason").fill("hotfix");
    await dialog.getByLabel("4 hours").check();
    await dialog.getByRole("button", { name: "Let them go on" }).click();
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect(fixture.scene.brake.received.at(-1)).toEqual({ method: "POST", path: "/v1/budgets/shop-day/overrides", body: { reason: "hotfix", minutes: 240 } });
    await expect.poll(() => page.locator(".budget-strip .verdict").textContent()).toContain("warns");
    await expect.poll(() => page.locator(".override-card").textContent()).toContain("hotfix");
    await page.getByRole("button", { name: "End the override now" }).click();
    await expect.poll(() => page.locator(".budget-strip .verdict").textContent()).toContain("paused");
    expect(fixture.scene.brake.received.at(-1)?.method).toBe("DELETE");
    await end();
  });

  test("Escape leaves a dialog, and the focus is where it was", async () => {
    const { page, go, end } = await administered();
    await go("#/budgets/shop-day");
    await page.getByRole("button", { name: "Delete…" }).click();
    expect(await page.getByRole("dialog").textContent()).toContain("are kept");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Delete");
    await end();
  });

  test("deleting asks first, then leads back to the list without it", async () => {
    const { page, go, end } = await administered();
    await go("#/budgets/infra-day");
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await expect.poll(() => page.url()).toMatch(/#\/budgets$/);
    await expect.poll(() => page.locator(".budget-row").count()).toBe(4);
    await end();
  });

  test("a token that may only read is told what it takes, and another can be used on the spot", async () => {
    const { page, go, fixture, end } = await administered({});
    await go("#/budgets/shop-day");
    await page.getByRole("button", { name: "Resume…" }).click();
    const dialog = page.getByRole("dialog");
    await expect.poll(() => dialog.textContent()).toContain("needs a token with the admin scope");
    expect(await dialog.getByRole("button", { name: "Let them go on" }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Use another token" }).click();
    await dialog.getByLabel("Admin token").fill("am_admin_fixture");
    await dialog.getByRole("button", { name: "Use it in this tab" }).click();
    await expect.poll(() => dialog.getByRole("button", { name: "Let them go on" }).count()).toBe(1);
    await dialog.getByLabel("Reason").fill("release");
    await dialog.getByRole("button", { name: "Let them go on" }).click();
    await expect.poll(() => fixture.scene.brake.received.length).toBe(1);
    await end();
  });
});

describe("alerts", () => {
  test("open ones say why and lead to their budget; all of them on request; kinds are chosen", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/alerts");
    await loaded(page);
    await expect.poll(() => page.locator(".alert").count()).toBe(3);
    const first = page.locator(".alert").first();
    expect(await first.textContent()).toContain("agents are stopped until midnight");
    expect(await first.getByRole("link", { name: "Shop, per day" }).getAttribute("href")).toContain("#/budgets/shop-day");
    expect(await first.getByRole("button", { name: "Acknowledge" }).count()).toBe(0);
    await expect.poll(() => page.locator(".alerts-card").textContent()).toContain("needs a token with the admin scope");
    await page.getByRole("button", { name: "all", exact: true }).click();
    await expect.poll(() => page.locator(".alert").count()).toBe(5);
    expect(page.url()).toContain("show=all");
    await page.getByLabel("Kind").selectOption("anomaly");
    await expect.poll(() => page.locator(".alert").count()).toBe(1);
    await leaveQuietly();
  });

  test("one is acknowledged, one snoozed and one resolved, by pointer and by key", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/alerts");
    await loaded(page);
    await page.locator(".alert").first().getByRole("button", { name: "Acknowledge" }).click();
    await expect.poll(() => page.locator(".alert").count()).toBe(2);
    await page.locator(".alert").first().getByRole("button", { name: "Snooze" }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "For an hour" }).click();
    await expect.poll(() => page.locator(".alert").count()).toBe(1);
    await page.locator(".alert").first().focus();
    await page.keyboard.press("r");
    await expect.poll(() => page.locator("main").textContent()).toContain("Nothing needs you.");
    const sent = fixture.scene.brake.received.map(({ body }) => body);
    expect(sent).toMatchObject([{ id: "budget/shop-day/-/d/r2/100", action: "acknowledge" }, { id: "anomaly/user/chidi", action: "snooze" }, { action: "resolve" }]);
    await end();
  });

  test("settings are changed, tested, refused with their field, and kept apart from somebody else's", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/alerts?tab=settings");
    await loaded(page);
    await page.getByLabel("Send nothing at night").check();
    await page.getByLabel("From", { exact: true }).fill("21:30");
    await page.getByRole("button", { name: "Add a webhook" }).click();
    await page.getByLabel("Name of webhook 2").fill("ops");
    await page.getByLabel("Address of webhook 2").fill("http://insecure.example.com");
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => page.locator(".webhook").nth(1).textContent()).toContain("Only https");
    await page.getByLabel("Address of webhook 2").fill("https://secure.example.com");
    await page.getByLabel("Secret of webhook 2").fill("s3cret");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => page.locator(".dialog-foot").textContent()).toContain("Saved.");
    expect(fixture.scene.brake.settings["quietHours"]).toEqual({ from: "21:30", to: "07:00" });
    expect(fixture.scene.brake.settings["webhooks"]).toEqual([{ id: "w1", url: "https://hooks.example.com/agentmeter" }, { id: "ops", url: "https://secure.example.com", secret: "s3cret" }]);
    await page.getByRole("button", { name: "Send a test alert" }).click();
    await expect.poll(() => page.locator(".dialog-foot").textContent()).toContain("webhook/w1: it answered 500");
    fixture.scene.brake.settings = { ...fixture.scene.brake.settings, digest: null, version: 40 };
    await page.getByLabel("forecast").uncheck();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => page.locator(".conflict").textContent()).toContain("digest: stored now none, yours 08:00");
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await expect.poll(() => fixture.scene.brake.settings.version).toBe(41);
    await end();
  });
});

describe("enforcement", () => {
  test("tells who was warned, held back, and let go on by whom; days and acts are chosen; a CSV has every act", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url, { acceptDownloads: true });
    await go("#/enforcement");
    await loaded(page);
    const story = page.locator(".story", { hasText: "Shop, per day" });
    await expect.poll(() => story.locator(".taken-what").count()).toBe(4);
    expect(await story.textContent()).toContain("hotfix for checkout");
    expect(await page.locator(".story", { hasText: "no budget" }).textContent()).toContain("could not decide");
    await page.getByRole("button", { name: "by people" }).click();
    await expect.poll(() => page.locator("tbody tr").count()).toBe(2);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
    let text = "";
    for await (const chunk of await download.createReadStream()) text += String(chunk);
    expect(text.trim().split("\r\n")).toHaveLength(3);
    const asked = page.waitForRequest((request) => request.url().includes("/v1/enforcements"));
    await page.getByRole("button", { name: "30d" }).click();
    expect((await asked).url()).toMatch(/start=\d{4}-\d\d-\d\d&end=\d{4}-\d\d-\d\d/);
    await leaveQuietly();
  });

  test("says that older acts are left out, also where none of the newer ones is of this budget", async () => {
    const { page, go, end, fixture } = await administered();
    fixture.scene.brake.olderLeftOut = true;
    await go("#/enforcement");
    await loaded(page);
    expect(await page.locator(".stories-card .note").textContent()).toContain(`newest ${fixture.scene.brake.enforcements.length} acts`);
    fixture.scene.brake.enforcements = fixture.scene.brake.enforcements.filter((act) => !("budget" in act && act.budget === "shop-day"));
    await go("#/budgets/shop-day");
    await loaded(page);
    await expect.poll(() => page.getByText(/^Nothing since/).count()).toBe(1);
    await end();
  });
});

describe("plans", () => {
  test("show how full each window is, when it resets, what binds first and what is stale", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/plans");
    await loaded(page);
    expect(await page.locator(".plan").first().textContent()).toContain("team-shared");
    const ann = page.locator(".plan", { hasText: "Max 20x" });
    expect(await ann.locator(".plan-window").first().textContent()).toMatch(/binds first.*near.*resets in 2h 1[12]m.*used up in 1h 3[12]m/);
    expect(await page.locator(".plan-stale").textContent()).toContain("stale");
    expect(await ann.locator(".plan-hits").textContent()).toContain("Rate limit hit once");
    await leaveQuietly();
  });

  test("tier and price are edited", async () => {
    const { page, go, fixture, end } = await administered();
    await go("#/plans");
    await loaded(page);
    await page.locator(".plan", { hasText: "team-shared" }).getByRole("button", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Tier").fill("Team premium");
    await dialog.getByLabel("Price").fill("150");
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => page.locator(".plan", { hasText: "team-shared" }).textContent()).toContain("Team premium, $150.00 a month");
    expect(fixture.scene.brake.received.at(-1)).toMatchObject({ method: "PUT", path: "/v1/plans/team-shared", body: { tier: "Team premium", priceUsdPerMonth: "150" } });
    await end();
  });
});

describe("elsewhere", () => {
  test("the overview names what is held back, and a running session says by which budget", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    await expect.poll(() => page.locator(".attention li").first().textContent()).toContain("stopped Shop, per day");
    await go("#/live");
    await expect.poll(() => page.locator(".live-card .held").count()).toBe(2);
    await page.locator(".live-card .held").first().getByRole("link", { name: "resume…" }).click();
    await expect.poll(() => page.getByRole("dialog").count()).toBe(1);
    expect(page.url()).toContain("#/budgets/shop-day");
    await leaveQuietly();
  });

  test("Ctrl+K opens a budget by name and the form of a new one", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/overview");
    await loaded(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("each person");
    await expect.poll(() => page.getByRole("option").first().textContent()).toContain("Each person, per day");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("#/budgets/each-user");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("new budget");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("heading", { name: "New budget" }).count()).toBe(1);
    await leaveQuietly();
  });

  test("colours of session costs are chosen in settings and outlive the reload", async () => {
    const { page, go, leaveQuietly } = await visit(browser, team.url);
    await go("#/settings");
    await loaded(page);
    await page.getByLabel("High above, $").fill("0.5");
    await expect.poll(() => page.locator(".cost-colours").textContent()).toContain("the lower one first");
    expect(await findings(page)).toEqual([]);
    await page.getByLabel("Raised from, $").fill("0.001");
    await page.getByLabel("High above, $").fill("0.002");
    await page.reload();
    await go("#/live");
    await page.locator(".live-card").first().waitFor();
    expect(new Set((await page.locator(".live-card .level").allTextContents()).map((text) => text.trim()))).toEqual(new Set(["■ high"]));
    await leaveQuietly();
  });
});

describe("faces of the brake", () => {
  const PAGES = [["budgets", "Budgets"], ["budgets?tab=history", "History"], ["budgets/shop-day", "Budget"], ["alerts", "Alerts"], ["alerts?tab=settings", "Alert settings"], ["enforcement", "Enforcement"], ["plans", "Plans"]] as const;

  test.each(PAGES)("%s: loading, failed and found again", async (address, what) => {
    const fixture = await startScene("team", 0, ADMIN);
    const { page, go, leave } = await visit(browser, fixture.url);
    const paths = /\/v1\/(budgets|alerts|alert-settings|enforcements|changes|plans)/;
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route(paths, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await go(`#/${address}`);
    await expect.poll(() => page.locator(".skeleton").count()).toBeGreaterThan(0);
    expect(await findings(page)).toEqual([]);
    await page.unroute(paths);
    await page.route(paths, (route) => route.fulfill({ status: 503, contentType: "application/json", body: JSON.stringify({ error: { code: "unavailable", message: "The store does not answer." } }) }));
    answer();
    await page.reload();
    await expect.poll(() => page.getByRole("alert").first().textContent()).toContain(`${what} could not be loaded`);
    expect(await findings(page)).toEqual([]);
    await page.unroute(paths);
    await page.getByRole("button", { name: "Try again" }).first().click();
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
    await loaded(page);
    await leave();
    await fixture.close();
  });

  test("stale budgets stay, with their age", async () => {
    const { page, go, fixture, end } = await administered({});
    await go("#/budgets");
    await expect.poll(() => page.locator(".budget-row").count()).toBe(5);
    fixture.scene.broken = { status: 503, code: "unavailable", message: "The store does not answer." };
    await expect.poll(() => page.locator(".stale").textContent().catch(() => ""), { timeout: 25_000 }).toContain("Budgets: as of");
    expect(await page.locator(".budget-row").count()).toBe(5);
    await end();
  });

  test.each([["budgets", "No budget yet."], ["alerts", "No alert yet."], ["enforcement", "No agent was warned or held back"], ["plans", "No plan window has been reported yet."]])("%s says what to do when there is nothing", async (address, words) => {
    const fixture = await startScene("one");
    const { page, go, leaveQuietly } = await visit(browser, fixture.url);
    await go(`#/${address}`);
    await expect.poll(() => page.locator("main").textContent()).toContain(words);
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
    await fixture.close();
  });

  test("a page whose code cannot be fetched says so and tries again", async () => {
    const { page, go, leave } = await visit(browser, team.url);
    await page.route("**/assets/plans-*.js", (route) => route.abort());
    await go("#/plans");
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("Plans could not be loaded");
    await page.unroute("**/assets/plans-*.js");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => page.locator(".plan").count()).toBe(3);
    await leave();
  });

  const LOOKED_AT = ["budgets", "budgets/shop-day", "budgets/each-user", "budgets?form=new", "budgets?tab=history", "alerts", "alerts?tab=settings", "alerts?show=all", "enforcement", "plans"];

  test.each(LOOKED_AT.flatMap((name) => (["light", "dark"] as const).map((theme) => [name, theme] as const)))("%s, %s: axe finds nothing, the console is silent, a phone is wide enough", async (name, theme) => {
    const fixture = await startScene("team", 0, ADMIN);
    const { page, go, leaveQuietly } = await visit(browser, fixture.url, { colorScheme: theme, reducedMotion: "reduce" });
    await go(`#/${name}`);
    await loaded(page);
    await expect.poll(() => page.locator("main .card").count()).toBeGreaterThan(0);
    expect(await findings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => fits(page)).toBe(true);
    expect(await findings(page)).toEqual([]);
    await leaveQuietly();
    await fixture.close();
  });
});

describe("names from outside", () => {
  test("are text in budgets, alerts, enforcement and plans", async () => {
    const html = HOSTILE.html;
    const fixture = await startScene("team", 0, ADMIN);
    const { brake } = fixture.scene;
    brake.budgets = brake.budgets.map((budget) => ({ ...budget, name: html, owner: html, scope: { project: html } }));
    brake.alerts = brake.alerts.map((alert) => ({ ...alert, title: html, why: html, kind: html }));
    brake.enforcements = brake.enforcements.map((record) => ({ ...record, budgetName: html, project: html, user: html, reason: html, part: html }));
    brake.plans = brake.plans.map((plan) => ({ ...plan, tier: html, users: [html] }));
    const { page, go, leaveQuietly } = await visit(browser, fixture.url);
    for (const name of ["budgets", "budgets/shop-day", "alerts", "enforcement", "plans", "overview"]) {
      await go(`#/${name}`);
      await loaded(page);
      await expect.poll(() => page.locator("main").textContent()).toContain(html);
      expect(await page.locator("main img, main b b, main script").count()).toBe(0);
    }
    await leaveQuietly();
    await fixture.close();
  });
});
