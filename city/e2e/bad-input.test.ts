import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Role } from "../features/people/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { hasHiddenCharacters, languages } from "../web/language/index.ts";
import { postForm, type RunningCity, runCity } from "./running-city.ts";
import { giveItAVoice, type SimulatedVoice } from "./simulated-voice.ts";
import { faultsSaid, tracesIn } from "./traces.ts";

/** What cannot be taken, in every form of the whole way: answered in the reader's language, with what was typed still there, and without a trace. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let voice: SimulatedVoice;
/** A proposal that was declined and appealed, and a promise that an office can answer. */
let appealed = 0;
let promise = 0;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  city = await runCity();
  voice = await giveItAVoice(city);
  for (const role of ["officer", "adviser", "elected", "manager"] as const)
    cookies.set(role, await city.signInAs(role));
  const { register, desk } = city.node.proposals;
  appealed = (await giveItAVoice(city)).proposal;
  const officer = (await city.node.signIn.people()).find(
    ({ email }) => email === demoAddress("officer", city.node.city.id),
  )!;
  for (const [expected, to] of [
    ["received", "under-review"],
    ["under-review", "declined"],
  ] as const)
    await register.setState({ proposalId: appealed, expected, to, reason: "No.", language: "en" }, officer);
  await desk.appeal(appealed, "Yes.", "en");
  const open = await city.node.civic
    .selectFrom("promise")
    .select("id")
    .where("measure_id", "is", null)
    .executeTakeFirstOrThrow();
  promise = open.id;
});
afterAll(() => city.close());

type Fields = Readonly<Record<string, string>>;
interface Form {
  readonly by: Role | null;
  readonly path: () => string;
  readonly good: Fields;
  /** Fields that take words, with the most of each. */
  readonly words: Readonly<Record<string, number>>;
  readonly addresses?: readonly string[];
}

const proposal: Fields = { title: "A bench", body: "People wait long.", about: "city", email: "a@b.example" };
const decision: Fields = {
  ...{
    body: "municipal-council",
    caseNumber: "KS-BAD/1",
    about: "free",
    titleEn: "Lamps",
    outcome: "accepted",
  },
  ...{ reasons: "They save.", voting: "acclamation", do: "check", "promise-0-text": "Lamps burn." },
  ...{ "promise-0-measurable": "", "promise-0-office": "Premises", "promise-0-officeEmail": "" },
};
const measure: Fields = {
  ...{
    titleEn: "Lamps",
    kind: "led-lighting",
    carrier: "electricity",
    buildings: "algkronan-skola",
    do: "register",
  },
  ...{
    owner: "Premises",
    method: "husting-daily",
    leastWorthwhile: "2",
    roomsMargin: "2",
    peopleMargin: "10",
  },
};

const forms: Readonly<Record<string, Form>> = {
  "a proposal": {
    by: null,
    path: () => "/propose",
    good: { ...proposal, do: "send" },
    words: { title: 120, body: 4000, name: 80 },
    addresses: ["email"],
  },
  "a street's proposal": {
    by: null,
    path: () => "/propose",
    good: { ...proposal, about: "street", street: "Kungsgatan", do: "send" },
    words: { street: 120 },
  },
  "an endorsement": {
    by: null,
    path: () => `/proposals/${voice.proposal}`,
    good: { do: "endorse" },
    words: {},
    addresses: ["email"],
  },
  "a wish for letters": {
    by: null,
    path: () => `/proposals/${voice.proposal}`,
    good: { do: "follow" },
    words: {},
    addresses: ["email"],
  },
  "an author's new wording": {
    by: null,
    path: () => `/my-proposal/${voice.authorKey}`,
    good: { do: "edit", title: "A bench", body: "Another." },
    words: { title: 120, body: 4000 },
  },
  "a paper": {
    by: "adviser",
    path: () => "/staff/proposals/paper",
    good: { ...proposal, email: "", paperAt: "Folder 3", language: "sv", do: "enter" },
    words: { title: 120, body: 4000, paperAt: 200 },
    addresses: ["email"],
  },
  "an official's reason": {
    by: "officer",
    path: () => `/staff/proposals/${voice.proposal}`,
    good: { do: "state", expected: "received", to: "under-review" },
    words: { reason: 2000 },
  },
  "an answer to an appeal": {
    by: "elected",
    path: () => `/staff/proposals/${appealed}`,
    good: { do: "appeal", answer: "rejected" },
    words: { reason: 2000 },
  },
  "a translation": {
    by: "adviser",
    path: () => `/staff/proposals/${voice.proposal}`,
    good: { do: "translate", language: "en", title: "A bench", body: "People wait." },
    words: { title: 120, body: 4000 },
  },
  "a decision": {
    by: "officer",
    path: () => "/staff/decisions",
    good: decision,
    words: {
      titleEn: 200,
      reasons: 4000,
      reservations: 4000,
      "promise-0-text": 1000,
      "promise-0-office": 200,
    },
    addresses: ["promise-0-officeEmail"],
  },
  "a correction": {
    by: "officer",
    path: () => "/staff/decisions/1",
    good: { do: "correct", field: "reasons", text: "Other words.", reason: "A slip." },
    words: { text: 4000, reason: 1000 },
  },
  "an answer to a promise": {
    by: "manager",
    path: () => `/staff/promises/${promise}`,
    good: { state: "partly", text: "Half.", evidenceKind: "document", evidence: "D-1" },
    words: { text: 1000, evidence: 500 },
  },
  "a question": {
    by: null,
    path: () => "/decisions/1",
    good: { do: "ask", text: "Why not?", sameAs: "", email: "q@b.example" },
    words: { text: 1000 },
    addresses: ["email"],
  },
  "a body": {
    by: "officer",
    path: () => "/staff/bodies",
    good: { nameEn: "Bench council", office: "Office", from: "2020-01-01", answerDays: "30" },
    words: { nameEn: 200, office: 200 },
    addresses: ["officeEmail"],
  },
  "a measure": {
    by: "adviser",
    path: () => "/staff/measures",
    good: measure,
    words: { titleEn: 200, owner: 200 },
  },
};

