import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, isHashHex, sha256, toHex, utf8 } from "./hash.ts";

describe("SHA-256", () => {
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ])("of %o is the published one", (message, digest) => {
    expect(toHex(sha256(utf8(message)))).toBe(digest);
  });

  it("agrees with the platform's own, however the message is cut into parts", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (parts) => {
        const digest = createHash("sha256").update(Buffer.concat(parts)).digest("hex");
        expect(toHex(sha256(...parts))).toBe(digest);
      }),
    );
  });
});

describe("hexadecimal", () => {
  it("comes back as the bytes it was made of", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(["A0", "0", "0g", " 0", "0x", "é0"])("%o is not taken for hexadecimal", (text) => {
    expect(fromHex(text)).toBeUndefined();
  });

  it("a hash has one spelling", () => {
    expect(isHashHex("ab".repeat(32))).toBe(true);
    expect(isHashHex("AB".repeat(32))).toBe(false);
    expect(isHashHex("ab".repeat(31))).toBe(false);
    expect(isHashHex(`${"ab".repeat(32)}\n`)).toBe(false);
    expect(isHashHex(7)).toBe(false);
  });
});
