import { describe, expect, it } from "vitest";
import { cityFactors } from "../features/carbon/index.ts";
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

describe("the emission factors of a city", () => {
  const { carbon, ...umea } = cityProfiles.umea;

  it("every city's own record names factors that there are", () => {
    for (const profile of Object.values(cityProfiles))
      for (const [carrier, id] of Object.entries(profile.carbon.factors))
        expect(cityFactors(profile).chosen(carrier)).toMatchObject({ ok: true, value: { id } });
  });

  it("a profile kept from before there was carbon has those of its city, another city its country's", () => {
    expect(profileSchema.parse(umea).carbon).toEqual(carbon);
    expect(profileSchema.parse({ ...umea, id: "hudiksvall" }).carbon.factors).toEqual({
      electricity: "nordic-el-ivl",
      gas: "ipcc-ng",
    });
  });

  it("a factor that nobody knows is refused, and it is said which there are", () => {
    const parsed = profileSchema.safeParse({
      ...umea,
      carbon: { ...carbon, factors: { "district-heat": "moon" } },
    });
    expect(parsed.error?.issues[0]).toMatchObject({
      path: ["carbon", "factors", "district-heat"],
      message: expect.stringContaining("umea-dh-2022"),
    });
  });

  it("a record of the city's own lacks nothing, or it is said what", () => {
    const own = [{ id: "our-heat", place: "our-network", carrier: "district-heat", gas: "CO2" }];
    const parsed = profileSchema.safeParse({ ...umea, carbon: { ...carbon, own } });
    expect(parsed.error?.issues[0]).toMatchObject({
      path: ["carbon", "own", 0],
      message: "scope is missing or unknown",
    });
  });
});
