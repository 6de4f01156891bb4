import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DecisionsPage } from "../features/decisions/index.ts";
import { decisionMessages } from "../features/decisions/messages.ts";
import type { Role } from "../features/people/index.ts";
import { nothingSaid, type Proposal } from "../features/proposals/index.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import { stateName } from "../features/proposals/words.ts";
import { languages } from "../web/language/index.ts";
import { postForm, type RunningCity, runCity } from "./running-city.ts";
import { newestLetter } from "./simulated-voice.ts";
import { faultsSaid, tracesIn } from "./traces.ts";

/** Several who act on the same thing at the same moment, who press twice, whose page is old, and who may not. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const t = proposalMessages.t("sv");
const d = decisionMessages.t("zh");
let city: RunningCity;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  city = await runCity();
  for (const role of ["officer", "adviser", "elected", "manager", "international", "resident"] as const)
    cookies.set(role, await city.signInAs(role));
});
afterAll(() => city.close());

const post = (role: Role | null, path: string, fields: Record<string, string>): Promise<Response> =>
  postForm(`${city.baseUrl}${path}`, fields, role === null ? {} : { cookie: cookies.get(role)! });

let made = 0;
/** A proposal that came on paper, taken to where a test wants it. */
async function proposal(to: "received" | "under-review" | "declined" = "received"): Promise<number> {
  const paper = {
    about: "city",
    title: `Paper ${++made}`,
    body: "Words.",
    paperAt: `Sheet ${made}`,
    language: "sv",
  };
  const entered = await post("adviser", "/sv/staff/proposals/paper", paper);
  const id = Number(/proposals\/(\d+)/.exec(entered.headers.get("location") ?? "")?.[1]);
  if (to !== "received") await take(id, "officer", "received", "under-review");
  if (to === "declined") await take(id, "officer", "under-review", "declined");
  return id;
}
const take = (id: number, role: Role, expected: string, to: string, language = "sv"): Promise<Response> =>
  post(role, `/${language}/staff/proposals/${id}`, { do: "state", expected, to, reason: `To ${to}.` });
const find = async (id: number): Promise<Proposal> => (await city.node.proposals.register.find(id))!;
const actsOf = async (subject: string): Promise<string[]> =>
  (await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { subject: string; act: string })
    .filter((entry) => entry.subject === subject)
    .map(({ act }) => act);

const said = (id: number, caseNumber: string, outcome = "accepted"): Record<string, string> => ({
  ...{
    body: "municipal-council",
    date: city.node.decisions.bodies.today,
    caseNumber,
    about: `proposal:${id}`,
  },
  ...{ titleEn: "Decided", outcome, reasons: "Reasons.", voting: "acclamation" },
});
/** Looks at a decision, and gives what would record it. */
async function looked(fields: Record<string, string>): Promise<Record<string, string>> {
  const html = await (await post("officer", "/zh/staff/decisions", { ...fields, do: "check" })).text();
  const checked = /name="checked" value="([0-9a-f]{32})"/.exec(html)?.[1];
  if (checked === undefined) throw new Error(`nothing to record: ${faultsSaid(html)}`);
  return { ...fields, do: "record", checked };
}
const recorded = async (caseNumber: string): Promise<number> => {
  const page = (await (await fetch(`${city.baseUrl}/zh/decisions.json`)).json()) as DecisionsPage;
  return page.decisions.filter((one) => one.caseNumber === caseNumber).length;
};
const statuses = (answers: readonly Response[]): number[] => answers.map(({ status }) => status).sort();

