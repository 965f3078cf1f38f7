// Builds the explorer into kg/exporters/assets: same sources, same bytes. `--tests` bundles the tests instead.
import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, writeFileSync, existsSync } from "node:fs";

const OUT = "../kg/exporters/assets";
const common = { bundle: true, minify: true, charset: "utf8", target: "es2022", format: "iife", legalComments: "none", logLevel: "warning", metafile: true };

if (process.argv.includes("--tests")) {
  mkdirSync("dist", { recursive: true });
  const entries = readdirSync("tests").filter((name) => name.endsWith(".test.ts")).map((name) => `import "./tests/${name}";`).join("\n");
  await build({ ...common, minify: false, format: "esm", platform: "node", stdin: { contents: entries, resolveDir: "." }, outfile: "dist/tests.mjs" });
} else {
  const made = await Promise.all([
    build({ ...common, entryPoints: ["src/main.ts"], outfile: `${OUT}/explorer.js` }),
    build({ ...common, entryPoints: ["src/served.ts"], outfile: `${OUT}/served.js` }),
    build({ ...common, entryPoints: ["src/page.css"], outfile: `${OUT}/explorer.css` }),
  ]);
  writeFileSync(`${OUT}/explorer.html`, readFileSync("src/page.html"));
  writeFileSync(`${OUT}/LICENSES.txt`, licences(made.flatMap((each) => Object.keys(each.metafile.inputs))));
}

// The licences of all packages of which something is in the bundles.
function licences(inputs) {
  const names = [...new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))].sort();
  const parts = names.map((name) => {
    const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    const file = ["LICENSE", "LICENSE.txt", "LICENSE.md", "License", "license"].map((each) => `node_modules/${name}/${each}`).find(existsSync);
    return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : "No licence file in the package; its package.json names the licence above."}\n`;
  });
  return `The files explorer.js and served.js hold code of these packages, under their licences:\n\n${parts.join(`\n${"-".repeat(78)}\n\n`)}`;
}
