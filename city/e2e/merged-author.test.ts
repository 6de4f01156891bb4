import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Person } from "../features/people/index.ts";
import { nothingSaid } from "../features/proposals/index.ts";
import { eraseKept, findKept } from "../features/records/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import { newestCode, type RunningCity, runCity } from "./running-city.ts";

/** Whoever has proposed what was merged is still its author: found and erased as such, wherever their letters go on. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let node: CityNode;
let officer: Person;
/** The one that the others are merged into. */
let kept: number;
beforeAll(async () => {
  city = await runCity();
  node = city.node;
  officer = (await node.signIn.people()).find(({ email }) => email === demoAddress("officer", node.city.id))!;
  kept = await proposed("keeps@merged.example", "Benches at the bus stop");
});
afterAll(() => city.close());

async function proposed(email: string, title: string): Promise<number> {
  const { desk, pending } = node.proposals;
  const said = { ...nothingSaid, title, body: "People wait long.", about: "city", name: `Name of ${email}` };
  const asked = await desk.propose(said, { email, deskCode: "" }, "en", "t");
  if (!asked.ok || asked.kind !== "confirm") throw new Error("no letter was sent");
  const done = await desk.confirm((await pending.find(asked.id))!, (await codeFor(email))!);
  if (!done.ok || done.kind !== "proposed") throw new Error("it was not confirmed");
  return done.proposalId;
}

async function codeFor(email: string): Promise<string | undefined> {
  const letter = await node.civic
    .selectFrom("demo_mail")
    .select("body")
    .where("to_address", "=", email)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return /\b\d{6}\b/.exec(letter?.body ?? "")?.[0] ?? (await newestCode(node, email));
}

async function merged(email: string, title: string, into = kept): Promise<number> {
  const proposalId = await proposed(email, title);
  const { register } = node.proposals;
  for (const [expected, to] of [
    ["received", "under-review"],
    ["under-review", "merged"],
  ] as const) {
    const change = { proposalId, expected, to, reason: "The same.", language: "en", into } as const;
    const outcome = await register.setState(change, officer);
    if (!outcome.ok) throw new Error(outcome.fault.code);
  }
  return proposalId;
}

const addressesLeft = async (email: string): Promise<number> =>
  (await node.civic.selectFrom("proposal_follower").select("id").where("email", "=", email).execute()).length;
const namesLeft = async (id: number): Promise<number> =>
  (await node.civic.selectFrom("proposal_author").select("name").where("proposal_id", "=", id).execute())
    .length;

it("an author who erases who they are on their own page is told of nothing any more", async () => {
  const email = "own.page@merged.example";
  const id = await merged(email, "A bench to wait on");
  expect(await addressesLeft(email)).toBe(1);
  await node.proposals.desk.forgetAuthor(id);
  expect(await addressesLeft(email)).toBe(0);
  expect(await addressesLeft("keeps@merged.example")).toBe(1);
});

it("an author who asks by address finds their name, and has it erased", async () => {
  const email = "by.address@merged.example";
  const id = await merged(email, "Somewhere to sit at the stop");
  const subject = { kind: "address", email } as const;
  const found = await findKept(node.records.requests, subject);
  expect(found.flatMap(({ values }) => values.map(({ value }) => value))).toContain(`Name of ${email}`);
  await eraseKept(node.records.requests, subject, { kind: "person" });
  expect([await addressesLeft(email), await namesLeft(id)]).toEqual([0, 0]);
});

it("is found and erased by the case number, through one merging after another", async () => {
  const email = "by.case@merged.example";
  const middle = await proposed("middle@merged.example", "Roofs over bus stops");
  const id = await merged(email, "A roof where we wait", middle);
  const { register } = node.proposals;
  for (const [expected, to] of [
    ["received", "under-review"],
    ["under-review", "merged"],
  ] as const)
    await register.setState(
      { proposalId: middle, expected, to, reason: "The same.", language: "en", into: kept },
      officer,
    );
  const subject = { kind: "case", of: "proposal", subject: id } as const;
  const found = await findKept(node.records.requests, subject);
  expect(found.flatMap(({ values }) => values.map(({ value }) => value))).toContain(email);
  await eraseKept(node.records.requests, subject, { kind: "person" });
  expect([await addressesLeft(email), await namesLeft(id)]).toEqual([0, 0]);
  expect(await addressesLeft("middle@merged.example")).toBe(1);
});
