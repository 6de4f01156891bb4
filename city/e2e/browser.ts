import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The real Chromium that `npm test` found. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.HUSTING_CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    throw new Error(
      `${executablePath} is no Chromium; npm test finds one, or name one with HUSTING_CHROMIUM.`,
    );
  }
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
