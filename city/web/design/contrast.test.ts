import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./husting.css", import.meta.url), "utf8");

/** The least ratio of WCAG 2.2: text 4.5 (1.4.3), parts of controls and drawings 3 (1.4.11). */
const least = { text: 4.5, part: 3 } as const;

type Theme = ReadonlyMap<string, string>;

interface Pair {
  readonly kind: keyof typeof least;
  readonly front: string;
  readonly ground: string;
}

/** The declarations of the first block after `opening`, up to its closing brace. */
function block(opening: string, from = 0): Theme {
  const start = css.indexOf(opening, from);
  expect(start, `${opening} stands in the style sheet`).toBeGreaterThanOrEqual(0);
  const body = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

const tokensAt = css.indexOf("@layer tokens {");
const themes = {
  light: block(":root {", tokensAt),
  "dark by the system": block(':root:not([data-theme="light"]) {', tokensAt),
  "dark by choice": block(':root[data-theme="dark"] {', tokensAt),
} as const;

const pairs: readonly Pair[] = [
  ...css.matchAll(/^ \* pair (text|part): (--[\w-]+) on ((?:--[\w-]+ ?)+)$/gm),
].flatMap(([, kind, front = "", grounds = ""]) =>
  grounds
    .trim()
    .split(" ")
    .map((ground) => ({ kind: kind === "text" ? ("text" as const) : ("part" as const), front, ground })),
);
const exempt = new Set([...css.matchAll(/^ \* pair none: (--[\w-]+) /gm)].map(([, name]) => name));

/** Relative luminance of an sRGB colour (WCAG 2.2, definition). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe("the measure itself", () => {
  it("black on white is 21 : 1, and a colour on itself 1 : 1", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
    expect(contrast("#99263c", "#99263c")).toBe(1);
  });

  it("the grey that just passes on white passes, the next lighter one does not", () => {
    expect(contrast("#767676", "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast("#777777", "#ffffff")).toBeLessThan(4.5);
  });
});

describe("the colours of the house", () => {
  it.each(Object.entries(themes))("every declared pair can be read in the theme: %s", (_, theme) => {
    expect(pairs.length).toBeGreaterThan(40);
    const tooWeak = pairs.flatMap(({ kind, front, ground }) => {
      const ratio = contrast(theme.get(front) ?? "#000000", theme.get(ground) ?? "#000000");
      return ratio < least[kind] ? [`${front} on ${ground}: ${ratio.toFixed(2)} < ${least[kind]}`] : [];
    });
    expect(tooWeak).toEqual([]);
  });

  it("all themes know the same colours, and the two ways to darkness are one", () => {
    expect([...themes["dark by the system"].keys()]).toEqual([...themes.light.keys()]);
    expect([...themes["dark by choice"]]).toEqual([...themes["dark by the system"]]);
  });

  it("every colour stands in a pair, and every pair is of colours that exist", () => {
    const named = new Set(pairs.flatMap(({ front, ground }) => [front, ground]));
    expect([...themes.light.keys()].filter((name) => !named.has(name) && !exempt.has(name))).toEqual([]);
    expect([...named].filter((name) => !themes.light.has(name))).toEqual([]);
  });

  it("a rule that sets both text and ground uses a declared pair", () => {
    const declared = new Set(pairs.map(({ front, ground }) => `${front} on ${ground}`));
    const rules = [...css.slice(css.indexOf("@layer base {")).matchAll(/([^{}]+)\{([^{}]*)\}/g)];
    const undeclared = rules.flatMap(([, selector = "", body = ""]) => {
      const front = /(?:^|[\s;])color: var\((--[\w-]+)\)/.exec(body)?.[1];
      const ground = /(?:^|[\s;])background: var\((--[\w-]+)\)/.exec(body)?.[1];
      if (front === undefined || ground === undefined || ground === "--ground") return [];
      return declared.has(`${front} on ${ground}`) ? [] : [`${selector.trim()}: ${front} on ${ground}`];
    });
    expect(undeclared).toEqual([]);
  });

  it("no rule outside the tokens writes a colour of its own", () => {
    const rules = css.slice(css.indexOf("@layer base {"), css.indexOf("@media print {"));
    expect(rules.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi)).toBeNull();
  });

  it("every custom property that is used is declared", () => {
    const declared = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    const used = new Set([...css.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
    expect([...used].filter((name) => !declared.has(name))).toEqual([]);
  });
});
