import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const CITY = join(ROOT, "city");
const STAMP = join(CITY, "build/.built-from");

/** Builds the pages when their sources have changed since the last build. */
export function buildPages(): void {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  console.log("Building the pages …");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/.bin/react-router"), "build"],
    { cwd: CITY, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
  );
  if (status !== 0) throw new Error(`the pages could not be built:\n${stdout}${stderr}`);
  // Pages ship no client code; what the bundler made of it would only lie about.
  for (const script of globSync("build/client/**/*.js", { cwd: CITY })) rmSync(join(CITY, script));
  writeFileSync(STAMP, wanted);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  const files = globSync(["city/**/*.{ts,tsx,css,json,svg}", "packages/*/src/**/*.ts", "package-lock.json"], {
    cwd: ROOT,
    exclude: (path) => /(^|\/)(node_modules|build|\.react-router|e2e)(\/|$)|\.test\.ts$/.test(path),
  });
  for (const file of files.sort()) {
    if (!statSync(join(ROOT, file)).isFile()) continue;
    hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}
