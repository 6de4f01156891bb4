import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type CityNode, openNode } from "../node/node.ts";
import { ensureMeteringPoint } from "../node/points.ts";
import { createServer, listen } from "../node/server.ts";
import { simulatedUmea } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Everything somebody could get hold of who takes away the data directory of a city: and what it tells of who voted. */

interface Voter {
  readonly address: string;
  readonly browser: string;
  readonly answer: string;
  readonly comment?: string;
}

const voters: readonly Voter[] = [
  { address: "203.0.113.71", browser: "EvasTelephone/17.4", answer: "-3", comment: "Elementet ar kallt." },
  { address: "203.0.113.72", browser: "OlasTelephone/9.1", answer: "2" },
  { address: "203.0.113.73", browser: "LisTelephone/1.0", answer: "0" },
  { address: "203.0.113.74", browser: "AnnasTelephone/3.3", answer: "2" },
];
const HALF_DAY = /^\d{4}-\d\d-\d\d\/(am|pm)$/;

let directories: string[] = [];
beforeEach(() => {
  directories = [];
});
afterEach(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A city in which these have voted, one after another; gives its directory, all files closed. */
async function voted(order: readonly Voter[]): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "husting-link-"));
  directories.push(directory);
  let nowMs = Date.UTC(2026, 10, 24, 7);
  const node = await openNode(directory, { profile: simulatedUmea, nowMs: () => nowMs });
  await ensureMeteringPoint(node.registry, {
    building: "hall",
    room: "room",
    carrier: "indoor-temperature",
    kind: "instantaneous",
    unit: "°C",
    stepMinutes: 60,
    registerWidth: null,
  });
  // The address a city's proxy names, as a node behind one takes it.
  Object.assign(node.directory.config, { publicUrl: "https://husting.example" });
  const server = await listen(await createServer(node), 0);
  const code = await codeOf(node);
  for (const { address, browser, answer, comment = "" } of order) {
    const response = await fetch(`http://127.0.0.1:${server.port}/v/${code}`, {
      method: "POST",
      body: new URLSearchParams({ answer, comment, language: "en" }),
      headers: {
        origin: "https://husting.example",
        "x-forwarded-for": address,
        "user-agent": browser,
        cookie: "husting.session_token=somebodys-session",
      },
    });
    expect(await response.text()).toContain("your answer is counted");
    nowMs += 61_234;
  }
  await server.close();
  await node.close();
  return directory;
}

async function codeOf(node: CityNode): Promise<string> {
  return [...(await node.votes.rooms.all()).values()][0]!.code;
}

/** Every row of every table of a database. */
function tables(path: string): Record<string, Record<string, unknown>[]> {
  const db = new DatabaseSync(path, { readOnly: true });
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[];
  const rows = Object.fromEntries(
    names.map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]]),
  );
  db.close();
  return rows;
}

it("no file of the city holds an address, a browser or a session of anyone who voted, or a trace worked out of them", async () => {
  const directory = await voted(voters);
  for (const file of readdirSync(directory).filter((name) => name !== "uploads")) {
    const bytes = readFileSync(join(directory, file)).toString("latin1");
    for (const { address, browser } of voters) {
      expect(bytes, file).not.toContain(address);
      expect(bytes, file).not.toContain(browser);
    }
    expect(bytes, file).not.toContain("somebodys-session");
  }
  // What is kept of a vote is all it is made of; nothing else could carry a trace.
  for (const row of tables(join(directory, "votes.sqlite")).vote_count!)
    expect(Object.keys(row)).toEqual(["group_key", "half_day", "sensation", "marks", "channel", "votes"]);
});

it("no time finer than a half-day is kept of a vote, and none finer than a week of a sentence", async () => {
  const directory = await voted(voters);
  for (const row of tables(join(directory, "votes.sqlite")).vote_count!)
    expect(row.half_day).toMatch(HALF_DAY);
  const comments = tables(join(directory, "civic.sqlite")).vote_comment!;
  expect(comments.map(({ week }) => week)).toEqual(["2026-11-23"]);
  const [fromMs, toMs] = [Date.UTC(2026, 10, 24, 6, 59), Date.UTC(2026, 10, 24, 8)];
  for (const row of [...tables(join(directory, "votes.sqlite")).vote_count!, ...comments])
    for (const value of Object.values(row))
      expect(typeof value === "number" && value >= fromMs && value <= toMs).toBe(false);
});

it("who voted first cannot be told: in whatever order, the same votes leave the same rows, and no log of writing", async () => {
  const [there, back] = [await voted(voters), await voted(voters.toReversed())];
  for (const directory of [there, back])
    expect(readdirSync(directory).filter((file) => file.startsWith("votes.sqlite"))).toEqual([
      "votes.sqlite",
    ]);
  const counts = tables(join(there, "votes.sqlite"));
  expect(tables(join(back, "votes.sqlite"))).toEqual(counts);
  expect(counts.vote_count!.map(({ sensation, votes }) => [sensation, votes])).toEqual([
    [-3, 1],
    [0, 1],
    [2, 2],
  ]);
});

it("a sentence has no key in common with a vote, and its own is drawn at random", async () => {
  const [first, second] = [await voted(voters), await voted(voters)];
  const [comment] = tables(join(first, "civic.sqlite")).vote_comment!;
  const keys = tables(join(first, "votes.sqlite")).vote_count!.flatMap((row) =>
    Object.values(row).map(String),
  );
  expect(keys.some((key) => key.includes(String(comment!.id)))).toBe(false);
  expect(tables(join(second, "civic.sqlite")).vote_comment![0]!.id).not.toBe(comment!.id);
});
