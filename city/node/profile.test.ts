import { describe, expect, it } from "vitest";
import { limitsOf, refundRuleOf } from "../features/climate/index.ts";
import { cityProfiles, profileSchema } from "./profile.ts";

const { rules: _, ...chanba } = cityProfiles.chanba;

describe("the rules of a city", () => {
  it("every city's own record names rules that there are", () => {
    for (const profile of Object.values(cityProfiles)) {
      expect(profileSchema.parse(profile)).toEqual(profile);
      expect(limitsOf(profile.rules).id).toBe(profile.rules.limits);
      expect(refundRuleOf(profile.rules)?.id ?? null).toBe(profile.rules.refund);
    }
  });

  it("a profile kept from before there were rules has those of its city", () => {
    expect(profileSchema.parse(chanba).rules).toEqual({ limits: "xian", refund: "xian-refund" });
  });

  it("another Chinese city has its country's limits, and no refund rule that is not its own", () => {
    expect(profileSchema.parse({ ...chanba, id: "hanzhong" }).rules).toEqual({
      limits: "china",
      refund: null,
    });
  });

  it("a rule that nobody knows is refused, and it is said which there are", () => {
    const parsed = profileSchema.safeParse({ ...chanba, rules: { limits: "xian", refund: "moon" } });
    expect(parsed.error?.issues[0]).toMatchObject({
      path: ["rules", "refund"],
      message: expect.stringContaining("xian-refund"),
    });
  });
});
