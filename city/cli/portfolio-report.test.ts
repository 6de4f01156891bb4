import { describe, expect, it } from "vitest";
import { calibrationOf } from "../features/savings/claims/claim.ts";
import { refusedRow } from "../features/savings/claims/portfolio.ts";
import { portfolioReport } from "./portfolio-report.ts";

describe("a portfolio's report", () => {
  it("shows names and reasons as text, whatever stands in them", () => {
    const row = refusedRow({ building: `a"b`, carrier: "gas", file: "x" }, "<script>alert('&')</script>");
    const html = portfolioReport({
      method: "towt",
      zone: "UTC",
      country: "none",
      calibration: calibrationOf("towt"),
      sums: [],
      meters: [row],
    });
    expect(html).toContain("a&quot;b");
    expect(html).toContain("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;");
    expect(html).not.toContain("<script");
  });
});
