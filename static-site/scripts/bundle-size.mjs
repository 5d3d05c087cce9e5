// Prints what the first load weighs and refuses a build beyond the budget.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET = 200_000;
const dist = new URL("../dist/", import.meta.url).pathname;
const files = ["index.html", "favicon.svg", ...readdirSync(join(dist, "assets")).map((name) => join("assets", name))];
const sizes = files.map((name) => ({ name, gzip: gzipSync(readFileSync(join(dist, name)), { level: 9 }).length }));
const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);
for (const { name, gzip } of sizes) console.log(`${String(gzip).padStart(8)} bytes gzip  ${name}`);
console.log(`${String(total).padStart(8)} bytes gzip  first load (budget ${BUDGET})`);
if (total > BUDGET) {
  console.error("The first load is over its budget.");
  process.exit(1);
}
