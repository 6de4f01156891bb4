import { describe, expect, it } from "vitest";
import { formats } from "../../web/language/index.ts";
import { amountInterval, comparisonText } from "./words.ts";

const format = formats("en", "Europe/Stockholm");

describe("another method's figure", () => {
  it("is called the same thing only where place and year are the same too", () => {
    const said = (elsewhere: "place" | "year" | "place-and-year" | null): string =>
      comparisonText("en", format, { comparable: true, reasons: [], elsewhere });
    expect(said(null)).toBe("the same thing");
    expect(said("place-and-year")).toBe("counts alike, another place and year");
    expect(said("year")).toBe("counts alike, another year");
    expect(
      comparisonText("zh", format, { comparable: false, reasons: ["gas-differs"], elsewhere: "place" }),
    ).toBe("另一口径：气体不同");
  });
});

describe("an interval of carbon", () => {
  it("has its unit once, after both ends", () => {
    const amount = { kg: 1420, gas: "CO2e", scope: "life-cycle" } as const;
    expect(amountInterval(format, { ...amount, lowKg: 891, highKg: 1782 })).toBe(
      "0.89–1.78\u00a0t\u00a0CO2e",
    );
    expect(amountInterval(format, { ...amount, lowKg: 89, highKg: 178 })).toBe("89–178\u00a0kg\u00a0CO2e");
  });
});
