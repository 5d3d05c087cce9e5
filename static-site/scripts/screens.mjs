// Photographs every page to look at it: node scripts/screens.mjs [directory] [scene,...] [page,...] [WxH,...] [light,dark] [token]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";

const all = { scenes: "team", pages: "overview,live,sessions,session,projects,models,plans,budgets,enforcement,alerts,reports,settings", sizes: "1280x800", themes: "light" };
const [directory = "test/screens", scenes = all.scenes, pages = all.pages, sizes = all.sizes, themes = all.themes, token = "am_read_fixture"] = process.argv.slice(2);
const load = async (path) => (await runnerImport(new URL(`../test/browser/${path}`, import.meta.url).pathname)).module;
const { startScene } = await load("fixture/scenes.ts");
const { launch } = await load("browser.ts");
mkdirSync(directory, { recursive: true });
const browser = await launch();
for (const scene of scenes.split(",")) {
  const fixture = await startScene(scene, 0, { localToken: token });
  for (const size of sizes.split(",")) {
    const [width, height] = size.split("x").map(Number);
    for (const theme of themes.split(",")) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, timezoneId: "UTC" });
      const page = await context.newPage();
      page.on("console", (message) => console.log(scene, size, theme, message.text()));
      page.on("pageerror", (error) => console.log(scene, size, theme, String(error)));
      for (const name of pages.split(",")) {
        const session = fixture.scene.calls.at(-1)?.session ?? "none";
        await page.goto(`${fixture.url}/#/${name === "session" ? `sessions/${session}` : name}`);
        await page.waitForTimeout(200);
        await page.waitForFunction(() => document.querySelector(".skeleton") === null, undefined, { timeout: 15000 }).catch(() => console.log("still loading", name));
        await page.waitForTimeout(250);
        await page.screenshot({ path: join(directory, `${scene}-${name.replace(/\W+/g, "-")}-${size}-${theme}.png`) });
      }
      await context.close();
    }
  }
  await fixture.close();
}
await browser.close();