const badWords: Readonly<Record<string, (most: number) => string>> = {
  "one sign too many": (most) => "长".repeat(most + 1),
  "a control character": () => "a\u0008b",
  "a NUL": () => "a\u0000b",
  "a bidirectional override": () => "a\u202eb",
  "a bidirectional isolate": () => "a\u2066b",
  "what hides in text": () => "a\u200bb",
  "half a character": () => "a\ud83db",
};
const badAddresses = [
  ...["a@b.example\r\nBcc: c@d.example", "a@b.example\nSubject: x", "a@b.example, c@d.example"],
  ...[
    "<a@b.example>",
    "a\u0000@b.example",
    "a\u202e@b.example",
    `${"a".repeat(250)}@b.example`,
    "a@b",
    "a b@c.example",
  ],
];

let asked = 0;
async function send(form: Form, language: string, changed: Fields): Promise<Response> {
  const headers = {
    ...(form.by === null ? {} : { cookie: cookies.get(form.by)! }),
    // One client may ask of a decision once a minute: these are many clients.
    "user-agent": `browser ${++asked}`,
  };
  const date = city.node.decisions.bodies.today;
  const dated = form.good === decision ? { date, "promise-0-due": date } : {};
  return postForm(
    `${city.baseUrl}/${language}${form.path()}`,
    { ...form.good, ...dated, ...changed },
    headers,
  );
}

/** In each language: refused, said in it, the other words kept; and nothing is left of any. */
async function expectRefused(form: Form, field: string, value: string, what: string): Promise<void> {
  const before = await tracesIn(city.node);
  const answers = new Set<string>();
  for (const language of languages) {
    const answer = await send(form, language, { [field]: value });
    const html = await answer.text();
    expect(answer.status, `${field} with ${what}`).toBe(422);
    const said = faultsSaid(html);
    expect(said, `${field} with ${what} in ${language}: ${html.slice(0, 200)}`).not.toBe("");
    expect(/\p{Script=Han}/u.test(said), `${said} in ${language}`).toBe(language === "zh");
    // What was typed stands in the form again, and nowhere else on the page.
    const page = html.replaceAll(/<textarea.*?<\/textarea>|<input[^>]*>/gsu, "");
    expect(hasHiddenCharacters(page), `${what} on the page`).toBe(false);
    answers.add(said);
  }
  expect(answers.size, [...answers].join("\n")).toBe(languages.length);
  expect(await tracesIn(city.node), `${field} with ${what}`).toEqual(before);
}

describe.each(Object.entries(forms))("%s", (_, form) => {
  it.each(Object.entries(badWords))(
    "with %s is refused in each language and leaves nothing",
    async (what, bad) => {
      for (const [field, most] of Object.entries(form.words))
        await expectRefused(form, field, bad(most), what);
    },
  );

  const { addresses = [] } = form;
  if (addresses.length > 0)
    it("with an address that is none, or two, or begins a header, is refused and no letter goes out", async () => {
      for (const field of addresses)
        for (const address of badAddresses)
          await expectRefused(form, field, address, JSON.stringify(address));
    });
});

describe("HTML in a text", () => {
  it("stands on the page as it was written", async () => {
    const written = `<script>alert(1)</script> <img src=x onerror=alert(1)> </textarea> " & '`;
    const form = forms["a paper"]!;
    const sent = await send(form, "en", { title: written, body: written, paperAt: written });
    expect(sent.status).toBe(303);
    const id = /proposals\/(\d+)/.exec(sent.headers.get("location") ?? "")?.[1];
    for (const path of [`/en/proposals/${id}`, "/en/proposals", `/feeds/en/proposals/${id}.atom`]) {
      const text = await (await fetch(`${city.baseUrl}${path}`)).text();
      expect(text, path).toContain("&lt;script&gt;alert(1)");
      expect(text, path).not.toContain("<script");
      expect(text, path).not.toContain("<img src=x");
    }
  });
});
