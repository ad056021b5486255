// Builds the editor into ../static/vendor/editor-<version>, or into the folder named as argument.
// Same sources and same package-lock.json give the same bytes; `make check-assets` relies on it.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
process.chdir(HERE);
const { name, version } = JSON.parse(await readFile("package.json", "utf8"));
const LOCK = JSON.parse(await readFile("package-lock.json", "utf8")).packages;
const SHELF = resolve("../static/vendor");
const TARGET = process.argv[2] ? resolve(process.argv[2]) : join(SHELF, `editor-${version}`);

const built = await build({
  entryPoints: ["src/bundle.js"],
  bundle: true,
  format: "esm",
  platform: "browser",
  target: ["chrome111", "firefox114", "safari16.4"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Copydesk's editor. What others wrote of it, and their licences: LICENSES.txt */" },
  metafile: true,
  write: false,
  outfile: "editor.js",
  logLevel: "warning",
});

const files = new Map([["editor.js", built.outputFiles[0].text]]);
const packages = await packagesOf(Object.values(built.metafile.outputs)[0].inputs);
files.set("LICENSES.txt", packages.map(notice).join(`\n${"=".repeat(78)}\n\n`));
const sums = [...files].map(([file, text]) => [file, { bytes: bytes(text), sha256: sha256(text) }]);
const vendor = {
  name,
  version,
  built_with: { esbuild: LOCK["node_modules/esbuild"].version },
  packages: packages.map(({ text, ...known }) => known),
  files: Object.fromEntries(sums),
};
files.set("VENDOR.json", `${JSON.stringify(vendor, null, 2)}\n`);

if (!process.argv[2]) await clearShelf();
await mkdir(TARGET, { recursive: true });
for (const [file, text] of files) await writeFile(join(TARGET, file), text);

/** The npm packages whose code is in the bundle, by name; `inputs` is esbuild's list of files. */
async function packagesOf(inputs) {
  const used = Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0);
  const found = used.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const folders = [...new Set(found.filter(Boolean))].sort();
  return Promise.all(folders.map(describe));
}

async function describe(folder) {
  const known = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const licences = (await readdir(folder)).filter((file) => /^licen[cs]e(\.|$)/i.test(file)).sort();
  if (!known.license || !licences.length) throw new Error(`${known.name} comes without a licence`);
  const { version, integrity } = LOCK[folder];
  if (!integrity || version !== known.version) throw new Error(`${known.name} is not as locked`);
  const text = (await readFile(join(folder, licences[0]), "utf8")).replaceAll("\r\n", "\n").trim();
  return { name: known.name, version, license: known.license, integrity, text };
}

function notice({ name: called, version: which, license, text }) {
  return `${called} ${which}\nLicence: ${license}\n\n${text}\n`;
}

/** Take away what an older version left; nothing but what is built here is named editor-*. */
async function clearShelf() {
  const old = await readdir(SHELF).catch(() => []);
  for (const one of old.filter((folder) => folder.startsWith("editor-"))) {
    await rm(join(SHELF, one), { recursive: true });
  }
}

function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}

function bytes(text) {
  return Buffer.byteLength(text);
}
