import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type BrowserContextOptions, chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";

/** `npm run screenshots`: true pictures of the running demo cities for the README. Starts them where they do not run yet. */

const ROOT = join(import.meta.dirname, "..");
const OUT = join(ROOT, "docs/screenshots");
const UMEA = "http://localhost:4100";
const CHANBA = "http://localhost:4200";
const LONGEST_START_MS = 600_000;

interface Picture {
  readonly name: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: NonNullable<BrowserContextOptions["colorScheme"]>;
  /** Of the demo's accounts, for pages of staff. */
  readonly as?: string;
}

const desktop = { width: 1200, height: 1000, scheme: "light" } as const;
const phone = { width: 390, height: 1500, scheme: "light" } as const;
const pictures: readonly Picture[] = [
  { name: "city-en", url: `${UMEA}/en`, ...desktop },
  { name: "verdict-en", url: `${UMEA}/en/measures/algkronan-ventilation`, ...desktop },
  { name: "building-sv-phone", url: `${UMEA}/sv/buildings/algkronan-skola`, ...phone },
  { name: "city-zh-phone-dark", url: `${CHANBA}/zh`, ...phone, scheme: "dark" },
  { name: "take-part-zh-phone", url: `${CHANBA}/zh/take-part`, ...phone },
  { name: "schools-sv", url: `${UMEA}/sv/schools`, ...desktop },
  { name: "day-en", url: `${UMEA}/en/staff/day`, ...desktop, as: "manager@umea.example" },
];

mkdirSync(OUT, { recursive: true });
const started = await startWhereNeeded();
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const { name, url, width, height, scheme, as } of [...pictures, await lobby()]) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
    javaScriptEnabled: false,
  });
  if (as !== undefined) await signIn(page, as);
  await page.goto(url);
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  console.log(`${name}.png ← ${url}`);
  await page.close();
}
await browser.close();
started?.kill("SIGTERM");

/** The display in the school's lobby, held at one page. */
async function lobby(): Promise<Picture> {
  const { screens } = (await fetch(`${UMEA}/en/buildings/algkronan-skola.json`).then((answer) =>
    answer.json(),
  )) as { screens: { code: string }[] };
  const url = `${UMEA}/screen/${screens[0]?.code}?hold=yes`;
  return { name: "screen", url, width: 1280, height: 720, scheme: "light" };
}

async function signIn(page: Awaited<ReturnType<typeof browser.newPage>>, email: string): Promise<void> {
  await page.goto(`${UMEA}/en/sign-in`);
  await page.locator("input[type=email]").fill(email);
  await Promise.all([page.waitForEvent("load"), page.locator("main form button").first().click()]);
  const letters = (await fetch(`${UMEA}/en/demo/mailbox.json`).then((answer) => answer.json())) as {
    letters: { to: string; subject: string }[];
  };
  const code = letters.letters.find(({ to }) => to === email)?.subject.slice(0, 6) ?? "";
  await page.locator("input[name=code]").fill(code);
  await Promise.all([page.waitForEvent("load"), page.locator("main form button").first().click()]);
}

/** @returns the cities that were started for the pictures; undefined where they ran already. */
async function startWhereNeeded(): Promise<ChildProcess | undefined> {
  if (await answers()) return undefined;
  const child = spawn(process.execPath, [join(ROOT, "scripts/start.ts")], { cwd: ROOT, stdio: "inherit" });
  for (let waited = 0; waited < LONGEST_START_MS; waited += 1000) {
    if (await answers()) return child;
    await pause(1000);
  }
  child.kill("SIGTERM");
  throw new Error("the demo cities did not start");
}

async function answers(): Promise<boolean> {
  const asked = await Promise.all(
    [UMEA, CHANBA].map((url) =>
      fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  );
  return asked.every((ok) => ok);
}