describe("officials at once", () => {
  it("two who decide on one proposal: one does, the other is told what it stands as now and keeps the words", async () => {
    const id = await proposal("under-review");
    const answers = await Promise.all([
      take(id, "officer", "under-review", "accepted"),
      take(id, "elected", "under-review", "declined"),
    ]);
    expect(statuses(answers)).toEqual([303, 422]);
    const { state } = await find(id);
    const refused = await answers.find(({ status }) => status === 422)!.text();
    expect(faultsSaid(refused)).toContain(t("fault.state-changed", { state: stateName("sv", state) }));
    expect(refused).toContain(state === "accepted" ? "To declined." : "To accepted.");
    expect(await actsOf(`proposal/${id}`)).toEqual([
      "proposal.received",
      "proposal.under-review",
      `proposal.${state}`,
    ]);
  });

  it("ten presses are one act", async () => {
    const id = await proposal();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => take(id, "officer", "received", "under-review")),
    );
    expect(statuses(answers)).toEqual([303, ...Array(9).fill(422)]);
    expect(await actsOf(`proposal/${id}`)).toEqual(["proposal.received", "proposal.under-review"]);
  });

  it("two decisions about one proposal: one is on record, the other nowhere", async () => {
    const id = await proposal("under-review");
    const both = [await looked(said(id, "KS-ONCE/1")), await looked(said(id, "KS-ONCE/2", "declined"))];
    const answers = await Promise.all(both.map((fields) => post("officer", "/zh/staff/decisions", fields)));
    expect(statuses(answers)).toEqual([303, 422]);
    expect((await recorded("KS-ONCE/1")) + (await recorded("KS-ONCE/2"))).toBe(1);
    const refused = faultsSaid(await answers.find(({ status }) => status === 422)!.text());
    expect(
      [d("fault.about-unknown"), d("fault.cannot-follow")].some((fault) => refused.includes(fault)),
      refused,
    ).toBe(true);
  });

  it("a decision and an official's own: the proposal goes one way, and only what carried it is on record", async () => {
    const id = await proposal("under-review");
    const fields = await looked(said(id, "KS-ONCE/3"));
    const [decided, carried] = await Promise.all([
      post("officer", "/zh/staff/decisions", fields),
      take(id, "elected", "under-review", "declined"),
    ]);
    expect(statuses([decided, carried])).toEqual([303, 422]);
    expect((await find(id)).state).toBe(decided.status === 303 ? "accepted" : "declined");
    expect(await recorded("KS-ONCE/3")).toBe(decided.status === 303 ? 1 : 0);
  });

  it("two who answer one appeal: one does", async () => {
    const id = await proposal("declined");
    await city.node.proposals.desk.appeal(id, "Again.", "sv");
    const answer = (role: Role, which: string): Promise<Response> =>
      post(role, `/sv/staff/proposals/${id}`, { do: "appeal", answer: which, reason: "Because." });
    expect((await answer("officer", "rejected")).status, "who declined").toBe(422);
    const answers = await Promise.all([answer("elected", "upheld"), answer("elected", "rejected")]);
    expect(statuses(answers)).toEqual([303, 422]);
    expect((await actsOf(`proposal/${id}`)).filter((act) => act.includes("appeal-")).length).toBe(1);
  });
});

