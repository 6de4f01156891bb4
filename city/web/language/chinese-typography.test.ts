import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const CITY = join(import.meta.dirname, "../..");
const HAN = String.raw`\p{Script=Han}`;

/** Units are formulae: what stands in their brackets is no sentence. */
const FORMULAE = new Set([
  "inventory/messages/zh.json primary.unit",
  "inventory/messages/zh.json benchmark.unit",
]);

/** Half-width marks of punctuation beside a character. */
const halfWidth = new RegExp(`${HAN}[,:;()?!]|[,:;()?!]${HAN}`, "u");

/** A letter or figure beside a character without a space: written, or filled in for a number. */
const unspaced = new RegExp(
  [
    `${HAN}[\\p{Script=Latin}\\d#]`,
    `[\\p{Script=Latin}\\d#%]${HAN}`,
    `${HAN}\\{\\w+, (?:number|plural, other \\{#)`,
    `(?:, number\\}|#\\}\\})${HAN}`,
  ].join("|"),
  "u",
);

/** A space between characters, or beside a full-width mark, which has its own room. */
const overspaced = new RegExp(`${HAN} ${HAN}|[，。；：！？、（）“”《》] | [，。；：！？、（）“”《》]`, "u");

/** Formatted shares have no space before their sign; neither have written ones. */
const spacedPercent = /[\d}] %/u;

/** Arguments that are a number in one of the languages stand as one in Chinese too, however they are written there. */
const NUMBER = /\{(\w+), (?:number|plural|selectordinal)/gu;

/** Dates begin with a figure. */
const DATES = ["date", "to", "through", "opens", "closes"];

function messages(): { at: string; text: string; numbers: readonly string[] }[] {
  return ["features", "web"].flatMap((folder) =>
    readdirSync(join(CITY, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("messages/zh.json"))
      .flatMap((path) => {
        const [zh, sv, en] = ["zh", "sv", "en"].map(
          (language): Record<string, string> =>
            JSON.parse(
              readFileSync(join(CITY, folder, path.replace(/zh\.json$/u, `${language}.json`)), "utf8"),
            ),
        );
        return Object.entries(zh!).map(([key, text]) => ({
          at: `${path.split(/[/\\]/u).slice(-3).join("/")} ${key}`,
          text,
          numbers: [text, sv![key], en![key]].flatMap((said) =>
            [...(said ?? "").matchAll(NUMBER)].map(([, name]) => name!),
          ),
        }));
      }),
  );
}

const all = messages();

test("Chinese has full-width punctuation", () => {
  expect(all.length).toBeGreaterThan(5000);
  expect(all.filter(({ at, text }) => halfWidth.test(text) && !FORMULAE.has(at))).toEqual([]);
});

test("a space stands between a Chinese character and a letter or figure", () => {
  const close = (text: string, name: string): boolean =>
    new RegExp(`${HAN}\\{${name}\\}|\\{${name}\\}${HAN}`, "u").test(text);
  expect(
    all.filter(
      ({ text, numbers }) => unspaced.test(text) || [...numbers, ...DATES].some((name) => close(text, name)),
    ),
  ).toEqual([]);
});

test("no space stands between Chinese characters or beside a full-width mark", () => {
  expect(all.filter(({ text }) => overspaced.test(text))).toEqual([]);
});

test("no space stands before the sign of a per cent", () => {
  expect(all.filter(({ text }) => spacedPercent.test(text))).toEqual([]);
});
