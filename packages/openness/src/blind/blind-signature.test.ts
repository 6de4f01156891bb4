import {
  constants,
  createPrivateKey,
  generateKeyPairSync,
  privateDecrypt,
  randomBytes,
  verify,
} from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex, utf8 } from "../hash.ts";
import {
  type BlindKey,
  blindMessage,
  finalizeSignature,
  isSignedBy,
  PREFIX_BYTES,
  prepareMessage,
  readBlindKey,
} from "./blind-signature.ts";
import { bytesOf, integerOf, inverseModulo } from "./integers.ts";
import { rfc9474 } from "./rfc9474.fixture.ts";

const bytes = (hex: string) => fromHex(hex)!;
const base64Url = (value: bigint) => {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex").toString("base64url");
};

/** A private key from its primes, and its public half. */
function keyOf(p: bigint, q: bigint, e = 65_537n) {
  const d = inverseModulo(e, (p - 1n) * (q - 1n))!;
  const members = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverseModulo(q, p)! };
  const jwk = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, base64Url(value)]));
  const read = readBlindKey({ kty: "RSA", n: jwk.n, e: jwk.e });
  if (!read.ok) throw new Error(read.reason.code);
  return { secret: createPrivateKey({ key: { kty: "RSA", ...jwk }, format: "jwk" }), key: read.key };
}

/** What a signer does: the raw private operation, by OpenSSL. */
const signBlind = (secret: ReturnType<typeof keyOf>["secret"], message: Uint8Array): Uint8Array =>
  new Uint8Array(privateDecrypt({ key: secret, padding: constants.RSA_NO_PADDING }, message));

const random = (length: number) => new Uint8Array(randomBytes(length));

describe("the vector of RFC 9474 appendix A.1", () => {
  const { secret, key } = keyOf(BigInt(`0x${rfc9474.p}`), BigInt(`0x${rfc9474.q}`));
  const factor = inverseModulo(integerOf(bytes(rfc9474.inverse)), key.modulus)!;
  const drawn = [bytes(rfc9474.prefix), bytes(rfc9474.salt), bytesOf(factor, key.bytes)];
  const prepared = prepareMessage(bytes(rfc9474.message), () => drawn[0]!);
  let draws = 1;
  const blinded = blindMessage(key, prepared, () => drawn[draws++]!);

  it("is blinded, signed and finished to the published bytes", () => {
    expect(toHex(prepared)).toBe(rfc9474.prefix + rfc9474.message);
    expect(toHex(blinded.message)).toBe(rfc9474.blindedMessage);
    expect(toHex(bytesOf(blinded.inverse, key.bytes))).toBe(rfc9474.inverse);
    const blindSignature = signBlind(secret, blinded.message);
    expect(toHex(blindSignature)).toBe(rfc9474.blindSignature);
    const finished = finalizeSignature(key, prepared, blindSignature, blinded.inverse);
    expect(finished.ok && toHex(finished.signature)).toBe(rfc9474.signature);
  });

  it("no changed bit of the signature or the message is taken", () => {
    const signature = bytes(rfc9474.signature);
    expect(isSignedBy(key, prepared, signature)).toBe(true);
    for (const at of [0, 1, 255, 511]) {
      const changed = Uint8Array.from(signature);
      changed[at]! ^= 1;
      expect(isSignedBy(key, prepared, changed)).toBe(false);
    }
    const other = Uint8Array.from(prepared);
    other[PREFIX_BYTES]! ^= 128;
    expect(isSignedBy(key, other, signature)).toBe(false);
    expect(isSignedBy(key, prepared, signature.subarray(1))).toBe(false);
    // A signature plus the modulus would be a second one for the same token.
    expect(isSignedBy(key, prepared, new Uint8Array(key.bytes).fill(255))).toBe(false);
  });
});

describe("with keys of any size", () => {
  const pairs = [2048, 2050, 2054, 2056, 3072].map((modulusLength) => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
    const read = readBlindKey(publicKey.export({ format: "jwk" }));
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    return { privateKey, publicKey, key: read.key, modulusLength };
  });

  it("what is finished is an ordinary RSA-PSS signature, for OpenSSL too", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.uint8Array({ maxLength: 80 }), (pair, message) => {
        const { privateKey, publicKey, key } = pair;
        expect(key.bits).toBe(pair.modulusLength);
        const prepared = prepareMessage(message, random);
        const blinded = blindMessage(key, prepared, random);
        const done = finalizeSignature(
          key,
          prepared,
          signBlind(privateKey, blinded.message),
          blinded.inverse,
        );
        expect(done.ok).toBe(true);
        if (!done.ok) return;
        const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
        expect(verify("sha384", prepared, { key: publicKey, ...pss }, done.signature)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("what the signer sees is another each time, and a signature of something else is refused", () => {
    const { key, privateKey } = pairs[0]!;
    const prepared = prepareMessage(utf8("token"), random);
    const [one, two] = [blindMessage(key, prepared, random), blindMessage(key, prepared, random)];
    expect(toHex(one.message)).not.toBe(toHex(two.message));
    const crossed = finalizeSignature(key, prepared, signBlind(privateKey, two.message), one.inverse);
    expect(crossed).toEqual({ ok: false, reason: { code: "signature-invalid" } });
    const short = finalizeSignature(key, prepared, new Uint8Array(3), one.inverse);
    expect(short).toEqual({ ok: false, reason: { code: "signature-length", have: 3, need: 256 } });
  });

  it("draws a blinding factor again when it is not below the modulus", () => {
    const { key } = pairs[0]!;
    const draws = [
      new Uint8Array(48),
      bytesOf(key.modulus, key.bytes),
      new Uint8Array(key.bytes),
      bytesOf(2n, key.bytes),
    ];
    const blinded = blindMessage(key, utf8("x"), () => draws.shift()!);
    expect((blinded.inverse * 2n) % key.modulus).toBe(1n);
  });
});

describe("reading a key", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = publicKey.export({ format: "jwk" });

  it.each([
    ["nothing", null, { code: "not-an-rsa-jwk", member: "kty" }],
    ["another kind", { kty: "OKP" }, { code: "not-an-rsa-jwk", member: "kty" }],
    ["no modulus", { ...jwk, n: undefined }, { code: "not-an-rsa-jwk", member: "n" }],
    ["no base64url", { ...jwk, n: "+/+/" }, { code: "not-an-rsa-jwk", member: "n" }],
    ["an even modulus", { ...jwk, n: "AQI" }, { code: "not-an-rsa-jwk", member: "n" }],
    ["an exponent of one", { ...jwk, e: "AQ" }, { code: "not-an-rsa-jwk", member: "e" }],
    ["an even exponent", { ...jwk, e: "BA" }, { code: "not-an-rsa-jwk", member: "e" }],
    ["a small modulus", { ...jwk, n: "AQE" }, { code: "modulus-bits", have: 9, fewest: 2048, most: 8192 }],
    ["a secret", privateKey.export({ format: "jwk" }), { code: "private-key-shown" }],
  ])("says what is wrong with %s", (_, value, reason) => {
    expect(readBlindKey(value)).toEqual({ ok: false, reason });
  });

  it("takes what it should", () => {
    const key: BlindKey = (readBlindKey(jwk) as { ok: true; key: BlindKey }).key;
    expect(key).toMatchObject({ bits: 2048, bytes: 256, exponent: 65_537n });
  });
});
