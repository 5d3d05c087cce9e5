import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** As long as a machine that does something else as well may take for one step. */
const PATIENCE = 60_000;

export interface Visit {
  readonly page: Page;
  /** Everything the console said and every uncaught error. */
  readonly said: string[];
  /** Requests that left the origin of the service. */
  readonly foreign: string[];
  readonly go: (hash: string) => Promise<void>;
  /** Nothing was said, nothing left the origin, and the window is closed. */
  readonly leaveQuietly: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

export async function visit(browser: Browser, base: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: "UTC", locale: "en-US", ...options });
  const page = await context.newPage();
  context.setDefaultTimeout(PATIENCE);
  const said: string[] = [];
  const foreign: string[] = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== new URL(base).origin) foreign.push(request.url());
  });
  const leave = (): Promise<void> => context.close();
  return {
    page, said, foreign, leave,
    go: async (hash) => {
      await page.goto(`${base}/${hash}`);
    },
    leaveQuietly: async () => {
      await leave();
      expect(said).toEqual([]);
      expect(foreign).toEqual([]);
    },
  };
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

declare global {
  interface Window {
    readonly axe: { run(context: Document, options: object): Promise<{ readonly violations: readonly Violation[] }> };
  }
}

/** What axe finds on the page as it is, one line per element. */
export async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary = "" }) => ({ target: [...target], failureSummary })) }));
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary.replaceAll("\n", " ")}`));
}

/** The page has what it asked for: no skeleton is left. */
export async function loaded(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("main") !== null && document.querySelector(".skeleton") === null);
}

/** The page is no wider than the window. */
export async function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}
