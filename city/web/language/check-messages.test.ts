import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkMessages } from "./check-messages.ts";
import { languages } from "./language.ts";

const city = fileURLToPath(new URL("../..", import.meta.url));
const folders = [
  ...new Set(
    globSync("**/messages/*.json", { cwd: city, exclude: ["**/node_modules/**"] }).map((file) =>
      dirname(file),
    ),
  ),
].sort();

describe("every message of the city", () => {
  it("the shell's own messages are among those that are checked", () => {
    expect(folders).toContain(join("web", "messages"));
  });

  it.each(folders)("%s says the same in Swedish, Chinese and English", (folder) => {
    const read = (language: string): unknown =>
      JSON.parse(readFileSync(join(city, folder, `${language}.json`), "utf8"));
    expect(checkMessages({ en: read("en"), sv: read("sv"), zh: read("zh") })).toEqual([]);
  });

  it.each(folders)("%s holds a file for each language and nothing else", (folder) => {
    const files = globSync("*", { cwd: join(city, folder) }).map((file) => relative(".", file));
    expect(files.sort()).toEqual(languages.map((language) => `${language}.json`).sort());
  });
});

describe("what the check of messages finds", () => {
  const good = {
    en: { days: "{n, plural, one {# day} other {# days}} in {name}" },
    sv: { days: "{n, plural, one {# dag} other {# dagar}} i {name}" },
    zh: { days: "{name}\uff1a{n, number} 天" },
  };
  const withSwedish = (text: unknown): string[] => checkMessages({ ...good, sv: { days: text } });

  it("three files that say the same are sound, and Chinese needs no plural", () => {
    expect(checkMessages(good)).toEqual([]);
  });

  it("a key that one language lacks is missing there", () => {
    expect(checkMessages({ ...good, zh: {} })).toEqual(["zh days: is missing"]);
  });

  it("a key that only a translation has is missing in English", () => {
    const problems = checkMessages({ ...good, sv: { ...good.sv, night: "natt" } });
    expect(problems).toEqual(["en night: is missing", "zh night: is missing"]);
  });

  it("an argument under another name is found on both sides", () => {
    expect(withSwedish("{n, plural, one {# dag} other {# dagar}} i {namn}")).toEqual([
      "sv days: lacks {name}, which the English has",
      "sv days: has {namn}, which the English lacks",
    ]);
  });

  it("a brace that is never closed is not valid ICU", () => {
    expect(withSwedish("{n")[0]).toMatch(/not valid ICU/);
  });

  it("blank text, text that is no text and a file that is no object are found", () => {
    expect(withSwedish("  ")).toContain("sv days: is empty");
    expect(withSwedish(7)).toContain("sv days: is not a text");
    expect(checkMessages({ ...good, sv: ["dag"] })).toContain("sv: is not an object of messages");
  });

  it("an English sentence left in Swedish is found, a short proper name is not", () => {
    const left = "This sentence was left in English";
    expect(checkMessages({ en: { a: left }, sv: { a: left }, zh: { a: "这句话已经翻译" } })).toEqual([
      "sv a: is the English text",
    ]);
    expect(checkMessages({ en: { a: "EUPL-1.2" }, sv: { a: "EUPL-1.2" }, zh: { a: "EUPL-1.2" } })).toEqual(
      [],
    );
  });

  it("a plural that forgets the one is found", () => {
    expect(withSwedish("{n, plural, other {# dagar}} i {name}")).toEqual([
      "sv days: the plural of {n} has no arm for one",
    ]);
  });

  it("a date inside a message is refused, because a message knows no time zone", () => {
    const text = "{when, date, long}";
    expect(checkMessages({ en: { a: text }, sv: { a: text }, zh: { a: text } })).toHaveLength(3);
  });

  it("a choice that one language does not know is found", () => {
    const files = {
      en: { a: "{state, select, on {On} other {Off}}" },
      sv: { a: "{state, select, on {På} other {Av}}" },
      zh: { a: "{state, select, open {开} other {关}}" },
    };
    expect(checkMessages(files)).toEqual([
      "zh a: lacks {state=on}, which the English has",
      "zh a: has {state=open}, which the English lacks",
    ]);
  });

  it("a tag that a translation drops is found", () => {
    expect(checkMessages({ en: { a: "<b>x</b>" }, sv: { a: "x" }, zh: { a: "<b>x</b>" } })).toEqual([
      "sv a: lacks <b>, which the English has",
    ]);
  });
});
