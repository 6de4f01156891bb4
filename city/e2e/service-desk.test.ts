import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { issueSlips, nothingSaid } from "../features/proposals/index.ts";
import { formCode } from "../features/service-desk/index.ts";
import { cookiesOf, postForm, type RunningCity, runCity } from "./running-city.ts";
import { newestLetter } from "./simulated-voice.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let officer: string;

beforeAll(async () => {
  city = await runCity();
  officer = await city.signInAs("officer");
});
afterAll(() => city.close());

const at = (path: string): string => `${city.baseUrl}${path}`;
const get = (path: string, cookie = ""): Promise<Response> =>
  fetch(at(path), { headers: { cookie }, redirect: "manual" });
const post = (path: string, fields: Record<string, string>, cookie = ""): Promise<Response> =>
  postForm(at(path), fields, { cookie });
const goesTo = (response: Response): string => {
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
};

async function acts(act: string) {
  const rows = await city.node.civic.selectFrom("log_entry").select("line").orderBy("sequence").execute();
  return rows.map(({ line }) => JSON.parse(line)).filter((entry) => entry.act === act);
}

/** A proposal that anybody can endorse. */
async function proposed(title: string): Promise<number> {
  const by = (await city.node.signIn.people()).find(({ role }) => role === "officer")!;
  const entered = await city.node.proposals.desk.enterPaper(
    { ...nothingSaid, title, body: "Det behövs." },
    { paperAt: "Stadshuset, pärm 1", email: "", language: "sv" },
    by,
  );
  if (!entered.ok || entered.kind !== "proposed") throw new Error("no proposal");
  return entered.proposalId;
}

