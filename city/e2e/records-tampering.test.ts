import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LogCheckpoint, readLogKeys, type Verification, verifyLog } from "@husting/openness";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { eraseKept } from "../features/records/index.ts";
import { pointedAt } from "../features/votes/index.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { createServer } from "../node/server.ts";
import { eraseStory, STORY_SECRETS, type Story, tellStory } from "./civic-story.ts";
import { seeded } from "./simulated-files.ts";

/** Random single-byte changes in a copy of the log. */
const CHANGES = 10_000;
/** So many of them are also verified from the first entry on, not only from the last one before the change. */
const FROM_THE_START = 200;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let home: string;
let node: CityNode;
let story: Story;
/** The copy: its three files as the node serves them. */
let files: { readonly entries: Buffer; readonly heads: Buffer; readonly keys: Buffer };

async function copied(): Promise<typeof files> {
  const app = await createServer(node);
  const get = async (name: string): Promise<Buffer> =>
    Buffer.from(await (await app.request(`/log/${name}`)).arrayBuffer());
  return {
    entries: await get("entries.ndjson"),
    heads: await get("heads.ndjson"),
    keys: await get("keys.json"),
  };
}

const linesOf = (file: Buffer): Buffer[] => {
  const lines: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const end = file.indexOf(0x0a, at);
    lines.push(file.subarray(at, end < 0 ? file.length : end));
    at = end < 0 ? file.length : end + 1;
  }
  return lines;
};

function verify(
  copy: typeof files,
  after?: LogCheckpoint,
  from = 0,
  lines?: number,
): Promise<Verification> | null {
  const keys = readLogKeys(copy.keys.toString("utf8"));
  if (!keys.ok) return null;
  const until = lines === undefined ? undefined : from + lines;
  return verifyLog({
    entries: linesOf(copy.entries).slice(from, until),
    heads: linesOf(copy.heads).slice(from, until),
    publicKeys: keys.value.keys,
    city: keys.value.city,
    ...(after === undefined ? {} : { after }),
  });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-tampering-"));
  node = await openNode(join(home, "city"), { profile: demoProfile("umea") });
  story = await tellStory(node);
  await eraseStory(node, story);
  for (const email of [
    STORY_SECRETS.authorAddress,
    STORY_SECRETS.backer,
    STORY_SECRETS.asker,
    STORY_SECRETS.resident,
  ])
    await eraseKept(node.records.requests, { kind: "address", email }, { kind: "person" });
  files = await copied();
});
afterAll(async () => {
  await node.close();
  rmSync(home, { recursive: true, force: true });
});

describe("the log of a whole civic story, with everything that was erased of it", () => {
  it("holds, and every act of the story is in it", async () => {
    const held = await verify(files);
    expect(held).toMatchObject({ ok: true, city: "umea" });
    const acts = new Set(linesOf(files.entries).map((line) => JSON.parse(line.toString()).act));
    for (const act of [
      ...["proposal.received", "proposal.edited", "proposal.under-review", "proposal.declined"],
      ...["proposal.appealed", "proposal.appeal-upheld", "proposal.accepted", "decision.recorded"],
      ...["promise.made", "promise.answered", "why.asked", "why.answered", "why.withheld"],
      ...["proposal.text-erased", "office.entered", "office.name-erased", "personal-data.erased"],
    ])
      expect(acts, act).toContain(act);
  });

  it(`${CHANGES} random single-byte changes are all found, each at the very line`, async () => {
    const checkpoints: LogCheckpoint[] = [];
    const size = linesOf(files.entries).length;
    for (let at = 0; at <= size; at++) {
      const part = await verifyPart(at);
      checkpoints.push(part);
    }
    const random = seeded(32_000);
    const below = (limit: number): number => Math.floor(random() * limit);
    const names = ["entries", "heads", "keys"] as const;
    const total = names.reduce((sum, name) => sum + files[name].length, 0);
    const unnoticed: unknown[] = [];
    const changedIn = { entries: 0, heads: 0, keys: 0 };
    for (let count = 0; count < CHANGES; count++) {
      // One in ten in the small file of keys: by length alone it would hardly be met.
      let place = count % 10 === 0 ? total - 1 - below(files.keys.length) : below(total);
      const name = names.find((one) => {
        if (place < files[one].length) return true;
        place -= files[one].length;
        return false;
      })!;
      const file = Buffer.from(files[name]);
      const flip = 1 + below(255);
      file[place] = file[place]! ^ flip;
      changedIn[name]++;
      const copy = { ...files, [name]: file };
      // Everything before the line is as it was verified: the verifier goes on from there.
      const line =
        name === "keys" ? 0 : files[name].subarray(0, place).filter((byte) => byte === 0x0a).length;
      const isWhole = count % (CHANGES / FROM_THE_START) === 0;
      const found = isWhole ? await verify(copy) : await verify(copy, checkpoints[line], line, 2);
      const expected = { kind: name === "entries" ? "entry" : "head", sequence: line + 1, line: line + 1 };
      const isNamed =
        name === "keys"
          ? // Refused as a file; or the first head is not signed by such a key, or not of such a city.
            found === null || (!found.ok && ["head", "key"].includes(found.where.kind))
          : found !== null && !found.ok && JSON.stringify(found.where) === JSON.stringify(expected);
      if (!isNamed) unnoticed.push({ name, place, flip, found });
    }
    expect(unnoticed).toEqual([]);
    expect(Object.values(changedIn).every((count) => count >= CHANGES / 10)).toBe(true);

    async function verifyPart(lines: number): Promise<LogCheckpoint> {
      const before = checkpoints.at(-1);
      const part =
        lines === 0 ? await verify(files, undefined, 0, 0) : await verify(files, before, lines - 1, 1);
      if (!part?.ok) throw new Error(JSON.stringify(part));
      return part.checkpoint;
    }
  });
});

