import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST_FAULTY_LINES, readBundle, writeBundle } from "./bundle.ts";

const head = { from: "umea", to: "chanba", madeAt: "2026-11-01T10:00:00.000Z" };
const written = writeBundle(head, [
  { type: "card", sealed: "a.b.c" },
  { type: "document", sequence: 1, sealed: "d.e.f" },
  { type: "witnessed", line: "{}" },
]);

describe("a file that is carried by hand", () => {
  test("reads back as it was written, with other line ends and a byte order mark too", () => {
    for (const text of [written, `\uFEFF${written.replaceAll("\n", "\r\n")}`]) {
      const { items, faults } = readBundle(text);
      expect(faults).toEqual([]);
      expect(items.map(({ item }) => item.type)).toEqual(["bundle", "card", "document", "witnessed"]);
    }
  });

  test("cut off anywhere keeps what came before and says so", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: written.length - 2 }), (length) => {
        const { items, faults } = readBundle(written.slice(0, length));
        const whole = written.slice(0, length).split("\n").length - 1;
        expect(items.length).toBeGreaterThanOrEqual(Math.min(whole, 4));
        expect(faults.length).toBeGreaterThan(0);
      }),
    );
  });

  test("with lines of something else names them and keeps the others", () => {
    const lines = written.split("\n");
    const { items, faults } = readBundle(
      [lines[0], "a letter", '{"type":"song"}', ...lines.slice(1)].join("\n"),
    );
    expect(items).toHaveLength(4);
    expect(faults.map(({ line, reason }) => [line, reason.code])).toEqual([
      [2, "not-json"],
      [3, "unknown-line"],
    ]);
  });

  test("with a line twice, or twice in one file, is whole", () => {
    const lines = written.split("\n");
    for (const text of [[lines[0], lines[1], ...lines.slice(1)].join("\n"), written + written]) {
      expect(readBundle(text).faults).toEqual([]);
    }
  });

  test("that is no such file at all is given up early", () => {
    const { items, faults } = readBundle("{}\n".repeat(20_000_000));
    expect(items).toEqual([]);
    expect(faults).toHaveLength(MOST_FAULTY_LINES + 1);
    expect(faults.at(-1)?.reason).toEqual({ code: "too-much-unreadable" });
  });

  test("of a newer form is not taken apart", () => {
    const { items, faults } = readBundle(written.replace('"version":1', '"version":2'));
    expect(items).toEqual([]);
    expect(faults).toMatchObject([{ reason: { code: "newer-bundle", version: 2 } }]);
  });

  test("never breaks the reader", () => {
    fc.assert(fc.property(fc.string(), (text) => void readBundle(text)));
  });
});
