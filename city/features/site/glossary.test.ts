import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { languages } from "../../web/language/index.ts";
import { glossary, type Term } from "./glossary.ts";
import { siteMessages } from "./messages.ts";

const terms = Object.values(glossary).flat() as Term[];
const SHARED = join(import.meta.dirname, "../../../../shared/data/facts/glossary.csv");

test("every word has one entry, and a meaning in each language that is not the word again", () => {
  expect(new Set(terms).size).toBe(terms.length);
  for (const language of languages)
    for (const term of terms) {
      const t = siteMessages.t(language);
      expect(t(`meaning.${term}`).length, term).toBeGreaterThan(t(`term.${term}`).length / 2);
    }
});

test.skipIf(!existsSync(SHARED))("the words are those of the shared glossary", () => {
  const rows: { key: string; en: string; sv: string; zh: string }[] = parse(readFileSync(SHARED), {
    columns: true,
  });
  const plain = (text: string): string => text.replaceAll("（", "(").replaceAll("）", ")");
  for (const term of terms) {
    const row = rows.find(({ key }) => key === term);
    for (const language of languages) {
      const shown = plain(siteMessages.t(language)(`term.${term}`));
      // What stands in brackets there is a note on the word.
      expect([row?.[language], row?.[language].replace(/\(.*\)$/u, "")], term).toContain(shown);
    }
  }
});

/** Words that the glossary has another word for; a page that used both would seem to speak of two things. */
const instead: Readonly<Record<(typeof languages)[number], readonly (readonly [RegExp, string])[]>> = {
  zh: [
    [/采暖/u, "供暖"],
    [/区域供热/u, "集中供热"],
    [/使用者体验/u, "热感觉投票"],
    [/个人数据/u, "个人信息"],
    [/可及性/u, "无障碍"],
  ],
  sv: [
    [/värmegraddagar/iu, "graddagar"],
    [/deltagarbudget/iu, "medborgarbudget"],
    [/persondata|personuppgiftsdata/iu, "personuppgift"],
    [/tillgänglighetsutlåtande/iu, "tillgänglighetsredogörelse"],
    [/operativtemperatur/iu, "operativ temperatur"],
  ],
  en: [
    [/normali[sz]ed consumption/iu, "adjusted baseline"],
    [/draft(?=s? of air)/iu, "draught"],
    [/participative budget/iu, "participatory budgeting"],
    [/accessibility declaration/iu, "accessibility statement"],
  ],
};

test.each(languages)("no message in %s uses another word where the glossary has one", (language) => {
  const found: string[] = [];
  for (const file of messageFiles(language)) {
    const messages: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
    for (const [key, text] of Object.entries(messages))
      for (const [other, word] of instead[language])
        if (other.test(text)) found.push(`${file} ${key}: "${text}" (${word})`);
  }
  expect(found).toEqual([]);
});

function messageFiles(language: string): string[] {
  const city = join(import.meta.dirname, "../..");
  const files = ["features", "web"].flatMap((folder) =>
    readdirSync(join(city, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(`messages/${language}.json`))
      .map((path) => join(city, folder, path)),
  );
  expect(files.length).toBeGreaterThan(20);
  return files;
}
