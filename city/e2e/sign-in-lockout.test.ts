import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type CityNode, openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";

const HOUR_MS = 3_600_000;
const EMAIL = "somebody@umea.example";

let nowMs = Date.now();
let node: CityNode;
let directory: string;
/** What was mailed to the address, the newest last. */
let letters: { readonly code: string; readonly longCode: string }[] = [];

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation((said) => {
    const text = String(said);
    const longCode = /(?:\d{4} ){4}\d{4}/.exec(text)?.[0];
    if (longCode !== undefined) letters.push({ code: /\b\d{6}\b/.exec(text)![0], longCode });
  });
  directory = mkdtempSync(join(tmpdir(), "husting-lockout-"));
  node = await openNode(directory, { profile: cityProfiles.umea, nowMs: () => nowMs });
});
afterAll(async () => {
  await node.close();
  rmSync(directory, { recursive: true, force: true });
  vi.restoreAllMocks();
});
beforeEach(() => {
  nowMs += 48 * HOUR_MS;
  letters = [];
});

/** A browser: it keeps the cookie that it got, and comes from a network of its own. */
function browser(network: string) {
  let headers = new Headers();
  return {
    async ask(): Promise<string> {
      const sent = await node.signIn.sendCode(EMAIL, headers, network);
      if (sent.ok) headers = new Headers({ cookie: sent.cookies[0]!.split(";")[0]! });
      return sent.ok ? "sent" : sent.fault;
    },
    async enter(code: string): Promise<string> {
      const entered = await node.signIn.enter(EMAIL, code, headers, network);
      return entered.ok ? "entered" : entered.fault;
    },
  };
}

const wrong = (time: number): string => String(time).padStart(6, "0");

/** Asks fifty times and guesses fifty times, each time from another network. */
async function attack(): Promise<string[]> {
  const said: string[] = [];
  for (let time = 0; time < 50; time++) {
    const stranger = browser(`stranger ${time}`);
    await stranger.ask();
    said.push(await stranger.enter(wrong(time)));
  }
  const one = browser("stranger");
  await one.ask();
  for (let time = 0; time < 50; time++) said.push(await one.enter(wrong(time)));
  return said;
}

it("whoever asked before a stranger asks and guesses fifty times comes in with the code that was mailed to them", async () => {
  const person = browser("home");
  expect(await person.ask()).toBe("sent");
  const { code } = letters[0]!;
  expect(await attack()).not.toContain("entered");
  // Asking once more sends nothing, and takes nothing away.
  expect(await person.ask()).toBe("too-many-letters");
  expect(await person.enter(code)).toBe("entered");
});

it("whoever asks after that comes in with the long code of any of the letters", async () => {
  await attack();
  expect(letters).toHaveLength(8);
  const person = browser("home");
  expect(await person.ask()).toBe("too-many-letters");
  expect(await person.enter(letters[0]!.code)).toBe("code-elsewhere");
  expect(await person.enter(letters[0]!.longCode)).toBe("entered");
  expect(await person.enter(letters[5]!.longCode.replaceAll(" ", ""))).toBe("entered");
});

it("a stranger who goes on all day is never without a letter in the mailbox that lets its owner in", async () => {
  const stranger = browser("stranger");
  for (let minute = 0; minute < 2 * 24 * 60; minute += 10) {
    nowMs += 600_000;
    for (let time = 0; time < 9; time++) await stranger.ask();
    // Of the letters that hold the owner opens the newest.
    if (minute % 360 === 0) expect(await browser("home").enter(letters.at(-1)!.longCode)).toBe("entered");
  }
  // Mail stays bounded: 24 in a day, and what the owner used.
  expect(letters.length).toBeLessThanOrEqual(2 * 24 + 8 + 24);
});

it("a letter's code can be guessed at five times and no more, however many guess at once", async () => {
  const stranger = browser("stranger");
  await stranger.ask();
  const { code } = letters[0]!;
  const guesses = Array.from({ length: 30 }, (_, time) => stranger.enter(wrong(time)));
  const said = await Promise.all(guesses);
  expect(said.filter((what) => what === "code-wrong")).toHaveLength(5);
  expect(await stranger.enter(code)).toBe("too-many-tries");
  // Asking again makes another code; the guesses that are left in a day are those of the letters.
  nowMs += HOUR_MS;
  expect(await stranger.ask()).toBe("sent");
  expect(await stranger.enter(letters[1]!.code)).toBe("entered");
});

it("browsers that ask for the same address do not cancel one another, and none uses another's code", async () => {
  const [computer, telephone] = [browser("home"), browser("away")];
  await computer.ask();
  await telephone.ask();
  expect(await telephone.enter(letters[0]!.code)).toBe("code-wrong");
  expect(await computer.enter(letters[0]!.code)).toBe("entered");
  expect(await telephone.enter(letters[1]!.code)).toBe("entered");
});

it("a long code holds for a day and not longer", async () => {
  await browser("home").ask();
  nowMs += 24 * HOUR_MS;
  expect(await browser("home").enter(letters[0]!.longCode)).toBe("code-wrong");
});

it("somebody who guesses in the same network keeps nobody out who has a code", async () => {
  const person = browser("library");
  await person.ask();
  const stranger = browser("library");
  for (let time = 0; time < 130; time++) await stranger.enter(wrong(time));
  expect(await stranger.enter("000000")).toBe("too-many-tries");
  expect(await person.enter(letters[0]!.code)).toBe("entered");
});

it("what lies in the database opens nothing: neither code can be tried out by its hash alone", async () => {
  await browser("home").ask();
  const [row] = await node.civic.selectFrom("sign_in_code").selectAll().orderBy("id", "desc").execute();
  const { createHash } = await import("node:crypto");
  const hashOf = (what: string) => createHash("sha256").update(what).digest("hex");
  const { code } = letters[0]!;
  expect(row?.email).toBe(EMAIL);
  for (const known of [code, `${EMAIL}/${code}`, `${row!.asker}/${code}`])
    expect(row!.code_hash).not.toBe(hashOf(known));
});
