import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Rules by name, those of WCAG 2.2 A and AA, or these and what axe holds to be good practice. */
export type AxeRules = readonly string[] | "wcag" | "every";

/**
 * What axe finds on a page as it stands, as `rule: element | element`. Pages have no frames, so axe runs in the page
 * itself, put there once however often one looks; that the page's own policy allows no script does not keep a test's out.
 * @throws when axe had nothing to look at, which would find nothing either.
 */
export async function axeFindings(page: Page, rules: AxeRules = "wcag"): Promise<string[]> {
  const options: RunOptions = {
    resultTypes: ["violations"],
    ...(rules === "wcag" && { runOnly: { type: "tag", values: STANDARDS } }),
    ...(typeof rules !== "string" && { runOnly: { type: "rule", values: [...rules] } }),
  };
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(async (wanted) => {
    const { violations, passes } = await window.axe.run(document, wanted);
    return {
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
      passes: passes.length,
    };
  }, options);
  expect(passes, `rules that axe could hold ${page.url()} to`).toBeGreaterThan(
    typeof rules === "string" ? 5 : 0,
  );
  return violations;
}
