import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { buildPages } from "./build.ts";
import { keepRunning } from "./keep-running.ts";

/**
 * `npm start` runs the two demo cities, each its own process with its own data directory; with `--city`, one real
 * node. Ctrl-C stops all of them. A city that falls is started again a few times, and takes no other down with it.
 */

const ROOT = join(import.meta.dirname, "..");
const HUSTING = join(ROOT, "city/bin/husting.ts");

const umea = { city: "umea", port: "4100" };
const chanba = { city: "chanba", port: "4200" };
const demo = [
  [umea, chanba],
  [chanba, umea],
].map(([own, other]) => [
  ...["--city", own!.city, "--data", join(ROOT, "data", own!.city), "--port", own!.port],
  ...["--demo", "--demo-partner", `http://localhost:${other!.port}`],
]);

const own = process.argv.slice(2);
buildPages();
if (own.length === 0) console.log("Two demo cities are starting; Ctrl-C stops both.");

const stopping = new AbortController();
process.on("SIGINT", () => stopping.abort());
process.on("SIGTERM", () => stopping.abort());

const codes = await Promise.all(
  (own.length > 0 ? [own] : demo).map((args) =>
    keepRunning(
      { name: `The node ${args.join(" ")}`, start: () => serve(args) },
      {
        restarts: 3,
        soundMs: 600_000,
        pauseMs: 2_000,
        signal: stopping.signal,
        say: (line) => console.error(line),
      },
    ),
  ),
);
process.exit(Math.max(...codes));

function serve(args: readonly string[]): ChildProcess {
  // The fourth channel ends with this process, however it ends: a node that loses it stops by itself.
  return spawn(process.execPath, [HUSTING, "serve", ...args], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
    detached: true,
  });
}