describe("a scan of the log's files", () => {
  it("finds nothing of what people were called, where they are reached, or what they wrote", async () => {
    const all = Buffer.concat(Object.values(files)).toString("utf8");
    const lower = all.toLowerCase();
    const accounts = (await node.signIn.people()).flatMap(({ id, email }) => [id, email]);
    const secrets = [
      ...Object.values(STORY_SECRETS),
      ...Object.values(story.officials).map(({ email }) => email),
      ...accounts,
    ];
    const found: string[] = [];
    for (const secret of secrets) {
      // Parts of an address are words that roles are called by, too.
      const parts = secret.includes("@") ? [] : secret.split(/[\s,.:]+/u);
      const words = parts.filter((word) => [...word].length >= (/\p{Script=Han}/u.test(word) ? 4 : 8));
      for (const text of new Set([secret, ...words])) {
        const bytes = Buffer.from(text, "utf8");
        const forms = {
          raw: text,
          lower: text.toLowerCase(),
          // Without the signs at its ends, which depend on what stands around it.
          base64: bytes.toString("base64").replace(/.{0,2}=*$/, ""),
          base64url: bytes.toString("base64url").slice(0, -2),
          hex: bytes.toString("hex"),
          sha256: createHash("sha256").update(text).digest("hex"),
          sha256OfJson: createHash("sha256").update(JSON.stringify(text)).digest("hex"),
          sha256Lower: createHash("sha256").update(text.toLowerCase()).digest("hex"),
          sha256Base64: createHash("sha256").update(text).digest("base64").slice(0, -1),
        };
        for (const [form, value] of Object.entries(forms))
          if (all.includes(value) || lower.includes(value.toLowerCase())) found.push(`${text} (${form})`);
      }
    }
    expect(found).toEqual([]);
  });

  it("would find it if it were there", () => {
    expect(linesOf(files.entries).some((line) => line.includes("GN 12:3"))).toBe(true);
  });

  it("finds nothing that has the form of an address, a telephone or an identity number in any fact", () => {
    const pointed = linesOf(files.entries).flatMap((line) => {
      const { facts, subject } = JSON.parse(line.toString("utf8"));
      return Object.entries({ ...facts, subject }).flatMap(([name, value]) =>
        // Dates and hashes are long rows of digits by what they are.
        typeof value === "string" &&
        !/^\d{4}-\d\d-\d\d|^[0-9a-f]{64}$/.test(value) &&
        pointedAt(value).length > 0
          ? [`${name}: ${value}`]
          : [],
      );
    });
    expect(pointed).toEqual([]);
  });
});
