import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lix, longestChineseSentence } from "./reading-level.ts";

const CITY = join(import.meta.dirname, "../..");
/** Told to staff, to programs, or in the names of columns. */
const NOT_FOR_EVERYBODY = /^(staff|letter|export|reject|cause|readme)\b/u;

/** What the public reads in a language: its place and its words, without what is filled in. */
function publicTexts(language: string): { readonly at: string; readonly text: string }[] {
  return ["features", "web"].flatMap((folder) =>
    readdirSync(join(CITY, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(`messages/${language}.json`))
      .flatMap((path) => {
        const messages: Record<string, string> = JSON.parse(readFileSync(join(CITY, folder, path), "utf8"));
        return Object.entries(messages)
          .filter(([key]) => !NOT_FOR_EVERYBODY.test(key))
          .map(([key, text]) => ({ at: `${path} ${key}`, text: plain(text) }));
      }),
  );
}

function plain(text: string): string {
  return text
    .replaceAll(/\{\w+, (?:plural|select),[\s\S]*?\}\}/gu, "x")
    .replaceAll(/\{[^{}]*\}/gu, "x")
    .replaceAll(/<[^>]+>/gu, "");
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.floor(q * (sorted.length - 1))]!;

test.each(["sv", "en"] as const)(
  "public texts in %s read as easily as children's books, hardly any as hard as a newspaper",
  (language) => {
    const long = publicTexts(language)
      .map(({ at, text }) => ({ at, ...lix(text) }))
      .filter(({ words }) => words >= 12);
    expect(long.length).toBeGreaterThan(500);
    const values = long.map(({ value }) => value).sort((a, b) => a - b);
    expect(quantile(values, 0.5)).toBeLessThan(30);
    expect(quantile(values, 0.9)).toBeLessThan(40);
    expect(long.filter(({ value }) => value > 56).map(({ at }) => at)).toEqual([]);
  },
);

test("public sentences in Chinese are short", () => {
  const lengths = publicTexts("zh").map(({ at, text }) => ({ at, length: longestChineseSentence(text) }));
  const sorted = lengths.map(({ length }) => length).sort((a, b) => a - b);
  expect(quantile(sorted, 0.95)).toBeLessThan(30);
  expect(lengths.filter(({ length }) => length > 45).map(({ at }) => at)).toEqual([]);
});

test("LIX rises with long words and with long sentences", () => {
  expect(lix("Vi bor här. Det är bra.").value).toBeLessThan(
    lix("Vi bor här och det är bra och varmt.").value,
  );
  expect(lix("Vi bor här.").value).toBeLessThan(lix("Kommunalförvaltningen sammanträdde här.").value);
  expect(lix("").value).toBe(0);
});
