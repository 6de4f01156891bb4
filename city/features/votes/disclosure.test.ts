import { describe, expect, it } from "vitest";
import { formats, languages } from "../../web/language/index.ts";
import { disclosureRuleNames, disclosureRules } from "./disclosure.ts";
import { disclosureTexts } from "./words.ts";

describe("the rules on what is told", () => {
  it.each(languages)("are told in %s with their figure, their date and where they come from", (language) => {
    const format = formats(language, "Europe/Stockholm");
    const texts = disclosureTexts(language, format);
    expect(texts.length).toBe(3);
    for (const [index, name] of disclosureRuleNames.entries()) {
      const { value, source, validFrom } = disclosureRules[name];
      for (const part of [String(value), source, format.plainDate(validFrom)])
        expect(texts[index]).toContain(part);
    }
  });
});
