import { describe, expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import { ACTING } from "./acts.ts";
import { houseRuleSets, RULE_CODES } from "./house-rules.ts";
import { moderationMessages } from "./messages.ts";
import { SUBJECT_KINDS } from "./subjects.ts";
import { eventText, kindName, ruleName } from "./words.ts";

describe("words for moderation", () => {
  it("every rule, kind of text, act and event has words in every language", () => {
    for (const language of languages) {
      for (const rule of RULE_CODES) {
        expect(ruleName(language, rule)).not.toBe(rule);
        expect(moderationMessages.has(`rule.${rule}-text`)).toBe(true);
      }
      for (const kind of SUBJECT_KINDS) expect(kindName(language, kind)).not.toBe(kind);
      for (const act of Object.keys(ACTING)) {
        expect(moderationMessages.has(`act.${act}`)).toBe(true);
        expect(moderationMessages.has(`decide.${act}-lead`)).toBe(true);
      }
      for (const event of ["hidden", "redacted", "restored", "appealed", "appeal-upheld", "appeal-rejected"])
        expect(eventText(language, event, "threats", "proposal")).not.toBe(event);
    }
  });

  it("a rule that is no more is called by its code, and every set knows only rules with words", () => {
    expect(ruleName("en", "no-jokes")).toBe("no-jokes");
    for (const { rules, duties } of houseRuleSets) {
      expect(rules.length).toBeGreaterThan(0);
      for (const { law, standing } of duties) {
        expect(["V", "S", "M"]).toContain(standing);
        for (const language of languages) expect(law[language]).not.toBe("");
      }
    }
  });
});