describe("the code on a paper", () => {
  it("leads the desk straight to where that paper is entered, in every language", async () => {
    const id = await proposed("Fler cykelställ vid badet");
    const codes = [
      [formCode({ kind: "propose", number: 0, proof: "" }), "/staff/proposals/paper"],
      [formCode({ kind: "endorse", number: id, proof: "" }), `/staff/endorsements/${id}`],
      [formCode({ kind: "ask-decision", number: 1, proof: "" }), "/staff/questions/decisions-1"],
      [formCode({ kind: "ask-proposal", number: id, proof: "" }), `/staff/questions/proposals-${id}`],
    ] as const;
    for (const language of ["sv", "zh", "en"])
      for (const [code, place] of codes) {
        const typed = code.toLowerCase().replaceAll("-", " ");
        const response = await post(`/${language}/staff/desk`, { do: "open", code: typed }, officer);
        expect(goesTo(response)).toBe(`/${language}${place}`);
        expect((await get(`/${language}${place}`, officer)).status).toBe(200);
      }
  });

  it("leads everybody to the page it is about, by its short address and by being typed", async () => {
    const code = formCode({ kind: "ask-decision", number: 1, proof: "" });
    expect(goesTo(await get(`/f/${code.replaceAll("-", "")}`))).toMatch(/^\/sv\/decisions\/1#why$/);
    expect(goesTo(await post("/en/code", { code }))).toBe("/en/decisions/1#why");
    expect(goesTo(await get("/f/Q00019"))).toBe("/sv/code?code=Q00019");
    expect(await (await get("/en/code?code=Q00019")).text()).toContain("One sign of this code is wrong");
  });

  it.each([
    ["Q-0001-9", "One sign of this code is wrong"],
    ["hello", "That is no code of a paper"],
    ["", "Write the code that stands on the paper"],
    [formCode({ kind: "endorse", number: 99_999, proof: "" }), "nothing here has this number"],
    [formCode({ kind: "author", number: 1, proof: "222222222222" }), "This slip opens nothing"],
  ])("%j is answered with what is wrong, at the desk and for everybody", async (code, said) => {
    for (const response of [
      await post("/en/staff/desk", { do: "open", code }, officer),
      await post("/en/code", { code }),
    ]) {
      expect(response.status).toBe(422);
      expect(await response.text()).toContain(said);
    }
  });
});

describe("slips", () => {
  it("count one person once, on paper or on the web, and every line is answered by itself", async () => {
    const [id, other] = [
      await proposed("Tystare fläktar i skolan"),
      await proposed("Längre öppet på biblioteket"),
    ];
    const by = (await city.node.signIn.people()).find(({ role }) => role === "officer")!;
    const made = await issueSlips(city.node, id, 5, by);
    const [a, b, c, d] = made.ok ? made.codes : [];
    const others = await issueSlips(city.node, other, 1, by);
    const elsewhere = others.ok ? others.codes[0]! : "";
    // One on the web, before it could be entered.
    const onWeb = await post(`/sv/proposals/${id}`, { do: "endorse", deskCode: a! });
    expect(goesTo(onWeb)).toBe(`/sv/proposals/${id}?done=counted`);
    const wrong = `${b!.slice(0, -1)}${b!.endsWith("2") ? "3" : "2"}`;
    const stack = [a, b, b!.toLowerCase(), c, wrong, elsewhere, "2222222222222"].join("\n");
    const entered = await post(`/en/staff/endorsements/${id}`, { codes: stack }, officer);
    expect(entered.status).toBe(200);
    const page = (await entered.text()).replaceAll("<!-- -->", "");
    for (const said of [
      "Used before",
      "Counted",
      "twice",
      "Mistyped",
      "A slip for another proposal",
      "2 were counted of 7 lines",
    ])
      expect(page).toContain(said);
    expect((await city.node.proposals.register.find(id))?.endorsements).toBe(3);
    // One that was entered does nothing on the web, and one of another proposal neither.
    for (const [code, said] of [
      [c!, "has been used before"],
      [elsewhere, "is for another proposal"],
    ]) {
      const refused = await post(`/en/proposals/${id}`, { do: "endorse", deskCode: code! });
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain(said);
    }
    // What was refused has used nothing up.
    expect(goesTo(await post(`/sv/proposals/${other}`, { do: "endorse", deskCode: elsewhere }))).toContain(
      "done=counted",
    );
    expect(goesTo(await post(`/sv/proposals/${id}`, { do: "endorse", deskCode: d! }))).toContain(
      "done=counted",
    );
    const [entry] = (await acts("slips.entered")).filter(({ subject }) => subject === `proposal/${id}`);
    expect(entry.facts).toMatchObject({ taken: 2, usedBefore: 2, notTaken: 3 });
    for (const code of [a, b, c, d]) {
      const lines = await city.node.civic.selectFrom("log_entry").select("line").execute();
      expect(lines.some(({ line }) => line.includes(code!))).toBe(false);
    }
  });

  it("two desks that enter the same stack at once count it once", async () => {
    const id = await proposed("Lampor som tänds av rörelse");
    const by = (await city.node.signIn.people()).find(({ role }) => role === "officer")!;
    const made = await issueSlips(city.node, id, 20, by);
    const stack = (made.ok ? made.codes : []).join("\n");
    await Promise.all([1, 2, 3].map(() => post(`/sv/staff/endorsements/${id}`, { codes: stack }, officer)));
    expect((await city.node.proposals.register.find(id))?.endorsements).toBe(20);
  });

  it("are neither made nor taken once the proposal has moved on, and none is used up", async () => {
    const id = await proposed("En portkod till soprummet");
    const by = (await city.node.signIn.people()).find(({ role }) => role === "officer")!;
    const made = await issueSlips(city.node, id, 1, by);
    for (const [expected, to] of [
      ["received", "under-review"],
      ["under-review", "declined"],
    ] as const)
      await city.node.proposals.register.setState(
        { proposalId: id, expected, to, reason: "Skäl.", language: "sv" },
        null,
      );
    const codes = (made.ok ? made.codes : []).join("\n");
    for (const response of [
      await post(`/en/staff/endorsements/${id}`, { codes }, officer),
      await post(`/en/staff/slips/${id}`, { count: "10" }, officer),
    ]) {
      expect(response.status).toBe(422);
      expect(await response.text()).toContain("The proposal has moved on");
    }
    expect((await city.node.proposals.register.find(id))?.endorsements).toBe(0);
    expect(await acts("slips.entered")).not.toContainEqual(
      expect.objectContaining({ subject: `proposal/${id}` }),
    );
  });

  it("are refused with a reason when there are none or too many", async () => {
    const id = await proposed("En bänk till");
    for (const [codes, said] of [
      ["  \n ", "Type at least one code"],
      ["2\n".repeat(201), "more than 200 lines"],
    ] as const) {
      const response = await post(`/en/staff/endorsements/${id}`, { codes }, officer);
      expect(response.status).toBe(422);
      expect(await response.text()).toContain(said);
    }
  });
});

describe("help at a desk", () => {
  async function sitDown(language = "zh"): Promise<string> {
    const started = await post("/sv/staff/desk", { do: "help", language }, officer);
    expect(goesTo(started)).toBe(`/${language}/help`);
    return `${officer}; ${cookiesOf(started)}`;
  }

  it("shows the pages in the visitor's language, without whoever helps and without staff pages", async () => {
    const cookie = await sitDown();
    const page = await get("/zh/help", cookie);
    expect(page.headers.get("cache-control")).toContain("no-store");
    const html = await page.text();
    expect(html).toContain("本机不保存任何内容");
    expect(html).toContain('data-helping="yes"');
    expect(html).not.toContain("officer@");
    for (const path of ["/zh/staff", "/zh/staff/desk", "/zh/staff/proposals", "/zh/sign-in"])
      expect(goesTo(await get(path, cookie))).toBe("/zh/help");
    for (const path of ["/zh/proposals", "/zh/decisions/1", "/zh/log"]) {
      const shown = await get(path, cookie);
      expect(shown.headers.get("cache-control")).toContain("no-store");
      expect(await shown.text()).not.toContain("officer@");
    }
    await post("/zh/help", {}, cookie);
  });

  it("carries a visitor through proposing, endorsing and asking without an address, and leaves nothing behind", async () => {
    const id = await proposed("Skugga på lekplatsen");
    const cookie = await sitDown("en");
    const words = { title: "A tap for drinking water", body: "At the square, for everybody.", about: "city" };
    // What is typed is shown again from the node, not from the browser's history.
    const looked = await post("/en/propose", { ...words, do: "look" }, cookie);
    expect(goesTo(looked)).toBe("/en/propose");
    const looking = await (await get("/en/propose", cookie)).text();
    expect(looking).toContain("A tap for drinking water");
    expect(looking).not.toContain('name="email"');
    expect(looking).not.toContain('name="deskCode"');
    const sent = await post("/en/propose", { ...words, do: "send" }, cookie);
    expect(goesTo(sent)).toBe("/en/my-proposal/here?done=proposed");
    const mine = await get("/en/my-proposal/here", cookie);
    expect(mine.status).toBe(200);
    expect(await mine.text()).toContain("A tap for drinking water");
    const slip = (await (await get("/en/print/author/here", cookie)).text()).replaceAll("<!-- -->", "");
    const code = /A-\d{4}(?:-[2-9A-Z]{4}){3}-[2-9A-Z]/.exec(slip)?.[0] ?? "";
    expect(code).not.toBe("");
    for (const done of ["counted", "counted-before"])
      expect(goesTo(await post(`/en/proposals/${id}`, { do: "endorse" }, cookie))).toBe(
        `/en/proposals/${id}?done=${done}`,
      );
    expect((await city.node.proposals.register.find(id))?.endorsements).toBe(1);
    const question = "Why was the tap never repaired?";
    expect(goesTo(await post("/en/decisions/1", { do: "ask", text: question }, cookie))).toBe(
      "/en/decisions/1?done=asked#why",
    );
    expect(await (await get("/en/decisions/1")).text()).toContain(question);

    const ended = await post("/en/help", {}, cookie);
    expect(goesTo(ended)).toBe("/en/help?done=ended");
    expect(ended.headers.get("clear-site-data")).toContain('"cache"');
    expect(ended.headers.getSetCookie().join()).toContain("husting.helping=; ");
    // The back button comes to addresses that show nothing any more, whoever sits there.
    for (const seat of [officer, ""]) {
      expect((await get("/en/my-proposal/here", seat)).status).toBe(404);
      expect((await get("/en/print/author/here", seat)).status).toBe(404);
      expect(await (await get("/en/propose", seat)).text()).not.toContain("A tap for drinking water");
    }
    const [entry] = await acts("desk.helped");
    expect(entry.facts).toEqual(expect.objectContaining({ proposals: 1, endorsed: 1, questions: 1 }));
    expect(JSON.stringify(entry)).not.toContain("helper");
    const received = (await acts("proposal.received")).at(-1);
    expect(received.facts).toMatchObject({ channel: "desk" });
    expect(received.actor?.role ?? received.role ?? "author").toBe("author");

    // The slip opens the proposal, at home and at another desk.
    const home = goesTo(await post("/en/code", { code }));
    expect(home).toMatch(/^\/en\/my-proposal\/\d+-/);
    expect((await get(home)).status).toBe(200);
    const again = await sitDown("en");
    expect(goesTo(await post("/en/code", { code }, again))).toBe("/en/my-proposal/here");
    // A key that is scanned does not stay in the history either.
    expect(goesTo(await get(home, again))).toBe("/en/my-proposal/here");
    await post("/en/help", {}, again);
  });

  it("a visitor who comes after another finds nothing of theirs", async () => {
    const first = await sitDown("en");
    await post("/en/propose", { title: "Only mine", body: "", about: "city", do: "look" }, first);
    const second = await sitDown("en");
    expect(await (await get("/en/propose", second)).text()).not.toContain("Only mine");
    // The browser of the first finds out, and is signed out with it.
    expect(goesTo(await get("/en/propose", first))).toBe("/en/help?done=over");
    officer = await city.signInAs("officer");
  });

  it("an appeal is made with the key on the slip", async () => {
    const id = await proposed("Ta bort fläkten");
    const { register, keys } = city.node.proposals;
    const language = "sv";
    for (const [expected, to] of [
      ["received", "under-review"],
      ["under-review", "declined"],
    ] as const)
      await register.setState({ proposalId: id, expected, to, reason: "Skäl.", language }, null);
    const cookie = await sitDown("sv");
    const code = formCode({ kind: "author", number: id, proof: keys.authorProof(id) });
    expect(goesTo(await post("/sv/code", { code }, cookie))).toBe("/sv/my-proposal/here");
    const appealed = await post(
      "/sv/my-proposal/here",
      { do: "appeal", reason: "Läs en gång till." },
      cookie,
    );
    expect(goesTo(appealed)).toBe("/sv/my-proposal/here?done=appealed");
    // A declined proposal can be asked "why not?" of, on its own page.
    const asked = await post(`/sv/proposals/${id}`, { do: "ask", text: "Vad kostade det?" }, cookie);
    expect(goesTo(asked)).toBe(`/sv/proposals/${id}?done=asked#why`);
    await post("/sv/help", {}, cookie);
    expect((await acts("desk.helped")).at(-1).facts).toMatchObject({ appeals: 1, questions: 1 });
    const staff = await post(
      `/sv/staff/proposals/${id}`,
      {
        do: "answer",
        question: String((await city.node.questions.about({ kind: "proposal", ref: String(id) }))[0]!.id),
        answer: "Tolv tusen kronor.",
      },
      officer,
    );
    expect(goesTo(staff)).toContain("done=answered");
    expect(await (await get(`/sv/proposals/${id}`)).text()).toContain("Tolv tusen kronor.");
  });

  it("a browser that believes in help that has ended is signed out", async () => {
    const fresh = await city.signInAs("adviser");
    const stale = `${fresh}; husting.helping=${"x".repeat(32)}`;
    const response = await get("/sv/staff/desk", stale);
    expect(goesTo(response)).toBe("/sv/help?done=over");
    expect(response.headers.get("clear-site-data")).toContain('"storage"');
    expect(goesTo(await get("/sv/staff/desk", fresh))).toContain("/sign-in");
  });
});

describe("a question on paper", () => {
  it("is entered at the desk, public at once, with where the paper lies", async () => {
    const said = {
      text: "Varför just den skolan?",
      paperAt: "Biblioteket, pärm 3, nr 7",
      language: "sv",
      sameAs: "",
    };
    const place = "/sv/staff/questions/decisions-2";
    expect(goesTo(await post(place, said, officer))).toBe(`${place}?done=entered`);
    const page = await (await get("/sv/decisions/2")).text();
    expect(page).toContain("Varför just den skolan?");
    expect(page).toContain("Biblioteket, pärm 3, nr 7");
    const entry = (await acts("why.asked")).at(-1);
    expect(entry.facts).toMatchObject({ about: "decision/2", channel: "paper" });
    expect(JSON.stringify(entry)).not.toContain("pärm");
    // The same paper entered twice is one question.
    const twice = await post(place, said, officer);
    expect(twice.status).toBe(422);
    for (const missing of ["text", "paperAt"] as const)
      expect((await post(place, { ...said, [missing]: "" }, officer)).status).toBe(422);
    expect((await post(place, { ...said, text: "Ring 070-123 45 67" }, officer)).status).toBe(422);
  });
});

describe("letters", () => {
  it("about answers end with one press of the mail program", async () => {
    const email = "why@desk.example";
    const asked = await post("/sv/decisions/2", {
      do: "ask",
      text: "När syns resultatet?",
      email,
      wantsAnswer: "yes",
    });
    expect(asked.status).toBe(200);
    const html = await asked.text();
    const question = /name="question" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const { code } = await newestLetter(city, email);
    expect(goesTo(await post("/sv/decisions/2", { do: "confirm", question, code, email }))).toContain(
      "done=asked",
    );
    const token = city.node.questions.stopToken(Number.parseInt(question, 10));
    expect(goesTo(await get(`/why/${token}`))).toBe(`/sv/why/${token}`);
    const pressed = await fetch(at(`/why/${token}`), {
      method: "POST",
      body: "List-Unsubscribe=One-Click",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(pressed.status).toBe(200);
    expect((await city.node.questions.ofStopToken(token))?.isTold).toBe(false);
  });
});
