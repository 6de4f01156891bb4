import {
  appendEntry,
  emptyLog,
  hashLeaf,
  type LogPosition,
  publicKeyOf,
  readHeadLine,
  toHex,
  utf8,
} from "@husting/openness";
import { describe, expect, test } from "vitest";
import { newKey, signerOf } from "./exchange.fixture.ts";
import { followLog, type LogCopy, type LogGrowth } from "./log-copy.ts";

const key = newKey();
const city = { id: "umea", keys: [publicKeyOf(key)] };

/** A log of so many acts; `tell` makes a city say different things of them. */
function logOf(size: number, tell = (n: number) => `act ${n}`, by = key) {
  const signer = signerOf(by);
  let position: LogPosition = emptyLog("umea");
  const leaves: string[] = [];
  const heads: LogGrowth["head"][] = [];
  for (let n = 1; n <= size; n++) {
    const at = new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
    const appended = appendEntry(
      position,
      {
        at,
        act: "measure.registered",
        subject: "measure/1",
        actor: { role: "node", commitment: null },
        facts: { text: tell(n) },
        commitments: {},
      },
      signer,
    );
    if (!appended.ok) throw new Error(appended.reason.code);
    position = appended.position;
    leaves.push(toHex(hashLeaf(utf8(appended.line))));
    const head = readHeadLine(appended.headLine);
    if (!head.ok) throw new Error(head.reason.code);
    heads.push(head.head);
  }
  return {
    growth: (after: number, until: number): LogGrowth => ({
      after,
      leaves: leaves.slice(after, until),
      head: heads[until - 1]!,
    }),
  };
}

const log = logOf(40);
async function seen(size: number): Promise<LogCopy> {
  const followed = await followLog(null, log.growth(0, size), city);
  if (!followed.ok) throw new Error(followed.reason.code);
  return followed.copy;
}
const reasonOf = async (copy: LogCopy | null, growth: LogGrowth): Promise<string> => {
  const followed = await followLog(copy, growth, city);
  return followed.ok ? `followed to ${followed.copy.head.size}` : followed.reason.code;
};

describe("a partner's log", () => {
  test("is followed from any size to any later one, also with more told than needed", async () => {
    for (const [from, to] of [
      [1, 2],
      [7, 8],
      [8, 40],
      [13, 27],
      [20, 20],
    ] as const) {
      expect(await reasonOf(await seen(from), log.growth(from, to))).toBe(`followed to ${to}`);
      expect(await reasonOf(await seen(from), log.growth(0, to))).toBe(`followed to ${to}`);
    }
  });

  test("that was rewritten is found, whatever entry changed", async () => {
    for (const changed of [1, 5, 13]) {
      const rewritten = logOf(40, (n) => (n === changed ? "another act" : `act ${n}`));
      const copy = await seen(13);
      expect(await reasonOf(copy, rewritten.growth(13, 30))).toBe("log-rewritten");
      expect(await reasonOf(copy, rewritten.growth(0, 30))).toBe("log-rewritten");
      expect(await reasonOf(copy, rewritten.growth(13, 13))).toBe("log-rewritten");
    }
  });

  test("that was cut off, told with a gap or signed by another is not followed", async () => {
    const copy = await seen(13);
    expect(await reasonOf(copy, log.growth(0, 12))).toBe("log-shrank");
    expect(await reasonOf(copy, log.growth(20, 30))).toBe("growth-with-gap");
    expect(await reasonOf(copy, { ...log.growth(13, 30), leaves: [] })).toBe("growth-malformed");
    expect(await reasonOf(copy, { ...log.growth(13, 14), leaves: ["zz"] })).toBe("growth-malformed");
    expect(await reasonOf(copy, logOf(20, undefined, newKey()).growth(13, 20))).toBe("unknown-key");
    const { head } = log.growth(13, 30);
    expect(await reasonOf(copy, { ...log.growth(13, 30), head: { ...head, size: 31 } })).toBe(
      "signature-invalid",
    );
  });
});