describe("what is sent twice", () => {
  it("a paper is one proposal, and both presses lead to it", async () => {
    const paper = { about: "city", title: "Twice", body: "Words.", paperAt: "Sheet X", language: "sv" };
    const answers = await Promise.all(
      [1, 2, 3].map(() => post("adviser", "/sv/staff/proposals/paper", paper)),
    );
    expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).toBe(1);
  });

  it("a code confirms once, and the second press is told so", async () => {
    const { desk } = city.node.proposals;
    const asked = await desk.propose(
      { ...nothingSaid, title: "Once", body: "Words.", about: "city" },
      { email: "once@b.example", deskCode: "" },
      "sv",
      "test",
    );
    const id = asked.ok && asked.kind === "confirm" ? asked.id : "";
    const { code } = await newestLetter(city, "once@b.example");
    const answers = await Promise.all([1, 2].map(() => post(null, `/sv/confirm/${id}`, { code })));
    expect(answers.map(({ status }) => status)).toContain(303);
    const known = (await city.node.proposals.register.list()).filter(({ title }) => title === "Once");
    expect(known).toHaveLength(1);
  });

  it("two who word one text anew: one does, the other is told and keeps the words; sent again they stand", async () => {
    const id = await proposal("received");
    const path = `/sv/staff/proposals/${id}`;
    const version = /name="version" value="(\d+)"/.exec(
      await (await fetch(`${city.baseUrl}${path}`, { headers: { cookie: cookies.get("officer")! } })).text(),
    )![1]!;
    const form = (role: "officer" | "adviser", body: string, seen = version) =>
      post(role, path, { do: "correct", title: "T", body, reason: "R.", version: seen });
    const answers = await Promise.all([form("officer", "Officer's."), form("adviser", "Adviser's.")]);
    expect(statuses(answers)).toEqual([303, 422]);
    const refused = await answers.find(({ status }) => status === 422)!.text();
    expect(faultsSaid(refused)).toContain(t("fault.wording-changed"));
    const late = answers[0]!.status === 422 ? "Officer's." : "Adviser's.";
    expect(refused).toContain(late.replace("'", "&#x27;"));
    const now = /name="version" value="(\d+)"/.exec(refused)![1]!;
    expect((await form("officer", late, now)).status).toBe(303);
    // The author's old page, and a translation of what has changed, are told the same.
    const key = city.node.proposals.keys.authorKey(id);
    const own = { do: "edit", title: "T", body: "Author's.", version };
    const authors = await (await post(null, `/sv/my-proposal/${key}`, own)).text();
    expect(authors).toContain(t("fault.wording-changed"));
    const translated = { do: "translate", language: "zh", title: "题", body: "文", version };
    expect((await post("officer", path, translated)).status).toBe(422);
  });

  it("the same translation sent twice is one", async () => {
    const id = await proposal("received");
    const sent = { do: "translate", language: "zh", title: "题", body: "文", version: "1" };
    const answers = await Promise.all([1, 2].map(() => post("officer", `/sv/staff/proposals/${id}`, sent)));
    expect(statuses(answers)).toEqual([303, 303]);
    expect((await actsOf(`proposal/${id}`)).filter((act) => act === "proposal.translated").length).toBe(1);
  });

  it("a correction, an answer to a promise and one to a question stand once", async () => {
    const promise = await city.node.civic
      .selectFrom("promise")
      .select("id")
      .where("by_verdict", "=", 0)
      .executeTakeFirstOrThrow();
    const question = await city.node.civic
      .selectFrom("why_question")
      .select(["id", "about_ref"])
      .where("log_entry", "is not", null)
      .executeTakeFirstOrThrow();
    const sent: readonly (readonly [Role, string, Record<string, string>, string])[] = [
      [
        "officer",
        "/sv/staff/decisions/1",
        { do: "correct", field: "reasons", text: "T.", reason: "R." },
        "decision/1",
      ],
      [
        "manager",
        `/sv/staff/promises/${promise.id}`,
        { state: "partly", text: "Half.", evidenceKind: "document", evidence: "D-1" },
        `promise/${promise.id}`,
      ],
      [
        "officer",
        `/sv/staff/decisions/${question.about_ref}`,
        { do: "answer", question: String(question.id), answer: "A." },
        `question/${question.id}`,
      ],
    ];
    for (const [role, path, fields, subject] of sent) {
      const before = (await actsOf(subject)).length;
      const answers = await Promise.all([1, 2].map(() => post(role, path, fields)));
      expect(statuses(answers), path).toEqual([303, 303]);
      expect((await actsOf(subject)).length, path).toBe(before + 1);
    }
  });
});

