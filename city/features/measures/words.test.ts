import { describe, expect, it } from "vitest";
import { measureMessages } from "./messages.ts";
import { afterCount, afterKey, verdictTag } from "./words.ts";

const said = (fewest: number, most: number): string[] =>
  (["en", "sv", "zh"] as const).map((language) =>
    measureMessages.t(language)(afterKey({ fewest, most }, "after"), afterCount({ fewest, most })),
  );

describe("the days after a measure", () => {
  it("are a year only where every meter has a whole one", () => {
    expect(said(365, 365)).toEqual(["In the year after,", "Året efter", "其后一年"]);
    expect(said(148, 148)).toEqual(["In the 148 days after,", "Under de 148 dagarna efter", "其后 148 天"]);
    expect(said(140, 365)[0]).toBe("In the 140 to 365 days after, meter by meter,");
  });
});

describe("a verdict as a tag", () => {
  it("has its colour only after the last look; before it says that more data may change it", () => {
    expect(verdictTag("en", { outcome: "verified", isFinal: true })).toEqual({
      tone: "good",
      name: "Verified",
    });
    expect(verdictTag("en", { outcome: "verified", isFinal: false })).toEqual({
      tone: "neutral",
      name: "Verified · so far",
    });
  });
});
