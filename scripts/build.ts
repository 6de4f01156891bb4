import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const CITY = join(ROOT, "city");
const BUILD = join(CITY, "build");
const STAMP = ".built-from";

/** Builds the pages when their sources have changed since the last build. */
export function buildPages(): void {
  const wanted = fingerprint();
  const stamp = join(BUILD, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Building the pages …");
  removeAbandoned();
  // Two starts at once, or a node that is serving, must never meet half a build.
  const beside = `build.${process.pid}`;
  run(beside, "react-router", "build");
  // Pages ship no client code; what the bundler made of it, and of what only the server reads, would only lie about.
  for (const unused of globSync(`${beside}/client/**/*.{js,ts,icc}`, { cwd: CITY }))
    rmSync(join(CITY, unused));
  for (const program of ["ballot", "screen"])
    run(beside, "vite", "build", "--config", `vite.${program}.config.ts`, "--outDir", `${beside}/client`);
  writeFileSync(join(CITY, beside, STAMP), wanted);
  const old = join(CITY, `${beside}.old`);
  if (existsSync(BUILD)) renameSync(BUILD, old);
  renameSync(join(CITY, beside), BUILD);
  rmSync(old, { recursive: true, force: true });
}

/** One step of a build; what is there of it goes away when it fails. */
function run(beside: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/.bin", command), ...args],
    {
      cwd: CITY,
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production", HUSTING_BUILD_DIRECTORY: beside },
    },
  );
  if (status === 0) return;
  rmSync(join(CITY, beside), { recursive: true, force: true });
  throw new Error(`the pages could not be built:\n${stdout}${stderr}`);
}

/** What a build that was killed left behind. */
function removeAbandoned(): void {
  for (const folder of globSync("build.*", { cwd: CITY })) {
    const builder = Number(folder.split(".")[1]);
    if (!isRunning(builder)) rmSync(join(CITY, folder), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function fingerprint(): string {
  const hash = createHash("sha256");
  const files = globSync(["city/**/*.{ts,tsx,css,json,svg}", "packages/*/src/**/*.ts", "package-lock.json"], {
    cwd: ROOT,
    exclude: (path) =>
      /(^|\/)(node_modules|build(\.[\w.]+)?|\.react-router|e2e)(\/|$)|\.test\.ts$/.test(path),
  });
  for (const file of files.sort()) {
    if (!statSync(join(ROOT, file)).isFile()) continue;
    hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}
