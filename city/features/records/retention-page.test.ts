import { expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import { recordMessages } from "./messages.ts";
import { retentionPlans } from "./retention-plans.ts";
import { retentionRules } from "./retention-rules.ts";

const HAN = /\p{Script=Han}/u;

it.each(languages)("every rule and every source is named in %s, and in no other language", (language) => {
  const t = recordMessages.t(language);
  const sources = retentionPlans.flatMap((plan) => Object.values(plan.sources).flat());
  const names = [
    ...retentionRules.map(({ id }) => t(`rule.${id}`)),
    ...sources.map(({ id }) => t(`source.${id}`)),
  ];
  for (const name of names) {
    expect(HAN.test(name), name).toBe(language === "zh");
    // No table's name, no path.
    expect(name).not.toMatch(/_|\.md|Article .* EU/);
  }
  if (language === "sv")
    for (const name of names) expect(name).not.toMatch(/\b(Regulation|Article|Section|Act)\b/);
});
