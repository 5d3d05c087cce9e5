// Serves the built dashboard with made-up data, to look at it: node scripts/fixture.mjs [team|huge|empty] [port]
import { runnerImport } from "vite";

const [kind = "team", port = "0"] = process.argv.slice(2);
const { module: fixture } = await runnerImport(new URL("../test/browser/fixture/scenes.ts", import.meta.url).pathname);
const { url } = await fixture.startScene(kind, Number(port));
console.log(`${kind}: ${url}`);
