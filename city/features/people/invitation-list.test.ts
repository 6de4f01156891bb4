import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_INVITED, readInvitations } from "./invitation-list.ts";

describe("a list of addresses", () => {
  it("has one on each line, with its role in any language, its separator and its quotes", () => {
    const { lines, refused } = readInvitations(
      [
        "\ufeffaddress;role",
        "One@Umea.example",
        "",
        "two@umea.example;officer",
        '"three@umea.example","Fastighetsförvaltare"',
        "four@umea.example\tteacher",
        "five@umea.example；管理员",
      ].join("\r\n"),
      "adviser",
    );
    expect(lines.slice(0, 2)).toEqual([
      { line: 2, email: "one@umea.example", role: "adviser" },
      { line: 4, email: "two@umea.example", role: "officer" },
    ]);
    expect(lines.slice(2).map(({ role }) => role)).toEqual(["manager", "teacher"]);
    expect(refused).toEqual([{ line: 7, said: "five@umea.example；管理员", fault: "role-singly" }]);
  });

  it("names each line that cannot be taken, and takes an address once", () => {
    const { lines, refused } = readInvitations(
      "no address\na@b.example;king\na@b.example\nA@B.example\na@b.example;administrator",
      "teacher",
    );
    expect(lines).toEqual([{ line: 3, email: "a@b.example", role: "teacher" }]);
    expect(refused.map(({ line, fault }) => [line, fault])).toEqual([
      [1, "address-malformed"],
      [2, "role-unknown"],
      [4, "address-twice"],
      [5, "role-singly"],
    ]);
  });

  it("says how many are beyond as many as are invited at once", () => {
    const text = Array.from({ length: MOST_INVITED + 3 }, (_, i) => `a${i}@b.example`).join("\n");
    expect(readInvitations(text, "teacher")).toMatchObject({ tooMany: 3, refused: [] });
    expect(readInvitations(text, "teacher").lines).toHaveLength(MOST_INVITED);
  });

  it("never makes an administrator, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { lines } = readInvitations(`a@b.example;${text}`, "teacher");
        expect(lines.map(({ role }) => role)).not.toContain("administrator");
      }),
    );
  });
});
