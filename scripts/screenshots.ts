import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";

/** `npm run screenshots`: true pictures of the running demo cities for the README. Start them first with `npm start`. */

const OUT = join(import.meta.dirname, "../docs/screenshots");
const pictures = [
  { name: "city-en", url: "http://localhost:4100/en", width: 1200, height: 1000, scheme: "light" },
  {
    name: "verdict-en",
    url: "http://localhost:4100/en/measures/algkronan-ventilation",
    width: 1200,
    height: 1000,
    scheme: "light",
  },
  {
    name: "building-sv-phone",
    url: "http://localhost:4100/sv/buildings/algkronan-skola",
    width: 390,
    height: 1500,
    scheme: "light",
  },
  { name: "city-zh-phone-dark", url: "http://localhost:4200/zh", width: 390, height: 1500, scheme: "dark" },
] as const;

mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const { name, url, width, height, scheme } of pictures) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    javaScriptEnabled: false,
  });
  await page.goto(url);
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  console.log(`${name}.png ← ${url}`);
}
await browser.close();
