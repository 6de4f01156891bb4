import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where browsers usually stand: the headless shell first, the same engine without a window, which opens pages in half the time. */
const KNOWN = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * A Chromium to test with: the one named by HUSTING_CHROMIUM or already there, else Debian's by apt when root, else
 * Playwright's own download.
 * @throws when none can be had: browser tests are not skipped in silence.
 */
export async function findChromium(): Promise<string> {
  const there = [process.env.HUSTING_CHROMIUM, ...KNOWN].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (there !== undefined) return there;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Debian's chromium for the browser tests …");
    const apt = (...args: string[]) =>
      spawnSync("apt-get", ["-qq", "-y", ...args], {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    apt("update");
    for (const browser of ["chromium-headless-shell", "chromium"]) {
      apt("install", "--no-install-recommends", browser, "fonts-noto-cjk");
      if (existsSync(`/usr/bin/${browser}`)) break;
    }
    const installed = KNOWN.find((path) => existsSync(path));
    if (installed !== undefined) return installed;
  }
  console.log("Fetching Playwright's own Chromium for the browser tests …");
  const cli = join(import.meta.dirname, "../node_modules/playwright-core/cli.js");
  spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: "inherit" });
  const { chromium } = await import("playwright-core");
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return downloaded;
  throw new Error(
    "No Chromium can be had: none is installed, apt could not bring one, and Playwright could not download one. " +
      "Install chromium, or name one with HUSTING_CHROMIUM, and run npm test again.",
  );
}
