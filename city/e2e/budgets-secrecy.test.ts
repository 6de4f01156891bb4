import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Token, tokenAtDesk, voteWith } from "../demo/voter.ts";
import { closeVoting, type SaidVote } from "../features/budget-votes/index.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { officer, openBudgetOf, type SimulatedBudget } from "./simulated-budget.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const VOTERS = 40;

let city: EmptyCity;
let budget: SimulatedBudget;
const tokens: Token[] = [];
const votes: SaidVote[] = [];
/** What somebody who copies the directory after each vote has. */
const backups: Map<string, Buffer>[] = [];
const printed: string[] = [];

function copyOf(directory: string, under = ""): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(join(directory, under))) {
    const path = join(under, name);
    const status = statSync(join(directory, path));
    if (status.isDirectory()) for (const [inner, bytes] of copyOf(directory, path)) files.set(inner, bytes);
    else if (status.isFile()) files.set(path, readFileSync(join(directory, path)));
  }
  return files;
}

const tokenHashes = (): string[] => {
  const db = new DatabaseSync(join(city.directory, "ballots.sqlite"), { readOnly: true });
  const rows = db.prepare("SELECT hex(token_hash) AS hash FROM ballot").all();
  db.close();
  return rows.map(({ hash }) => String(hash));
};

beforeAll(async () => {
  for (const method of ["log", "error", "warn"] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void printed.push(said.join(" ")));
  city = await runEmptyCity();
  budget = await openBudgetOf(city.node, { people: VOTERS });
  for (const [at, reference] of budget.references.entries()) {
    const token = await tokenAtDesk(city.node.budgets, budget.id, reference);
    tokens.push(token);
    const vote = voteWith(token, { [budget.projects[at % 3]!]: 1, [budget.projects[3 + (at % 2)]!]: 1 });
    votes.push(vote);
    expect((await city.node.budgets.desk.cast(budget.id, vote)).ok).toBe(true);
    if (at % 4 === 3) backups.push(copyOf(city.directory));
  }
  await city.node.budgets.desk.idle();
  backups.push(copyOf(city.directory));
});
afterAll(async () => {
  await city.close();
  vi.restoreAllMocks();
});

const isIn = (files: Map<string, Buffer>, bytes: Uint8Array | string): boolean =>
  [...files.values()].some((file) => file.includes(bytes));

describe("whoever has the database, every log and every backup", () => {
  it("finds no ballot before closing: neither what was chosen nor its random signs, in whatever form", () => {
    for (const vote of votes) {
      const nonce = String(vote.nonce);
      for (const files of backups)
        for (const form of [nonce, nonce.toUpperCase(), Buffer.from(nonce, "hex")])
          expect(isIn(files, form)).toBe(false);
    }
  });

  it("finds no token, and nothing on the roll that a token could be compared with", () => {
    for (const { token, signature } of tokens) {
      for (const files of backups)
        for (const bytes of [token, signature])
          for (const form of [
            bytes,
            Buffer.from(bytes).toString("base64url"),
            Buffer.from(bytes).toString("hex"),
          ])
            expect(isIn(files, form)).toBe(false);
    }
  });

  it("finds no reference and no address of anybody", () => {
    for (const reference of budget.references)
      for (const files of backups) {
        expect(isIn(files, `${reference.toLowerCase()}@roll.example`)).toBe(false);
      }
    expect(printed.join("\n")).not.toMatch(/roll\.example|R-\d/);
  });

  it("cannot tell the order of arrival from the box: rows stand by their hashes, once each, and the write-ahead log is empty", () => {
    const file = backups.at(-1)!.get("ballots.sqlite")!;
    const log = backups.at(-1)!.get("ballots.sqlite-wal");
    expect(log === undefined || log.length === 0).toBe(true);
    const hashes = tokenHashes();
    expect(hashes.toSorted()).toEqual(hashes);
    const at = hashes.map((hash) => file.indexOf(Buffer.from(hash, "hex")));
    expect(at.every((place) => place > 0)).toBe(true);
    // Every hash lies there once, and nowhere in what was overwritten.
    for (const [index, hash] of hashes.entries())
      expect(file.indexOf(Buffer.from(hash, "hex"), at[index]! + 1)).toBe(-1);
    const arrival = tokens.map(({ token }) => hashes.indexOf(hashOf(token)));
    expect(arrival.toSorted((a, b) => a - b)).not.toEqual(arrival);
  });

  it("all sealed ballots are of one length", () => {
    const db = new DatabaseSync(join(city.directory, "ballots.sqlite"), { readOnly: true });
    const lengths = db.prepare("SELECT DISTINCT length(sealed) AS length FROM ballot").all();
    db.close();
    expect(lengths.length).toBe(1);
  });

  it("even when the ballots are published: none of their signs, and no hash of theirs, lies in any copy made before", async () => {
    expect((await closeVoting(budget.afterwards, budget.id, budget.closingCode, officer)).ok).toBe(true);
    const text = await (await fetch(`${city.baseUrl}/budgets/${budget.id}/ballots.ndjson`)).text();
    const lines = text.trim().split("\n");
    expect(lines.length).toBe(VOTERS);
    for (const line of lines) {
      const { nonce } = JSON.parse(line) as { nonce: string };
      for (const files of backups) expect(isIn(files, nonce)).toBe(false);
    }
    // In the published list the order is that of the hashes, which nobody could know before.
    const arrival = votes.map(({ nonce }) => lines.findIndex((line) => line.includes(String(nonce))));
    expect(arrival).not.toEqual(arrival.toSorted((a, b) => a - b));
    expect(tokenHashes()).toEqual([]);
    const now = copyOf(city.directory);
    expect([...now.keys()].filter((path) => path.startsWith("budget-keys"))).toEqual([]);
  });

  it("the log holds, before closing, nothing that grows with votes or tokens", async () => {
    const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    const acts = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).act as string);
    expect(acts.filter((act) => act.startsWith("budget.")).length).toBeLessThan(25);
    expect(acts.at(-1)).toBe("budget.closed");
  });
});

function hashOf(token: Uint8Array): string {
  return createHash("sha256").update(token).digest("hex").toUpperCase();
}
