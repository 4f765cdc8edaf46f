// Cuts the compiled program in two: `node parts.mjs PROGRAM DIR` puts into Trunk's output DIR
//
//   tenantry_bg.wasm   what the first screen needs
//   workbench.wasm     everything else
//   tenantry.js        the glue of both
//
// PROGRAM is what the linker wrote, with its relocations: from them `wasm-split-cli` sees what is
// reached through the seam of `src/ui/workbench/part.rs` alone. wasm-bindgen comes after the cut,
// wasm-opt last. Debian's wasm-opt 108 builds a module that fails in the browser; the one used here
// comes with the lockfile beside this file.

import { execFile } from "node:child_process";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { minify } from "terser";

const NAME = "tenantry";
const PART = "workbench";
/** Of wasm-opt; other levels were no faster. */
const LEVEL = "-Oz";
/** The file of the first use is taken apart and put together anew before that: a kilobyte less. */
const FIRST = ["--flatten", "--rereloop", "-Os"];
/** Has Chromium compile every function of a script while it is loaded, beside the page's thread. */
const CALLED_ON_LOAD = "//# allFunctionsCalledOnLoad\n";
/** What the compiler is allowed to use: `.cargo/config.toml`, and its defaults. */
const FEATURES = ["bulk-memory", "simd", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

const [program, dir] = process.argv.slice(2);
const run = promisify(execFile);
const wasmOpt = join(dirname(fileURLToPath(import.meta.url)), "node_modules/.bin/wasm-opt");
const cut = join(dir, "cut");

await rm(cut, { recursive: true, force: true });
await mkdir(cut, { recursive: true });
await run("wasm-split-cli", [program, cut, "--target", "web", "--out-name", NAME]);
await run("wasm-bindgen", [join(cut, `${NAME}.wasm`), "--target", "web", "--out-dir", cut, "--out-name", NAME, "--no-typescript", "--keep-lld-exports"]);
await Promise.all([
  smaller(join(cut, `${NAME}_bg.wasm`), join(dir, `${NAME}_bg.wasm`), FIRST),
  smaller(join(cut, `split_${PART}.wasm`), join(dir, `${PART}.wasm`)),
]);
await writeFile(join(dir, `${NAME}.js`), await glue());
await rm(cut, { recursive: true });

async function smaller(from, to, before = []) {
  const features = FEATURES.map((feature) => `--enable-${feature}`);
  await run(process.execPath, [wasmOpt, ...before, LEVEL, ...features, "--strip-debug", "--strip-producers", "--strip-target-features", from, "-o", `${to}.new`]);
  await rename(`${to}.new`, to);
}

/**
 * The glue with the loader of the part in it: the two need each other, and a file cannot have the
 * hash of a file in its text that has its own. Hosts that misname the type of the file are forgiven.
 */
async function glue() {
  const generated = await text("__wasm_split.js");
  const loader = `__wasm_split_load_${PART}`;
  const bare = replaced(generated, `import { initSync } from "./${NAME}.js";\n`, "");
  const named = replaced(replaced(bare, `export const ${loader}`, `const ${loader}`), `./split_${PART}.wasm`, `./${PART}.wasm`);
  const forgiving = replaced(named, "WebAssembly.instantiateStreaming(src, imports)", "arrived(await src, imports)");
  const main = await text(`${NAME}.js`);
  const [statement, name] = /^import \* as (\w+) from "\.\/__wasm_split\.js";?\n/m.exec(main) ?? [];
  const whole = `${replaced(main, statement, "")}\n${forgiving}\n${arrived}\nconst ${name} = { ${loader} };\n`;
  return CALLED_ON_LOAD + (await minify(whole, { module: true, ecma: 2022, compress: { passes: 2 } })).code;
}

function arrived(response, imports) {
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  return response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.instantiateStreaming(response, imports)
    : response.arrayBuffer().then((bytes) => WebAssembly.instantiate(bytes, imports));
}

async function text(name) {
  return readFile(join(cut, name), "utf8");
}

function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`parts: nothing to replace: ${from}`);
  return text.replaceAll(from, () => to);
}