describe("who may not, by a form of their own making", () => {
  it("changes no state, and is told in the language of the page", async () => {
    const id = await proposal("under-review");
    const before = await tracesIn(city.node);
    for (const [role, to] of [
      ["adviser", "accepted"],
      ["adviser", "declined"],
      ["elected", "merged"],
      ["international", "accepted"],
      ["officer", "planned"],
      ["officer", "done"],
      ["officer", "received"],
      ["officer", "under-review"],
      ["officer", "nonsense"],
    ] as const) {
      const answers = await Promise.all(languages.map((one) => take(id, role, "under-review", to, one)));
      expect(statuses(answers), `${role} ${to}`).toEqual([422, 422, 422]);
      const told = await Promise.all(answers.map(async (answer) => faultsSaid(await answer.text())));
      expect(new Set(told).size, told.join("\n")).toBe(3);
    }
    expect(await tracesIn(city.node)).toEqual(before);
  });

  it("is not let to it at all where the matrix says so", async () => {
    const id = await proposal("under-review");
    const before = await tracesIn(city.node);
    const state = { do: "state", expected: "under-review", to: "accepted", reason: "x" };
    for (const role of ["resident", "manager"] as const)
      expect((await post(role, `/zh/staff/proposals/${id}`, state)).status, role).toBe(403);
    for (const role of ["resident", "manager", "adviser", "international"] as const)
      expect((await post(role, "/zh/staff/decisions", { ...said(id, "KS-NO/1"), do: "record" })).status).toBe(
        403,
      );
    expect((await post("elected", "/zh/staff/promises/1", { state: "kept" })).status).toBe(403);
    expect([303, 401, 403]).toContain((await post(null, `/zh/staff/proposals/${id}`, state)).status);
    // From another site's page, with the official's own cookie.
    const forged = await postForm(`${city.baseUrl}/zh/staff/proposals/${id}`, state, {
      cookie: cookies.get("officer")!,
      origin: "https://elsewhere.example",
    });
    expect(forged.status).toBe(403);
    expect((await find(id)).state).toBe("under-review");
    expect(await tracesIn(city.node)).toEqual(before);
  });

  it("nor does a number that is none, an old page, or a mark of something else", async () => {
    const id = await proposal("under-review");
    const fields = await looked(said(id, "KS-OLD/1"));
    const before = await tracesIn(city.node);
    for (const path of ["0", "-1", "1e9", "99999999999", "1 OR 1", "%00", "1;2"])
      expect(
        (await post("officer", `/zh/staff/proposals/${encodeURIComponent(path)}`, { do: "state" })).status,
      ).toBe(404);
    const merged = { do: "state", expected: "under-review", to: "merged", reason: "x" };
    for (const into of ["", "0", "-1", "9999", String(id), "１", "2 OR 1=1; --"])
      expect((await post("officer", `/zh/staff/proposals/${id}`, { ...merged, into })).status, into).toBe(
        422,
      );
    for (const changed of [
      { reasons: "Others." },
      { checked: "" },
      { checked: "0".repeat(32) },
      { about: "proposal:0" },
    ])
      expect((await post("officer", "/zh/staff/decisions", { ...fields, ...changed })).status).toBe(422);
    for (const cost of ["-1", "1e9", "NaN", "Infinity", "1.234", "0x10", "9".repeat(13), "١٢"])
      expect(
        (await post("officer", "/zh/staff/decisions", { ...fields, cost, do: "check" })).status,
        cost,
      ).toBe(422);
    expect(await tracesIn(city.node)).toEqual(before);
  });
});

describe("names in Chinese alone", () => {
  it("register measures and bodies, each under an address of its own that the log can name", async () => {
    const measure = {
      ...{ titleZh: "更换灯具", kind: "led-lighting", carrier: "electricity", buildings: "algkronan-skola" },
      ...{
        do: "register",
        method: "husting-daily",
        leastWorthwhile: "2",
        roomsMargin: "2",
        peopleMargin: "10",
      },
    };
    const addresses = [];
    for (const titleZh of ["更换灯具", "更换窗户"])
      addresses.push(
        (await post("adviser", "/zh/staff/measures", { ...measure, titleZh })).headers.get("location"),
      );
    for (const nameZh of ["居民委员会", "建筑委员会"]) {
      const body = { nameZh, office: "办公室", from: "2020-01-01", answerDays: "30" };
      addresses.push((await post("officer", "/zh/staff/bodies", body)).headers.get("location"));
      expect((await post("officer", "/zh/staff/bodies", body)).status).toBe(422);
    }
    expect(new Set(addresses).size).toBe(4);
    for (const address of addresses) expect(address).toMatch(/^\/zh\/(measures|staff\/bodies)\/[a-z0-9-]+$/);
  });
});
