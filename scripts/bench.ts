import { globSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * `npm run bench [-- NAME…]`: runs the measurements, each beside the bound it is held to. Never part of the tests: a
 * slow day must not fail a build.
 */

// Before any bench loads React: its development build is many times slower.
process.env.NODE_ENV = "production";

const ROOT = join(import.meta.dirname, "..");
const wanted = process.argv.slice(2);
const files = globSync(["packages/*/bench/*.bench.ts", "city/**/*.bench.ts"], {
  cwd: ROOT,
  exclude: (path) => /(^|\/)(node_modules|build)(\/|$)/.test(path),
}).sort();
const nameOf = (file: string): string => basename(file, ".bench.ts");
for (const name of wanted) {
  if (!files.some((file) => nameOf(file) === name)) {
    console.error(`There is no bench "${name}"; there are ${files.map(nameOf).join(", ")}.`);
    process.exit(2);
  }
}
for (const file of files.filter((candidate) => wanted.length === 0 || wanted.includes(nameOf(candidate)))) {
  console.log(`\n== ${nameOf(file)}`);
  const { default: bench } = await import(join(ROOT, file));
  await bench((line: string) => console.log(line));
}
