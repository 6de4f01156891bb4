import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { buildPages } from "./build.ts";

/**
 * `npm start` runs the two demo cities, each its own process with its own data directory; with `--city`, one real
 * node. Ctrl-C stops all of them.
 */

const ROOT = join(import.meta.dirname, "..");
const HUSTING = join(ROOT, "city/bin/husting.ts");

const demo = [
  ["--city", "umea", "--data", join(ROOT, "data/umea"), "--port", "4100", "--demo"],
  ["--city", "chanba", "--data", join(ROOT, "data/chanba"), "--port", "4200", "--demo"],
];

const own = process.argv.slice(2);
buildPages();
const nodes = (own.length > 0 ? [own] : demo).map(serve);
if (own.length === 0) console.log("Two demo cities are starting; Ctrl-C stops both.");

let stopping = false;
function stop(): void {
  stopping = true;
  for (const node of nodes) node.kill("SIGTERM");
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

let exitCode = 0;
for (const node of nodes) {
  node.on("exit", (code) => {
    if (code !== 0 && code !== null) exitCode = code;
    if (!stopping) stop();
    if (nodes.every((other) => other.exitCode !== null || other.signalCode !== null)) process.exit(exitCode);
  });
}

function serve(args: readonly string[]): ChildProcess {
  // The fourth channel ends with this process, however it ends: a node that loses it stops by itself.
  return spawn(process.execPath, [HUSTING, "serve", ...args], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
    detached: true,
  });
}
