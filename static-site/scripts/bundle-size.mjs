// Prints what the first load weighs, and what pages fetch when they are opened; refuses a build beyond either budget.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FIRST_LOAD = 200_000;
const LATER = 100_000;
const dist = new URL("../dist/", import.meta.url).pathname;
const assets = readdirSync(join(dist, "assets"));
const text = (name) => readFileSync(join(dist, name), "utf8");

/** The files that index.html names, and what their scripts import without being asked. */
function firstLoad() {
  const found = new Set(["index.html", "favicon.svg"]);
  const waiting = [...text("index.html").matchAll(/assets\/([\w.-]+)/g)].map(([, name]) => name);
  while (waiting.length > 0) {
    const name = join("assets", waiting.pop());
    if (found.has(name)) continue;
    found.add(name);
    if (name.endsWith(".js")) waiting.push(...[...text(name).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)].map(([, imported]) => imported));
  }
  return found;
}

const first = firstLoad();
const sizes = ["index.html", "favicon.svg", ...assets.map((name) => join("assets", name))].map((name) => ({ name, gzip: gzipSync(readFileSync(join(dist, name)), { level: 9 }).length }));
const sum = (part) => part.reduce((total, { gzip }) => total + gzip, 0);
const parts = [
  { title: "first load", budget: FIRST_LOAD, files: sizes.filter(({ name }) => first.has(name)) },
  { title: "when a page is opened", budget: LATER, files: sizes.filter(({ name }) => !first.has(name)) },
];
for (const { title, budget, files } of parts) {
  for (const { name, gzip } of files) console.log(`${String(gzip).padStart(8)} bytes gzip  ${name}`);
  console.log(`${String(sum(files)).padStart(8)} bytes gzip  ${title} (budget ${budget})`);
}
const over = parts.filter(({ budget, files }) => sum(files) > budget);
if (over.length > 0) {
  console.error(`Over its budget: ${over.map(({ title }) => title).join(", ")}.`);
  process.exit(1);
}
