import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLanguage, languages } from "./language.ts";
import { negotiateLanguage } from "./negotiate.ts";

describe("choosing a reader's language", () => {
  it.each([
    ["sv-SE,sv;q=0.9,en;q=0.8", "sv"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["zh-Hans", "zh"],
    ["zh-Hant-TW,en;q=0.5", "zh"],
    ["en-US", "en"],
    ["EN-gb", "en"],
    ["de-DE,de;q=0.9,en;q=0.5,sv;q=0.7", "sv"],
    ["en;q=0.3, zh;q=0.8", "zh"],
    ["sv;q=0.5,en;q=0.5", "sv"],
  ] as const)("%s is answered in %s", (header, expected) => {
    const fallback = languages.find((language) => language !== expected)!;
    expect(negotiateLanguage(header, fallback)).toBe(expected);
  });

  it("a reader of Norwegian is not taken for a reader of Swedish", () => {
    expect(negotiateLanguage("nb-NO,nb;q=0.9,no;q=0.8", "en")).toBe("en");
  });

  it("a client that says nothing gets the node's own language", () => {
    for (const nothing of [null, undefined, "", "   ", ",,;;"]) {
      expect(negotiateLanguage(nothing, "zh")).toBe("zh");
    }
  });

  it("any language at all means the node's own, unless the reader refuses it", () => {
    expect(negotiateLanguage("*", "zh")).toBe("zh");
    expect(negotiateLanguage("*;q=0.5,zh;q=0", "zh")).toBe("sv");
    expect(negotiateLanguage("fr,*;q=0.1", "en")).toBe("en");
  });

  it("a weight that is no number drops its range and not the others", () => {
    expect(negotiateLanguage("sv;q=high,zh;q=0.1", "en")).toBe("zh");
    expect(negotiateLanguage("sv;q=,zh;q=7,en;q=0.2", "zh")).toBe("en");
  });

  it("whatever a client sends, the answer is a language of the house", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...languages), (header, fallback) => {
        expect(isLanguage(negotiateLanguage(header, fallback))).toBe(true);
      }),
    );
  });
});
