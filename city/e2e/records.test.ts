import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { maskedText } from "../features/moderation/index.ts";
import { nothingSaid } from "../features/proposals/index.ts";
import { completeExport } from "../features/records/case-export.ts";
import type { CaseFile } from "../features/records/case-file.ts";
import type { CompleteCase } from "../features/records/complete-case.ts";
import { type CaseVerification, findKept, verifyCase } from "../features/records/index.ts";
import type { RegisterPage } from "../features/records/register-page.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { createServer, listen } from "../node/server.ts";
import { newestDigits, STORY_SECRETS, type Story, tellStory } from "./civic-story.ts";
import { husting } from "./command.ts";
import { cookiesOf, postForm } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let home: string;
let node: CityNode;
let story: Story;
let baseUrl: string;
let close: () => Promise<void>;
const cookies = new Map<string, string>();

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-records-"));
  node = await openNode(join(home, "city"), { profile: demoProfile("umea") });
  story = await tellStory(node);
  const server = await listen(await createServer(node), 0);
  baseUrl = `http://127.0.0.1:${server.port}`;
  close = server.close;
  for (const who of ["officer", "administrator", "adviser"] as const) {
    const { email } = story.officials[who];
    const cookie = cookiesOf(await postForm(`${baseUrl}/en/sign-in`, { email }));
    const code = await newestDigits(node, email);
    const entered = await postForm(`${baseUrl}/en/sign-in`, { email, code }, { cookie });
    cookies.set(who, cookiesOf(entered));
  }
});
afterAll(async () => {
  await close();
  await node.close();
  rmSync(home, { recursive: true, force: true });
});

const get = (path: string, who?: string): Promise<Response> =>
  fetch(`${baseUrl}${path}`, { headers: { cookie: cookies.get(who ?? "") ?? "" }, redirect: "manual" });
