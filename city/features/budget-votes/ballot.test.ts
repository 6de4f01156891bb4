import { verifyInclusion } from "@husting/openness";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BallotRules, readBallot } from "./ballot.ts";
import { checkPublication, proveInclusion, publish, receiptOf } from "./publication.ts";
import { boxKeyOf, boxSecret, makeClosingCode, readBoxKey, seal, unseal } from "./seal.ts";

const projects = [3, 7, 12, 40];
const rulesOf = (kind: BallotRules["kind"], most: number | null): BallotRules => ({ kind, most, projects });

describe("a ballot", () => {
  it.each([
    ["three of any number", rulesOf("approval", null), { "3": 1, "7": 1, "40": 1 }, undefined],
    ["as many as allowed", rulesOf("up-to-k", 2), { "40": 1, "3": 1 }, undefined],
    ["points up to the last", rulesOf("cumulative", 10), { "3": 4, "7": 6 }, undefined],
    ["one too many", rulesOf("up-to-k", 2), { "3": 1, "7": 1, "12": 1 }, "ballot-over"],
    ["a point too many", rulesOf("cumulative", 10), { "3": 5, "7": 6 }, "ballot-over"],
    ["two for one project where one is all", rulesOf("approval", null), { "3": 2 }, "ballot-over"],
    ["nothing", rulesOf("approval", null), {}, "ballot-empty"],
    ["only zeros", rulesOf("cumulative", 10), { "3": 0 }, "ballot-empty"],
    ["a project that is not voted on", rulesOf("approval", null), { "4": 1 }, "ballot-project-unknown"],
    ["a name every object has", rulesOf("approval", null), { constructor: 1 }, "ballot-project-unknown"],
    ["less than nothing", rulesOf("cumulative", 10), { "3": -1 }, "ballot-malformed"],
    ["half a point", rulesOf("cumulative", 10), { "3": 0.5 }, "ballot-malformed"],
    ["a text", rulesOf("cumulative", 10), { "3": "1" }, "ballot-malformed"],
    ["a list", rulesOf("approval", null), [1], "ballot-malformed"],
    ["none", rulesOf("approval", null), null, "ballot-malformed"],
  ])("%s", (_, rules, said, fault) => {
    const read = readBallot(rules, said);
    expect(read.ok ? undefined : read.fault.code).toBe(fault);
  });
});

const nonce = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));
const anonymous = fc.record({
  choices: fc
    .dictionary(fc.constantFrom(...projects.map(String)), fc.constant(1), {
      minKeys: 1,
      noNullPrototype: true,
    })
    .map((said) => {
      const read = readBallot(rulesOf("approval", null), said);
      return read.ok ? read.choices : {};
    }),
  nonce,
});

describe("published ballots", () => {
  const rules = rulesOf("approval", null);

  it("come out in an order that does not depend on the one they came in", () => {
    fc.assert(
      fc.property(fc.array(anonymous, { maxLength: 30 }), (ballots) => {
        expect(publish(ballots.toReversed())).toEqual(publish(ballots));
        const { text, root } = publish(ballots);
        const checked = checkPublication(text, root, rules);
        expect(checked.ok && checked.ballots.length).toBe(ballots.length);
      }),
    );
  });

  it("each proves by its receipt that it is among them, and no other does", () => {
    fc.assert(
      fc.property(fc.array(anonymous, { minLength: 1, maxLength: 30 }), anonymous, (ballots, other) => {
        const { text, root } = publish(ballots);
        for (const ballot of ballots) {
          const proof = proveInclusion(text, root, receiptOf(ballot));
          expect(proof && verifyInclusion(proof)).toEqual({ ok: true });
        }
        const isThere = ballots.some((ballot) => receiptOf(ballot) === receiptOf(other));
        expect(proveInclusion(text, root, receiptOf(other)) === undefined).toBe(!isThere);
      }),
    );
  });

  it("no changed byte is taken: 10 000 tried", () => {
    const ballots = fc.sample(anonymous, { numRuns: 50, seed: 7 });
    const { text, root } = publish(ballots);
    const bytes = Buffer.from(text);
    let seed = 1;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let found = 0;
    for (let tried = 0; tried < 10_000; tried++) {
      const changed = Buffer.from(bytes);
      changed[next(bytes.length)]! ^= 1 + next(255);
      if (!checkPublication(changed.toString("utf8"), root, rules).ok) found++;
    }
    expect(found).toBe(10_000);
  });
});

describe("a sealed ballot", () => {
  const code = makeClosingCode();
  const secret = boxSecret(code);
  const box = readBoxKey(boxKeyOf(secret));
  const place = new Uint8Array([1, 2, 3]);

  it("opens with the closing code, however it is typed, and is of one length whatever it says", () => {
    const [short, long] = ["a", "a much longer text, with ä and 选票"].map((text) =>
      seal(box, text, 100, place),
    );
    const typed = boxSecret(` ${code.toLowerCase().replaceAll(/(.{4})/g, "$1 ")}`);
    expect(unseal(typed, short!, place)).toBe("a");
    expect(unseal(typed, long!, place)).toBe("a much longer text, with ä and 选票");
    expect(short!.length).toBe(long!.length);
    expect(() => seal(box, "x".repeat(101), 100, place)).toThrow(RangeError);
  });

  it("opens with no other code, in no other place, and not when a byte was changed", () => {
    const sealed = seal(box, "a", 40, place);
    expect(unseal(boxSecret(makeClosingCode()), sealed, place)).toBeUndefined();
    expect(unseal(secret, sealed, new Uint8Array([1, 2, 4]))).toBeUndefined();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at]! ^= 1;
      // The highest bit of an X25519 key is not looked at (RFC 7748 §5); the key's bytes go into the secret all the same.
      expect(unseal(secret, changed, place)).toBeUndefined();
    }
    expect(unseal(secret, sealed.subarray(0, 20), place)).toBeUndefined();
  });
});
