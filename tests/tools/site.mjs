// Turns Trunk's output into the site: `node site.mjs FROM TO`.
//
// - one style sheet, and names by content: `boot-<hash>.js`, so that every file but the page, the
//   service worker, the icon and the manifest can be cached for ever;
// - a folder per page, so that deep links work from any static server. The same HTML lies in
//   every folder and names its start-up files beside itself; copies of them lie there as well.
//   404.html, for every other address, looks for them some levels up;
// - the service worker with the list of files of this version.

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { minify } from "terser";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** How far above an unknown address 404.html looks for the site. */
const LEVELS_UP = 4;
/** What `src/boot.js`, made small, says of its own place. */
const HERE = 'new URL("./",import.meta.url)';

export async function assemble(from, to) {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
  for (const name of ["icon.svg", "site.webmanifest"]) {
    await cp(join(ROOT, "src/boot", name), join(to, name));
  }
  await publish(to, await page(to));
}

/** Names the files by their content; returns the HTML that uses the new names. */
async function page(dir) {
  let html = await readFile(join(dir, "index.html"), "utf8");
  const sheets = [...html.matchAll(/<link [^>]*rel="stylesheet"[^>]*>/g)].map(([tag]) => tag);
  let css = "";
  for (const tag of sheets) {
    const name = /href="\.\/([^"]+)"/.exec(tag)[1];
    css += tight(await readFile(join(dir, name), "utf8"));
    await rm(join(dir, name));
    html = html.replace(tag, tag === sheets[0] ? '<link rel="stylesheet" href="./style.css">' : "");
  }
  await writeFile(join(dir, "style.css"), css);
  const start = await readFile(join(dir, "boot.js"), "utf8");
  await writeFile(join(dir, "boot.js"), (await minify(start, { module: true, ecma: 2022 })).code);
  const [glue, program] = names(html);
  const rest = await nameByContent(dir, "workbench.wasm", glue);
  for (const name of ["style.css", "boot.js", glue, program]) {
    const named = await nameByContent(dir, name);
    html = html.replaceAll(`"./${name}"`, `"./${named}"`).replaceAll(`"${name}"`, `"${named}"`);
  }
  html = html.replace(" data-js=", ` data-part="${rest}" data-js=`);
  html = html.replace(" data-js=", ` data-worker="offline.js" data-collector="${await collector(dir)}" data-products="${await nameByContent(dir, "products.txt")}" data-education-en="${await education(dir, "en")}" data-education-fr="${await education(dir, "fr")}" data-js=`);
  return html.replace(/\n\s*(?=\n)/g, "");
}

/** Gives a file a name by its content, also in the file that names it. */
async function nameByContent(dir, name, namedIn) {
  const named = withHash(name, await readFile(join(dir, name)));
  await rename(join(dir, name), join(dir, named));
  if (namedIn) await replaceIn(join(dir, namedIn), `./${name}`, `./${named}`);
  return named;
}

async function replaceIn(path, from, to) {
  const text = await readFile(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not name ${from}`);
  await writeFile(path, text.replaceAll(from, to));
}

/** The script is fetched when somebody asks for it. Many servers refuse to send a .ps1 file. */
async function collector(dir) {
  const from = join(dir, "Get-TenantryDirectory.ps1");
  const named = withHash("collector.txt", await readFile(from));
  await rename(from, join(dir, named));
  return named;
}

/** What education brings in one language, in one file: `src/education/library.rs` says in which form. */
async function education(dir, language) {
  let text = "";
  for (const folder of ["matrix", "guides", "starters"]) {
    const from = join(ROOT, "src/education", folder);
    for (const name of (await readdir(from)).sort()) {
      const [, of] = /^[^.]+\.(?:(\w\w)\.)?(?:md|txt)$/.exec(name) ?? [null, "none"];
      if (of !== undefined && of !== language) continue;
      text += `##### ${folder}/${name}\n${await readFile(join(from, name), "utf8")}\n`;
    }
  }
  const named = withHash(`education-${language}.txt`, text);
  await writeFile(join(dir, named), text);
  return named;
}

