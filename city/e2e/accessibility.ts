import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings } from "./axe.ts";

/** One thing in Chromium's accessibility tree. */
interface Accessible {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly states: Readonly<Record<string, unknown>>;
}

const LANDMARKS = ["banner", "main", "contentinfo"] as const;
const NAMED = [
  ...["link", "button", "textbox", "combobox", "checkbox", "radio", "Date", "heading", "navigation"],
  ...["region", "table", "DisclosureTriangle"],
];

/** The tree that Chromium gives to screen readers, of a page as it stands. */
async function treeOf(context: BrowserContext, page: Page): Promise<Accessible[]> {
  const cdp = await context.newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree", {});
  await cdp.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, properties }) => ({
      role: String(role?.value ?? ""),
      name: String(name?.value ?? ""),
      description: String(description?.value ?? ""),
      states: Object.fromEntries((properties ?? []).map((one) => [one.name, one.value.value])),
    }));
}

/**
 * Lines as `heading 1 "Proposal 5"`, `textbox "E-mail address" invalid required: Error: Write one.`, of a page whose tree is sound: landmarks
 * once each, one first heading and no level left out, no id twice, and a name on everything that can be used.
 */
export async function accessibleLines(context: BrowserContext, page: Page): Promise<string[]> {
  const tree = await treeOf(context, page);
  for (const landmark of LANDMARKS)
    expect(tree.filter(({ role }) => role === landmark).length, `${landmark} on ${page.url()}`).toBe(1);
  const levels = tree.filter(({ role }) => role === "heading").map(({ states }) => Number(states.level));
  expect(levels.filter((level) => level === 1).length, `first headings on ${page.url()}`).toBe(1);
  for (const [index, level] of levels.entries())
    expect(level - (levels[index - 1] ?? 1), `headings on ${page.url()}: ${levels}`).toBeLessThanOrEqual(1);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
  expect(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    `ids that stand twice on ${page.url()}`,
  ).toEqual([]);
  const nameless = tree.filter(({ role, name }) => NAMED.includes(role) && name.trim() === "");
  expect(nameless, `without a name on ${page.url()}`).toEqual([]);
  return tree
    .filter(({ role }) => !/^(InlineTextBox|generic|none|LineBreak)$/.test(role))
    .map(({ role, name, description, states }) =>
      [
        role,
        ...(role === "heading" ? [states.level] : []),
        `"${name.replaceAll("\u00a0", " ")}"`,
        ...(states.invalid === "true" ? ["invalid"] : []),
        ...(states.required === true ? ["required"] : []),
        ...(states.checked === "true" ? ["checked"] : []),
        ...(description === "" ? [] : [`: ${description.replaceAll("\u00a0", " ")}`]),
      ].join(" "),
    );
}

/**
 * What axe finds against WCAG 2.2 A and AA on a page as it stands, forms with their errors among them. axe is a script, and the page allows none: it
 * looks at the same bytes in another tab.
 * @param looking a context that runs scripts and bypasses the page's policy.
 */
export async function axeFindingsOfCopy(looking: BrowserContext, page: Page): Promise<string[]> {
  const body = await page.content();
  const url = page.url();
  const copy = await looking.newPage();
  try {
    await copy.route(url.replace(/#.*$/, ""), (route) =>
      route.fulfill({ body, contentType: "text/html; charset=utf-8" }),
    );
    await copy.goto(url);
    return await axeFindings(copy);
  } finally {
    await copy.close();
  }
}
