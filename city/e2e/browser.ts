import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

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

/** Presses a button that sends a form and waits for the page that comes: a page closed in the midst of that may never close. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole("button", { name, exact: typeof name === "string" }).first();
  await Promise.all([page.waitForEvent("load"), button.click()]);
}