const json = async <T>(path: string, who?: string): Promise<T> => (await get(path, who)).json() as Promise<T>;
const post = (
  path: string,
  fields: Record<string, string> | [string, string][],
  who?: string,
): Promise<Response> =>
  fetch(`${baseUrl}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { origin: baseUrl, cookie: cookies.get(who ?? "") ?? "" },
    redirect: "manual",
  });
const bytesOf = async (response: Response): Promise<Uint8Array> =>
  new Uint8Array(await response.arrayBuffer());
const addressOf = async (kind: "proposal" | "decision" | "question", subject: number): Promise<string> =>
  (await node.cases.shownOf(kind, subject))!.address;
const acts = async (): Promise<{ act: string; facts: Record<string, unknown> }[]> =>
  (await node.civic.selectFrom("log_entry").select("line").orderBy("sequence").execute()).map(({ line }) =>
    JSON.parse(line),
  );

describe("case numbers", () => {
  it("have no gap, and stand in the log with what they are of", async () => {
    const rows = await node.civic.selectFrom("case_number").selectAll().orderBy("number").execute();
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
    const lines = await acts();
    for (const { year, number, log_entry } of rows)
      expect(lines[log_entry - 1]?.facts.case).toBe(`${year}-${number}`);
  });

  it("have no gap when many propose at once, and what fails takes none", async () => {
    const { desk } = node.proposals;
    const before = (await node.civic.selectFrom("case_number").select("number").execute()).length;
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        desk.enterPaper(
          { ...nothingSaid, title: `Förslag ${at}`, body: at % 4 === 0 ? "" : "Text." },
          { paperAt: "Pärm", email: "", language: "sv" },
          story.officials.adviser,
        ),
      ),
    );
    // One whose own transaction breaks after its number was taken.
    const broken = node.proposals.together.do(async (transaction) => {
      const number = await node.cases.next(transaction);
      await node.cases.open(transaction, number, "proposal", 999_999, 1);
      throw new Error("broken");
    });
    await expect(broken).rejects.toThrow("broken");
    expect(made.filter(({ ok }) => ok)).toHaveLength(30);
    const rows = await node.civic.selectFrom("case_number").select("number").orderBy("number").execute();
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: before + 30 }, (_, at) => at + 1));
  });

  it("cannot be changed or taken away, not in the database", async () => {
    await expect(node.civic.deleteFrom("case_number").execute()).rejects.toThrow("keeps its number");
    await expect(node.civic.updateTable("case_number").set({ number: 1 }).execute()).rejects.toThrow(
      "keeps its number",
    );
  });

  it("are given to what was on record before, once", async () => {
    const rows = await node.civic.selectFrom("case_number").selectAll().execute();
    expect(await node.cases.numberEarlier()).toBe(0);
    expect(await node.civic.selectFrom("case_number").selectAll().execute()).toEqual(rows);
  });

  it("stand on the pages, in letters and on the slip", async () => {
    const { label } = (await node.cases.shownOf("proposal", story.proposal))!;
    expect(await (await get(`/sv/proposals/${story.proposal}`)).text()).toContain(label);
    expect(await (await get(`/sv/my-proposal/${story.authorKey}`)).text()).toContain(label);
    const decided = (await node.cases.shownOf("decision", story.decision))!.label;
    const page = await (await get(`/sv/decisions/${story.decision}`)).text();
    expect(page).toContain(decided);
    expect(page).toContain((await node.cases.shownOf("question", story.question))!.label);
    const letter = await node.civic
      .selectFrom("demo_mail")
      .select("body")
      .where("to_address", "=", STORY_SECRETS.follower)
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    expect(letter.body).toContain(label);
    const slip = await (await get(`/sv/staff/proposals/${story.paper}`, "adviser")).text();
    expect(slip).toContain((await node.cases.shownOf("proposal", story.paper))!.label);
  });
});

describe("the register", () => {
  it("finds a case by its number, in whatever form, and by words", async () => {
    const address = await addressOf("proposal", story.proposal);
    const [year, number] = address.split("-");
    for (const search of [
      address,
      `HUS ${year}:${number}`,
      `${year}/00${number}`,
      "kvarnstigen",
      "Belysning längs",
    ]) {
      const page = await json<RegisterPage>(`/sv/cases.json?search=${encodeURIComponent(search)}`);
      expect(
        page.cases.map((one) => one.address),
        search,
      ).toContain(address);
    }
    const decided = await json<RegisterPage>("/sv/cases.json?search=GN%2012:3");
    expect(decided.cases.map(({ kind }) => kind)).toEqual(["decision"]);
    const asked = await json<RegisterPage>("/sv/cases.json?search=fram%20till%20%C3%A5n");
    expect(asked.cases.map(({ kind }) => kind)).toEqual(["question"]);
  });

  it.each(["%", "_", '"', "' OR 1=1 --", "*", "AND", "NEAR(", "\u0000", "9".repeat(300), "2026:999999999"])(
    "bears a search for %j",
    async (search) => {
      const response = await get(`/sv/cases.json?search=${encodeURIComponent(search)}&page=7&year=x`);
      expect(response.status).toBe(200);
    },
  );

  it("is told page by page, and whole as a table", async () => {
    const first = await json<RegisterPage>("/sv/cases.json");
    expect(first.cases.length).toBeLessThanOrEqual(50);
    const csv = await (await get("/cases.csv?language=sv")).text();
    expect(csv.trim().split("\r\n")).toHaveLength(first.count + 1);
    expect(csv).not.toContain(STORY_SECRETS.author);
  });

  it("does not let a title be taken for a formula", async () => {
    await node.proposals.desk.enterPaper(
      { ...nothingSaid, title: '=HYPERLINK("http://evil.example")', body: "x" },
      { paperAt: "x", email: "", language: "sv" },
      story.officials.adviser,
    );
    expect(await (await get("/cases.csv")).text()).toContain("\"'=HYPERLINK(");
  });
});

describe("a case file", () => {
  it("holds everything public of it in the order of the log", async () => {
    const file = await json<CaseFile>(`/sv/cases/${await addressOf("proposal", story.proposal)}.json`);
    const entries = file.documents.map(({ entry }) => entry);
    expect(entries).toEqual([...entries].sort((a, b) => a - b));
    const texts = file.documents.flatMap(({ parts }) => parts.map(({ text }) => text));
    for (const said of [
      "title",
      "body",
      "secondBody",
      "reason",
      "appeal",
      "decided",
      "promise",
      "question",
      "answer",
    ] as const)
      expect(texts, said).toContain(maskedText(STORY_SECRETS[said]));
    expect(file.documents.flatMap(({ votes }) => votes.map(({ name }) => name))).toContain(
      STORY_SECRETS.member,
    );
    expect(file.related.map(({ kind }) => kind).sort()).toEqual(["decision", "question"]);
  });

  it("names nobody who did not choose it, in no form", async () => {
    const address = await addressOf("proposal", story.proposal);
    const zip = unzipSync(await bytesOf(await get(`/cases/${address}.zip?language=sv`)));
    const all = [
      await (await get(`/sv/cases/${address}`)).text(),
      await (await get(`/sv/cases/${address}.json`)).text(),
      ...Object.values(zip).map((bytes) => new TextDecoder().decode(bytes)),
    ].join("\n");
    for (const secret of ["author", "authorAddress", "follower", "backer", "asker", "officeAddress"] as const)
      expect(all, secret).not.toContain(STORY_SECRETS[secret]);
    expect(all).not.toContain(story.officials.officer.email);
    expect(all).not.toMatch(/"salt"/);
  });

  it("of an author who shows the name has it", async () => {
    const file = await json<CaseFile>(`/sv/cases/${await addressOf("proposal", story.desk)}.json`);
    expect(file.author).toBe(STORY_SECRETS.deskAuthor);
  });

  it.each([
    "/sv/cases/2026-0",
    "/sv/cases/2026-999999",
    "/sv/cases/1900-1",
    "/sv/cases/2026-1.5",
    "/sv/cases/..%2f..%2fcivic.sqlite",
    "/sv/cases/%00",
    "/cases/2026-999999.zip",
    "/cases/..%2f2026-1.zip",
    "/cases/%2e%2e%2fcivic.sqlite",
    "/cases/2026-1.zip.zip",
    "/cases/2026-1",
    "/cases/2026-1.ZIP",
    "/cases/civic.sqlite",
  ])("%s is nowhere", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it("does not tell that something waits for its code", async () => {
    const before = (await json<RegisterPage>("/sv/cases.json")).count;
    await node.proposals.desk.propose(
      { ...nothingSaid, title: "Hemlig väntan", body: "x" },
      { email: "waits@waiting.example", deskCode: "" },
      "sv",
      "t",
    );
    const page = await json<RegisterPage>("/sv/cases.json?search=Hemlig%20v%C3%A4ntan");
    expect(page.count).toBe(0);
    expect((await json<RegisterPage>("/sv/cases.json")).count).toBe(before);
    const next = await node.cases.next(node.civic);
    expect((await get(`/sv/cases/${next.year}-${next.number}`)).status).toBe(404);
  });
});

describe("an exported case", () => {
  const publicZip = async (): Promise<Uint8Array> =>
    bytesOf(await get(`/cases/${await addressOf("proposal", story.proposal)}.zip?language=en`));
  const faultOf = (result: CaseVerification): string => (result.ok ? "holds" : result.fault.code);

  it("is verified by whoever has the city's key, and by the command", async () => {
    const bytes = await publicZip();
    expect(await verifyCase(bytes, [node.logKey])).toMatchObject({
      ok: true,
      version: "public",
      city: "umea",
    });
    const file = join(home, "case.zip");
    writeFileSync(file, bytes);
    const run = await husting("verify-case", file);
    expect(run.stdout).toContain("holds (public version)");
    expect(run.code).toBe(0);
  });

  it("does not hold when anything in it was changed", async () => {
    const files = unzipSync(await publicZip());
    for (const name of Object.keys(files)) {
      const changed = { ...files, [name]: files[name]!.slice() };
      changed[name]![5] = changed[name]![5]! ^ 1;
      expect(faultOf(await verifyCase(zipSync(changed), null)), name).not.toBe("holds");
      const { [name]: _, ...missing } = files;
      expect(faultOf(await verifyCase(zipSync(missing), null)), name).toBe("file-missing");
    }
  });

  it("does not hold when what it says was changed together with its manifest", async () => {
    const files = unzipSync(await publicZip());
    const rewritten = (name: string, change: (text: string) => string): Uint8Array => {
      const text = change(Buffer.from(files[name]!).toString("utf8"));
      const bytes = new TextEncoder().encode(text);
      const manifest = JSON.parse(Buffer.from(files["manifest.json"]!).toString("utf8"));
      manifest.files[name] = createHash("sha256").update(bytes).digest("hex");
      return zipSync({
        ...files,
        [name]: bytes,
        "manifest.json": new TextEncoder().encode(JSON.stringify(manifest)),
      });
    };
    const said = await verifyCase(
      rewritten("case.json", (text) => text.replace('"act":"proposal.declined"', '"act":"proposal.done"')),
      null,
    );
    expect(faultOf(said)).toBe("entry-differs");
    const logged = await verifyCase(
      rewritten("log/entries.ndjson", (text) => text.replace('"endorsements":1', '"endorsements":9')),
      null,
    );
    expect(faultOf(logged)).toBe("entry-not-in-log");
  });

  it.each([
    new Uint8Array(),
    new TextEncoder().encode("PK\u0003\u0004nothing"),
    new Uint8Array(100_000).fill(80),
  ])("is not what was given", async (bytes) => {
    expect((await verifyCase(bytes, null)).ok).toBe(false);
  });

  it("signed by somebody else does not hold for who has the city's key", async () => {
    const other = await openNode(join(home, "other"), { profile: demoProfile("umea") });
    expect(faultOf(await verifyCase(await publicZip(), [other.logKey]))).toBe("head-not-signed");
    await other.close();
  });
});

describe("handing out a complete case", () => {
  const at = async (): Promise<string> => `/sv/staff/cases/${await addressOf("proposal", story.proposal)}`;
  const page = async (who: string) =>
    json<{ complete: CompleteCase; mark: string; keys: string[] }>(`${await at()}.json`, who);

  it("is for an officer, who sees exactly what leaves", async () => {
    expect((await post(await at(), { do: "release" }, "administrator")).status).toBe(403);
    expect((await get(await at(), "adviser")).status).toBe(403);
    const { complete } = await page("officer");
    expect(complete.people.map(({ value }) => value)).toEqual(
      expect.arrayContaining([
        STORY_SECRETS.author,
        STORY_SECRETS.authorAddress,
        story.officials.officer.email,
      ]),
    );
  });

  it("needs a reason and that it was read, and nothing leaves or is logged without", async () => {
    const { mark } = await page("officer");
    const before = (await acts()).length;
    for (const fields of [
      { do: "release", mark, reason: "", read: "yes" },
      { do: "release", mark, reason: "Begäran 12", read: "" },
      { do: "release", mark: "0".repeat(64), reason: "Begäran 12", read: "yes" },
      { do: "release", mark, reason: "x".repeat(2_001), read: "yes" },
      { do: "release", mark, reason: "Begäran 12", read: "yes", leave: "1.nothing" },
    ])
      expect((await post(await at(), fields, "officer")).status).toBe(422);
    expect((await acts()).length).toBe(before);
  });

  it("is on record with the hash of the bytes, and what is left out is in no file of it", async () => {
    const entry = (await page("officer")).complete.documents.find(
      ({ act }) => act === "proposal.received",
    )!.entry;
    const leave = ["author.name", "author.address", `${entry}.text`];
    const looked = await post(
      await at(),
      [["do", "look"], ...leave.map((key): [string, string] => ["leave", key])],
      "officer",
    );
    const mark = /name="mark" value="([0-9a-f]{64})"|value="([0-9a-f]{64})" name="mark"/.exec(
      await looked.text(),
    );
    const given = await post(
      await at(),
      [
        ...leave.map((key): [string, string] => ["leave", key]),
        ...Object.entries({
          do: "release",
          mark: mark?.[1] ?? mark?.[2] ?? "",
          reason: "Begäran 12",
          read: "yes",
        }),
      ],
      "officer",
    );
    expect(given.status).toBe(200);
    expect(given.headers.get("cache-control")).toContain("no-store");
    const bytes = await bytesOf(given);
    expect((await acts()).at(-1)).toMatchObject({
      act: "case.released",
      facts: { leftOut: 3, sha256: createHash("sha256").update(bytes).digest("hex") },
    });
    const all = Object.values(unzipSync(bytes))
      .map((file) => Buffer.from(file).toString("utf8"))
      .join("\n");
    for (const secret of ["author", "authorAddress", "body"] as const)
      expect(all).not.toContain(STORY_SECRETS[secret]);
    expect(all).toContain(story.officials.officer.email);
    const held = await verifyCase(bytes, [node.logKey]);
    expect(held).toMatchObject({ ok: true, version: "complete" });
    expect(held.ok && held.texts).toBeGreaterThan(5);
  });

  it("does not hold when a text was exchanged for another", async () => {
    const opened = (await node.cases.of("proposal", story.proposal))!;
    const { bytes } = await completeExport(
      { ...node, tree: node.records.tree, zone: node.city.zone },
      opened,
      new Set(),
      "sv",
    );
    // With nothing changed it holds, and has in full what is masked for the public.
    expect(await verifyCase(bytes, [node.logKey])).toMatchObject({ ok: true, version: "complete" });
    const files = unzipSync(bytes);
    expect(Buffer.from(files["case.json"]!).toString("utf8")).toContain(STORY_SECRETS.body);
    const text = Buffer.from(files["case.json"]!).toString("utf8").replaceAll("överklagar", "tackar");
    const changed = new TextEncoder().encode(text);
    const manifest = JSON.parse(Buffer.from(files["manifest.json"]!).toString("utf8"));
    manifest.files["case.json"] = createHash("sha256").update(changed).digest("hex");
    const forged = zipSync({
      ...files,
      "case.json": changed,
      "manifest.json": new TextEncoder().encode(JSON.stringify(manifest)),
    });
    expect(await verifyCase(forged, null)).toMatchObject({ ok: false, fault: { code: "text-differs" } });
  });
});

describe("what is kept of somebody", () => {
  const ask = (fields: Record<string, string>): Promise<Response> => post("/sv/my-data", fields);
  const idIn = (html: string): string =>
    /name="id" value="([\w-]+)"|value="([\w-]+)" name="id"/.exec(html)?.slice(1).find(Boolean) ?? "";

  it("is asked for alike whether anything is kept or not, and shown to nobody without the code", async () => {
    const shape = async (email: string): Promise<string> =>
      (await (await ask({ do: "ask", email })).text()).replaceAll(email, "X").replaceAll(/[\w-]{22}/g, "ID");
    expect(await shape(STORY_SECRETS.follower)).toBe(await shape("nobody.at.all@nowhere.example"));
    const id = idIn(await (await ask({ do: "ask", email: STORY_SECRETS.follower })).text());
    for (const fields of [
      { do: "open", id, code: "00000000", email: STORY_SECRETS.follower },
      { do: "html", id, code: "", email: STORY_SECRETS.follower },
      { do: "erase", id, code: "1", sure: "yes", email: STORY_SECRETS.follower },
      { do: "json", id: "made-up", code: "12345678", email: STORY_SECRETS.follower },
    ]) {
      const answer = await ask(fields);
      expect(answer.status).toBe(422);
      expect(await answer.text()).not.toContain("HUS 2026");
    }
    expect(
      await findKept(node.records.requests, { kind: "address", email: STORY_SECRETS.follower }),
    ).not.toEqual([]);
  });

  it("is opened by the code of one's own address only, and five wrong codes end it", async () => {
    const own = idIn(await (await ask({ do: "ask", email: STORY_SECRETS.backer })).text());
    const code = await newestDigits(node, STORY_SECRETS.backer);
    // Somebody else's address in the form changes nothing: the code is of the address it was sent to.
    const shown = await (await ask({ do: "open", id: own, code, email: STORY_SECRETS.authorAddress })).text();
    expect(shown).toContain(STORY_SECRETS.backer);
    expect(shown).not.toContain(STORY_SECRETS.author);
    const other = idIn(await (await ask({ do: "ask", email: STORY_SECRETS.asker })).text());
    expect((await ask({ do: "open", id: other, code })).status).toBe(422);
    for (let tries = 0; tries < 5; tries++) await ask({ do: "open", id: other, code: "1" });
    const right = await newestDigits(node, STORY_SECRETS.asker);
    expect(await (await ask({ do: "open", id: other, code: right })).text()).not.toContain("HUS 2026");
  });

  it("can be asked for four times in ten minutes, and is not a way to flood a mailbox", async () => {
    const email = "flooded@nowhere.example";
    for (let times = 0; times < 4; times++) expect((await ask({ do: "ask", email })).status).toBe(200);
    expect((await ask({ do: "ask", email })).status).toBe(422);
    expect((await ask({ do: "ask", email: "a@b.example\nBcc: c@d.example" })).status).toBe(422);
  });

  it("is given as a file and erased by oneself; the proofs stand, and the file's bytes hold nothing of it", async () => {
    const before = await bytesOf(await get(`/cases/${await addressOf("proposal", story.proposal)}.zip`));
    const id = idIn(await (await ask({ do: "ask", email: STORY_SECRETS.authorAddress })).text());
    const code = await newestDigits(node, STORY_SECRETS.authorAddress);
    const given = await ask({ do: "json", id, code });
    expect(given.headers.get("content-disposition")).toContain("attachment");
    const told = await given.text();
    for (const secret of ["author", "authorAddress", "title"] as const)
      expect(told).toContain(STORY_SECRETS[secret]);
    expect((await ask({ do: "erase", id, code })).status).toBe(422);
    expect(databaseBytes()).toContain(STORY_SECRETS.authorAddress);
    const erased = await ask({ do: "erase", id, code, sure: "yes" });
    expect(erased.status).toBe(200);
    const bytes = databaseBytes();
    expect(bytes).not.toContain(STORY_SECRETS.authorAddress);
    expect(bytes).not.toContain(STORY_SECRETS.author);
    expect((await acts()).at(-1)).toMatchObject({ act: "personal-data.erased", facts: { author: 1 } });
    // The case from before still proves its entries, and the whole log holds.
    expect(await verifyCase(before, [node.logKey])).toMatchObject({ ok: true });
    const run = await husting("verify-log", baseUrl);
    expect(run.code, run.stdout + run.stderr).toBe(0);
    // A code that has erased opens nothing more.
    expect((await ask({ do: "open", id, code })).status).toBe(422);
  });

  it("counts an endorsement back that is taken back", async () => {
    const endorsements = async () => (await node.proposals.register.find(story.desk))!.endorsements;
    const { desk, pending } = node.proposals;
    const email = "takes.back@granne.example";
    const sent = await desk.endorse(story.desk, { email, deskCode: "" }, "sv", "t2");
    const waiting = await pending.find(sent.ok && sent.kind === "confirm" ? sent.id : "");
    await desk.confirm(waiting!, await newestDigits(node, email));
    expect(await endorsements()).toBe(1);
    const id = idIn(await (await ask({ do: "ask", email })).text());
    await ask({ do: "erase", id, code: await newestDigits(node, email), sure: "yes" });
    expect(await endorsements()).toBe(0);
  });

  const request = { who: STORY_SECRETS.asker, reason: "Begäran 14, legitimation visad", checked: "yes" };
  it("is looked up by an official only with a reason and a checked identity, and that stands in the log", async () => {
    expect((await post("/sv/staff/data", { ...request, do: "find" }, "adviser")).status).toBe(403);
    const before = (await acts()).length;
    for (const wrong of [
      { reason: "" },
      { checked: "" },
      { who: "" },
      { who: "2026-999" },
      { who: "not an address" },
    ])
      expect((await post("/sv/staff/data", { ...request, do: "find", ...wrong }, "officer")).status).toBe(
        422,
      );
    expect((await acts()).length).toBe(before);
    const found = await post("/sv/staff/data", { ...request, do: "find" }, "officer");
    expect(await found.text()).toContain(STORY_SECRETS.question);
    expect((await acts()).at(-1)).toMatchObject({
      act: "personal-data.searched",
      facts: { "question-address": 1 },
    });
    expect(JSON.stringify((await acts()).at(-1))).not.toContain(STORY_SECRETS.asker);
  });

  it("is found by an author's link and by a case number", async () => {
    const key = node.proposals.keys.authorKey(story.paper);
    const address = await addressOf("proposal", story.paper);
    for (const who of [
      `${baseUrl}/zh/my-proposal/${key}?done=proposed`,
      key,
      address,
      `HUS ${address.replace("-", ":")}`,
    ]) {
      const found = await post("/sv/staff/data", { ...request, who, do: "find" }, "administrator");
      expect(await found.text(), who).toContain(STORY_SECRETS.paperAuthor);
    }
  });

  it("is erased for somebody with what stays named, and an official's account is not", async () => {
    const gone = await post("/sv/staff/data", { ...request, do: "erase", sure: "yes" }, "officer");
    expect(gone.status).toBe(200);
    expect(databaseBytes()).not.toContain(STORY_SECRETS.asker);
    const who = story.officials.elected.email;
    await post("/sv/staff/data", { ...request, who, do: "erase", sure: "yes" }, "officer");
    expect((await node.signIn.people()).map(({ email }) => email)).toContain(who);
    const who2 = STORY_SECRETS.resident;
    await post("/sv/staff/data", { ...request, who: who2, do: "erase", sure: "yes" }, "officer");
    expect(databaseBytes()).not.toContain(who2);
    await close();
    close = async () => {};
    await node.close();
    const run = await husting("verify-log", join(home, "city"));
    expect(run.code, run.stdout + run.stderr).toBe(0);
    node = await openNode(join(home, "city"), { profile: demoProfile("umea") });
  });

  /** Everything in the database's files, free pages and journal too. */
  function databaseBytes(): string {
    return ["civic.sqlite", "civic.sqlite-wal"]
      .map((name) => {
        try {
          return readFileSync(join(home, "city", name)).toString("utf8");
        } catch {
          return "";
        }
      })
      .join("");
  }
});
