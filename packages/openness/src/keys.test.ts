import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fromHex, toHex, utf8 } from "./hash.ts";
import { fingerprint, keyIdOf, publicKeyOf, readPrivateKeyJwk, readPublicKeyJwk } from "./keys.ts";
import { signerFromSecret, signerOf } from "./log.fixture.ts";
import { signDocument, trustKeys } from "./signature.ts";

/** The key of RFC 8037 Appendix A.1 and A.2. */
const rfc8037 = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
} as const;

describe("a key as a JSON Web Key", () => {
  it("is identified by the thumbprint that RFC 8037 A.3 publishes", () => {
    expect(keyIdOf(rfc8037)).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  });

  it("is read without the members that are none of the key", () => {
    const { d, ...publicOnly } = rfc8037;
    expect(readPublicKeyJwk({ ...publicOnly, kid: "2026", use: "sig" })).toEqual({
      ok: true,
      key: publicOnly,
    });
    expect(readPrivateKeyJwk({ ...rfc8037, ext: true })).toEqual({ ok: true, key: { ...publicOnly, d } });
    expect(publicKeyOf(rfc8037)).toEqual(publicOnly);
  });

  it("is refused as a public key when it shows the secret", () => {
    expect(readPublicKeyJwk(rfc8037)).toEqual({ ok: false, reason: { code: "private-key-shown" } });
  });

  it.each([
    ["", null],
    ["", "a text"],
    ["kty", { ...rfc8037, kty: "EC" }],
    ["crv", { ...rfc8037, crv: "X25519" }],
    ["x", { ...rfc8037, x: rfc8037.x.slice(1) }],
    ["x", { ...rfc8037, x: `${rfc8037.x}=` }],
    // The last character of 32 bytes has two bits to spare, which must be zero: one key, one spelling.
    ["x", { ...rfc8037, x: rfc8037.x.replace(/o$/, "p") }],
    ["d", { ...rfc8037, d: 7 }],
  ])("is refused with the member %o named", (member, value) => {
    expect(readPrivateKeyJwk(value)).toEqual({ ok: false, reason: { code: "not-an-ed25519-jwk", member } });
  });

  it("has a fingerprint of twelve groups of five digits that another key does not have", () => {
    const fingerprints = Array.from({ length: 50 }, (_, secret) => fingerprint(signerOf(secret).publicKey));
    for (const text of fingerprints) expect(text).toMatch(/^\d{5}( \d{5}){11}$/);
    expect(new Set(fingerprints).size).toBe(50);
    expect(fingerprint(rfc8037)).toBe(fingerprint(publicKeyOf(rfc8037)));
  });
});

describe("a signed document", () => {
  it("carries the Ed25519 signature of RFC 8032 over its canonical JSON", async () => {
    // RFC 8032 §7.1, test 3: the signature of the bytes af82 under this secret.
    const secret = fromHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
    if (secret === undefined) throw new Error("hexadecimal");
    const published =
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac" +
      "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";
    const signer = signerFromSecret(secret);
    expect(toHex(signer.sign(Uint8Array.of(0xaf, 0x82)))).toBe(published);

    const signed = signDocument({ b: 2, a: "å" }, signer);
    const { signature, ...rest } = signed;
    expect(toHex(signer.sign(utf8(`{"a":"å","b":2,"keyId":"${signed.keyId}"}`)))).toBe(signature);
    expect(rest).toEqual({ a: "å", b: 2, keyId: keyIdOf(signer.publicKey) });
    const trusted = await trustKeys([signerOf(9).publicKey, signer.publicKey]);
    if (!trusted.ok) throw new Error(trusted.reason.code);
    expect(await trusted.keys.check(signed)).toEqual({ ok: true, keyId: signed.keyId });
  });

  it("is not taken once anything of it has changed", async () => {
    const trusted = await trustKeys([signerOf(1).publicKey]);
    if (!trusted.ok) throw new Error(trusted.reason.code);
    const signed = signDocument({ city: "umea", kwh: 12 }, signerOf(1));
    const invalid = { ok: false, reason: { code: "signature-invalid", keyId: signed.keyId } };
    expect(await trusted.keys.check({ ...signed, kwh: 13 })).toEqual(invalid);
    expect(await trusted.keys.check({ ...signed, note: "" })).toEqual(invalid);
    expect(await trusted.keys.check({ ...signed, signature: signed.signature.toUpperCase() })).toEqual(
      invalid,
    );
    expect(await trusted.keys.check({ ...signed, signature: "" })).toEqual(invalid);
    await fc.assert(
      fc.asyncProperty(fc.nat(511), async (bit) => {
        const bytes = fromHex(signed.signature) ?? new Uint8Array(64);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await trusted.keys.check({ ...signed, signature: toHex(bytes) })).toEqual(invalid);
      }),
    );
  });

  it("by a key that nobody trusts is told apart from a false signature", async () => {
    const trusted = await trustKeys([signerOf(1).publicKey]);
    if (!trusted.ok) throw new Error(trusted.reason.code);
    const stranger = signDocument({ city: "umea" }, signerOf(2));
    expect(await trusted.keys.check(stranger)).toEqual({
      ok: false,
      reason: { code: "unknown-key", keyId: keyIdOf(signerOf(2).publicKey) },
    });
  });

  it("is not made with a signature of another length", () => {
    const broken = { publicKey: signerOf(1).publicKey, sign: () => new Uint8Array(63) };
    expect(() => signDocument({ a: 1 }, broken)).toThrow(RangeError);
  });

  it("has its canonical bytes whatever order it was written in", () => {
    const one = signDocument({ a: 1, b: [true] }, signerOf(3));
    const other = signDocument({ b: [true], a: 1 }, signerOf(3));
    expect(one).toEqual(other);
  });
});

describe("keys that cannot be made ready for checking", () => {
  it("are named when they are not of 32 bytes", async () => {
    const cut = { ...publicKeyOf(rfc8037), x: rfc8037.x.slice(0, 20) };
    expect(await trustKeys([publicKeyOf(rfc8037), cut])).toEqual({
      ok: false,
      reason: { code: "not-an-ed25519-jwk", member: "x" },
    });
  });

  it("are reported on a page that is not secure, where a browser has no Web Crypto", async () => {
    vi.stubGlobal("crypto", {});
    try {
      expect(await trustKeys([publicKeyOf(rfc8037)])).toEqual({
        ok: false,
        reason: { code: "ed25519-unavailable" },
      });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