/** Writes the page, its folders, 404.html and the service worker. */
async function publish(dir, html) {
  const pages = (await readFile(join(ROOT, "src/boot/pages.txt"), "utf8")).split("\n").filter(Boolean);
  const [sheet, start] = /"\.\/(style-\w+\.css)"[^]*"\.\/(boot-\w+\.js)"/.exec(html).slice(1);
  // Hints name files that are only beside the first page.
  const bare = html.replace(/<link rel="(?:modulepreload|preload)"[^>]*>/g, "");
  await writeFile(join(dir, "index.html"), html);
  const folders = new Set(pages.flatMap((path) => [path, ...parents(path)]));
  for (const path of folders) {
    const up = "../".repeat(path.split("/").length);
    await mkdir(join(dir, path), { recursive: true });
    await writeFile(join(dir, path, "index.html"), bare);
    await cp(join(dir, sheet), join(dir, path, sheet));
    await cp(join(dir, start), join(dir, path, start));
    await replaceIn(join(dir, path, start), HERE, HERE.replace("./", up));
  }
  await writeFile(join(dir, "404.html"), lookingUp(bare));
  await writeFile(join(dir, "offline.js"), await serviceWorker(dir, html, pages, folders));
}

function lookingUp(html) {
  const everywhere = (tag) =>
    Array.from({ length: LEVELS_UP + 1 }, (_, up) => tag.replace('"./', `"./${"../".repeat(up)}`)).join("");
  return html.replace(/<link rel="stylesheet"[^>]*>/, everywhere).replace(/<script [^>]*><\/script>/, everywhere);
}

async function serviceWorker(dir, html, pages, folders) {
  const needed = new Set(["icon.svg", "site.webmanifest", ...[...html.matchAll(/"(?:\.\/)?([\w-]+-[0-9a-f]{16}\.\w+)"/g)].map((m) => m[1])]);
  for (const asked of ["collector", "products", "education-en", "education-fr"]) needed.delete(new RegExp(`data-${asked}="([^"]+)"`).exec(html)[1]);
  const files = { "": integrity(html) };
  const onDemand = [];
  for (const path of await walk(dir)) {
    const name = relative(dir, path);
    if (needed.has(name) || name.startsWith("snippets/")) files[name] = integrity(await readFile(path));
    else if (/-[0-9a-f]{16}\.\w+$/.test(name) && !folders.has(dirname(name))) onDemand.push(name);
  }
  let text = await readFile(join(ROOT, "src/boot/offline.js"), "utf8");
  const version = hash(JSON.stringify(files) + JSON.stringify(onDemand) + text);
  for (const [name, value] of Object.entries({ VERSION: version, FILES: files, ON_DEMAND: onDemand, PAGES: ["", ...pages] })) {
    const line = new RegExp(`^const ${name} = .*;$`, "m");
    if (!line.test(text)) throw new Error(`offline.js declares no ${name}`);
    text = text.replace(line, () => `const ${name} = ${JSON.stringify(value)};`);
  }
  return text;
}

const parents = (path) => path.split("/").slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join("/"));
const names = (html) => /data-js="([^"]+)" data-wasm="([^"]+)"/.exec(html).slice(1);
const hash = (data) => createHash("sha256").update(data).digest("hex").slice(0, 16);
const integrity = (data) => `sha256-${createHash("sha256").update(data).digest("base64")}`;
const withHash = (name, data) => name.replace(/(\.\w+)$/, `-${hash(data)}$1`);
/** A sheet without comments and blanks that mean nothing. */
const tight = (css) => css.replace(/\/\*[^]*?\*\//g, "").replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").replace(/: /g, ":").replace(/;}/g, "}").trim();

export async function walk(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [from, to] = process.argv.slice(2);
  await assemble(from, to);
  console.log(`site: ${(await walk(to)).length} files in ${basename(to)}/`);
}
