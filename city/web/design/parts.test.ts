import { readFileSync } from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { htmlLanguage, languages } from "../language/index.ts";
import { shellMessages } from "../shell-messages.ts";
import {
  CoverageMeter,
  DataTable,
  FormField,
  KeyFigure,
  Notice,
  type NoticeProps,
  PageShell,
  type PageShellProps,
  Tag,
  type TagProps,
} from "./index.ts";
import { StylePage } from "./StylePage.tsx";

const css = readFileSync(new URL("./husting.css", import.meta.url), "utf8");

function page(language: (typeof languages)[number], signedIn: boolean): string {
  const t = shellMessages.t(language);
  const shell: PageShellProps = {
    skipLabel: t("skip.content"),
    demo: { title: t("demo.title"), text: t("demo.text") },
    header: {
      product: t("product"),
      city: "Umeå",
      homeHref: `/${language}`,
      navigation: {
        label: t("nav.label"),
        items: [
          { href: `/${language}/buildings`, label: t("nav.buildings"), current: "page" },
          { href: `/${language}/method`, label: t("nav.method") },
        ],
      },
      languages: {
        label: t("language.label"),
        current: language,
        items: languages.map((item) => ({
          language: item,
          href: `/${item}/style`,
          label: t(`language.${item}`),
        })),
      },
      session: signedIn
        ? {
            signedIn,
            name: "Eva",
            text: t("session.signedInAs", { name: "Eva" }),
            href: `/${language}/account`,
            signOutAction: "/sign-out",
            signOutLabel: t("session.signOut"),
            fields: { returnTo: `/${language}` },
          }
        : { signedIn, href: `/${language}/sign-in`, label: t("session.signIn") },
    },
    footer: {
      claim: t("footer.claim"),
      label: t("footer.label"),
      groups: [{ title: t("footer.about"), links: [{ href: "/a", label: t("footer.style") }] }],
    },
    children: createElement(StylePage, { language }),
  };
  return renderToStaticMarkup(createElement(PageShell, shell));
}

const pages = languages.flatMap((language) =>
  [true, false].map((signedIn) => [language, page(language, signedIn)] as const),
);

describe.each(pages)("the page of all parts in %s", (language, html) => {
  it("asks nothing of the security policy: no inline style, no script, no handler, no other host", () => {
    expect(html).not.toMatch(/<style|<script|\sstyle="|\son[a-z]+="|javascript:/i);
    expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /(?:src|href|action)="(?:https?:)?\/\//,
    );
  });

  it("gives every id once, and every reference finds its id", () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const references = [...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g)].flatMap(
      ([, names = ""]) => names.split(" "),
    );
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((reference) => !ids.includes(reference))).toEqual([]);
  });

  it("has one first heading, and no level is skipped", () => {
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it("offers itself in the three languages, each named in itself", () => {
    for (const other of languages) {
      const link = new RegExp(
        `<a[^>]*lang="${htmlLanguage[other]}"[^>]*hrefLang="${htmlLanguage[other]}"`,
        "i",
      );
      expect(html).toMatch(link);
    }
    expect(html).toMatch(new RegExp(`lang="${htmlLanguage[language]}"[^>]*aria-current="true"`));
  });

  it("uses only classes that the style sheet knows", () => {
    const classes = new Set(
      [...html.matchAll(/\sclass="([^"]+)"/g)].flatMap(([, names = ""]) => names.split(" ")),
    );
    expect([...classes].filter((name) => !css.includes(`.${name}`))).toEqual([]);
  });
});

describe("parts of a page", () => {
  it("an error is told in words, tied to its field, and marks the field invalid", () => {
    const html = renderToStaticMarkup(
      createElement(FormField, {
        name: "email",
        label: "E-mail",
        hint: "For the code",
        error: { word: "Error", text: "Not an address" },
        required: "(required)",
        control: { kind: "input", type: "email" },
      }),
    );
    expect(html).toContain('aria-describedby="email-error email-hint"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toMatch(/<input[^>]* required=""/);
    // Each space in the text before it: beside one that stands alone Chromium names the two as one word.
    expect(html).toContain("<strong>Error </strong>Not an address");
    expect(html).toContain('E-mail <span class="field-required">(required)</span>');
  });

  it("a figure that is missing says why and shows no number", () => {
    const html = renderToStaticMarkup(
      createElement(KeyFigure, { label: "Saved", figure: { missing: "Not measured" } }),
    );
    expect(html).toContain("Not measured");
    expect(html).not.toMatch(/\d/);
  });

  it("coverage beyond a whole is drawn as a whole, and is said in words", () => {
    const html = renderToStaticMarkup(
      createElement(CoverageMeter, { share: 1.2, label: "Heat", text: "100 % measured" }),
    );
    expect(html).toMatch(/<meter[^>]*aria-valuetext="100 % measured"[^>]*value="1"/);
    expect(html).toContain('width="100"');
  });

  it("a bar of what was not measured is hatched, not of no length", () => {
    const html = renderToStaticMarkup(
      createElement(DataTable<{ name: string; share: number | null }>, {
        caption: "Buildings",
        scrollLabel: "Buildings, scrolls",
        rows: [
          { name: "A", share: null },
          { name: "B", share: 0.25 },
        ],
        rowKey: (row) => row.name,
        columns: [
          { key: "name", header: "Name", cell: (row) => row.name },
          {
            key: "share",
            header: "Use",
            align: "number",
            cell: (row) => row.share ?? "Not measured",
            bar: (row) => row.share,
          },
        ],
      }),
    );
    expect(html).toContain("cell-bar-gap");
    expect(html).toContain('width="25"');
    expect(html).toContain('scope="row"');
    expect(html).toMatch(/<section[^>]*aria-label="Buildings, scrolls"[^>]*tabindex="0"/i);
  });

  it("a notice and a tag say their kind by a word and an outline, not by colour alone", () => {
    const signs = (["info", "success", "warn", "error"] as const).map((kind) => {
      const notice: NoticeProps = { kind, word: `word ${kind}`, children: "text" };
      const html = renderToStaticMarkup(createElement(Notice, notice));
      expect(html).toContain(`word ${kind}`);
      return /<path[^>]* d="([^"]+)"/.exec(html)?.[1];
    });
    expect(new Set(signs).size).toBe(4);
    const tag: TagProps = { tone: "bad", children: "Worse" };
    expect(renderToStaticMarkup(createElement(Tag, tag))).toContain(signs[3]);
  });
});
