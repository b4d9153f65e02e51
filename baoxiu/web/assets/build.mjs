// Builds the web assets into baoxiu/web/static/built/. Names are stable here; Django's static files
// storage adds the content hash.
import { context, build } from "esbuild";
import { areaList } from "@vant/area-data";
import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(here, "../static/built");
const watching = process.argv.includes("--watch");
const { resolve } = createRequire(import.meta.url);

/** dark.css holds bare declarations; they apply by choice (data-theme) or by the system's wish. */
const darkTheme = {
  name: "dark-theme",
  setup(builder) {
    builder.onLoad({ filter: /dark\.css$/ }, async ({ path: file }) => {
      const rules = await readFile(file, "utf8");
      const contents = `:root[data-theme="dark"]{${rules}}
        @media (prefers-color-scheme: dark){:root:not([data-theme="light"]){${rules}}}`;
      return { contents, loader: "css" };
    });
  },
};

const options = {
  entryPoints: [
    { in: path.join(here, "ts/app.ts"), out: "app" },
    { in: path.join(here, "ts/alpine.ts"), out: "alpine" },
    { in: path.join(here, "ts/field.ts"), out: "field" },
    { in: path.join(here, "ts/board.ts"), out: "board" },
    { in: path.join(here, "css/app.css"), out: "app" },
  ],
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome99", "safari15.4", "firefox97"],
  legalComments: "none",
  plugins: [darkTheme],
  logLevel: "warning",
};

async function symbol(name) {
  const filled = name.endsWith("-filled");
  const file = resolve(`@tabler/icons/${filled ? "filled" : "outline"}/${filled ? name.slice(0, -7) : name}.svg`);
  const svg = await readFile(file, "utf8");
  const shapes = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ");
  const paint = filled ? 'fill="currentColor"' : 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${shapes.trim()}</symbol>`;
}

async function sprite() {
  const names = (await readFile(path.join(here, "icons.txt"), "utf8")).split("\n").filter((line) => line && !line.startsWith("#"));
  const symbols = await Promise.all([...new Set(names)].sort().map(symbol));
  await writeFile(path.join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

/** [[code, name, [[code, name, [[code, name], …]], …]], …] with the six-digit codes of GB/T 2260. */
async function divisions() {
  const below = (list, prefix) => Object.entries(list).filter(([code]) => code.startsWith(prefix)).sort();
  const cities = (province) => below(areaList.city_list, province.slice(0, 2)).map(([code, name]) => [code, name, below(areaList.county_list, code.slice(0, 4))]);
  const tree = Object.entries(areaList.province_list).sort().map(([code, name]) => [code, name, cities(code)]);
  await writeFile(path.join(out, "divisions.json"), JSON.stringify(tree));
}

async function report() {
  for (const name of ["app.css", "app.js", "alpine.js", "field.js", "board.js", "icons.svg", "divisions.json"]) {
    const file = path.join(out, name);
    const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
    console.log(name.padEnd(16), kb((await stat(file)).size), " gz", kb(gzipSync(await readFile(file)).length));
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([sprite(), divisions(), cp(path.join(here, "brand"), out, { recursive: true })]);
if (watching) {
  await (await context(options)).watch();
} else {
  await build(options);
  await report();
}
