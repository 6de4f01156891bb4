import { canonicalJson, keyIdOf, publicKeyOf, utf8 } from "@husting/openness";
import { CompactSign } from "jose";
import { describe, expect, test } from "vitest";
import { documentHash, documentText, openDocument, sealDocument } from "./document.ts";
import { documentOf, newKey } from "./exchange.fixture.ts";

const key = newKey();
const other = newKey();
const expected = { from: "umea", to: "chanba", keys: [publicKeyOf(key)] };
const text = documentText(documentOf(1, null));
const sealed = await sealDocument(text, key);

const reasonOf = async (given: string, whom = expected) => {
  const opened = await openDocument(given, whom);
  return opened.ok ? "opened" : opened.reason.code;
};

async function sealAnything(value: object | string, header: object, by = key): Promise<string> {
  const bytes = utf8(typeof value === "string" ? value : canonicalJson(value as never));
  return new CompactSign(bytes)
    .setProtectedHeader({ alg: "Ed25519", kid: keyIdOf(key), typ: "husting-document", ...header } as never)
    .sign({ ...by, alg: "Ed25519" } as never);
}

describe("a document", () => {
  test("opens to the very bytes that were looked at", async () => {
    const opened = await openDocument(sealed, expected);
    expect(opened).toMatchObject({
      ok: true,
      opened: { sha256: documentHash(text), document: { sequence: 1 } },
    });
  });

  test("gets the same seal each time", async () => {
    expect(await sealDocument(text, key)).toBe(sealed);
  });

  test("is refused by the reason when it is not what the partner sealed", async () => {
    const [header, payload, signature] = sealed.split(".") as [string, string, string];
    const forged = Buffer.from(text.replace("1", "2")).toString("base64url");
    expect(await reasonOf(`${header}.${forged}.${signature}`)).toBe("seal-broken");
    expect(await reasonOf(await sealDocument(text, other))).toBe("unknown-key");
    // The right name on a seal by another key.
    expect(await reasonOf(await sealAnything(text, {}, other))).toBe("seal-broken");
    expect(await reasonOf(sealed.slice(0, -20))).toBe("seal-broken");
    expect(await reasonOf(`${header}.${payload}`)).toBe("not-sealed");
    expect(await reasonOf(`${header}.${payload.slice(0, 40)}.${signature}`)).toBe("seal-broken");
    expect(await reasonOf("")).toBe("not-sealed");
    expect(await reasonOf("x".repeat(9 * 1024 * 1024))).toBe("too-long");
  });

  test("without a signature, or with a secret in the place of a key, is not looked at", async () => {
    const none = `${Buffer.from('{"alg":"none","typ":"husting-document"}').toString("base64url")}.${sealed.split(".")[1]}.AA`;
    expect(await reasonOf(none)).toBe("other-algorithm");
    expect(await reasonOf(await sealAnything(text, { typ: "husting-card" }))).toBe("other-type");
  });

  test("for another city, from another city or of a newer form says so", async () => {
    expect(await reasonOf(sealed, { ...expected, to: "elsewhere" })).toBe("for-another-city");
    expect(await reasonOf(sealed, { ...expected, from: "elsewhere" })).toBe("from-another-city");
    expect(await reasonOf(await sealAnything({ ...JSON.parse(text), version: 2, new: true }, {}))).toBe(
      "newer-format",
    );
    expect(await reasonOf(await sealAnything({ ...JSON.parse(text), sequence: 0 }, {}))).toBe("malformed");
    expect(await reasonOf(await sealAnything({ ...JSON.parse(text), more: 1 }, {}))).toBe("malformed");
    expect(await reasonOf(await sealAnything(`${text} `, {}))).toBe("not-canonical");
    expect(await reasonOf(await sealAnything("[1]", {}))).toBe("not-canonical");
  });

  test("changed in any single character is refused", async () => {
    for (let index = 0; index < sealed.length; index += 7) {
      const character = sealed[index] === "A" ? "B" : "A";
      const changed = sealed.slice(0, index) + character + sealed.slice(index + 1);
      const opened = await openDocument(changed, expected);
      // The last character of a part holds bits that base64url does not use.
      if (opened.ok)
        expect(Buffer.from(opened.opened.sealed.split(".")[1]!, "base64url").toString()).toBe(text);
    }
  });
});
