// Runs under whatever Node there is (20 or newer), before anything is installed: makes the project ready to run.
// Installs when node_modules is missing or the lock file has changed since, and says so.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const stamp = join(root, "node_modules/.husting-installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(`Husting needs Node 20 or newer to start; this is ${process.versions.node}.`);
  process.exit(1);
}
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  console.log("Installing what Husting stands on (once; about half a minute) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // Not `npm ci`: it refuses a lock file that does not list every other platform's optional binaries, which a registry
  // need not have served where the lock was made. `--no-save` installs the locked versions and leaves the lock alone.
  const { status } = spawnSync(npm, ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error(
      "npm install failed; its words stand above. Husting needs the npm registry to be installed.",
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
