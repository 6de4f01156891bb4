import fc from "fast-check";
import { expect, test } from "vitest";
import { languages } from "../../web/language/index.ts";
import { sharedSvg, wrapped } from "./picture.ts";
import { renderPng } from "./render.ts";

test("nothing of a text is lost by wrapping but spaces at the ends of lines", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.constantFrom(...languages),
      (text, language) => {
        const bare = (of: string): string => of.replaceAll(/\s/gu, "");
        expect(bare(wrapped(text, 36, language).join(""))).toBe(bare(text));
      },
    ),
  );
});

test("a long title keeps to two lines and never carries markup of its own", () => {
  const svg = sharedSvg({
    ...{ language: "sv", title: `<script>${"Ö".repeat(300)}`, sentence: "&", foot: "Umeå" },
    storeys: [0.5, null, 7],
  });
  expect(svg).not.toContain("<script>");
  expect(svg.match(/font-size="60"/g)).toHaveLength(2);
});

test("it comes out as a PNG of the size that is asked for, with ink where letters of each language are", async () => {
  const sizes = new Set<number>();
  for (const title of ["Älgkronans skola", "麋冠学校", ""]) {
    const png = await renderPng(
      sharedSvg({ language: "zh", title, sentence: "", foot: "", storeys: [1, 0.4, null] }),
    );
    const view = new DataView(png.buffer);
    expect(String.fromCharCode(...png.subarray(1, 4))).toBe("PNG");
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1200, 630]);
    expect(png.length).toBeLessThan(60_000);
    sizes.add(png.length);
  }
  // Were letters missing from the font, all three would be the same empty picture.
  expect(sizes.size).toBe(3);
});
