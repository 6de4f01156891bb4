import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, answer, appeal, readMark, readSubject, report } from "../features/moderation/index.ts";
import { nothingSaid, staffAct } from "../features/proposals/index.ts";
import type { ProposalPage } from "../features/proposals/proposal-page.ts";
import {
  caseOf,
  decide,
  lettersTo,
  type ModeratedCity,
  official,
  onDisk,
  openModeratedCity,
} from "./moderated-city.ts";
import { postForm } from "./running-city.ts";

/** What is kept from view, taken out, hidden and shown again: nothing of it is read anywhere else meanwhile. */

let city: ModeratedCity;
beforeAll(async () => {
  city = await openModeratedCity();
}, 120_000);
afterAll(() => city.close());

const PHONE = "070-123 45 67";
/** Of texts that are not left as they stand. */
const OTHER_PHONE = "070-765 43 21";
const dataOf = async (id: number): Promise<ProposalPage> =>
  (await fetch(`${city.baseUrl}/en/proposals/${id}.json`)).json() as Promise<ProposalPage>;
const similar = async (search: string): Promise<readonly unknown[]> => {
  const found = await fetch(`${city.baseUrl}/sv/proposals.json?search=${encodeURIComponent(search)}`);
  return ((await found.json()) as { proposals: unknown[] }).proposals;
};
const openings = async (value: string): Promise<number> =>
  (
    await city.node.civic
      .selectFrom("log_opening")
      .select("sequence")
      .where("value", "like", `%${value}%`)
      .execute()
  ).length;

async function reportText(subject: string, fields: Record<string, string> = {}): Promise<Response> {
  const page = (await (await fetch(`${city.baseUrl}/en/report/${subject}.json`)).json()) as {
    said: { mark: string };
  };
  return postForm(`${city.baseUrl}/en/report/${subject}`, {
    rule: "threats",
    words: "",
    mark: page.said.mark,
    ...fields,
  });
}

describe("what looks like personal data in a new proposal", () => {
  it("is read nowhere before an official has looked, and everywhere when it is left", async () => {
    const id = await city.propose(
      {
        title: `Ring ${PHONE} om värmen`,
        body: `Min granne nås på granne@post.example.`,
        name: `Åsa ${PHONE}`,
        showName: true,
      },
      "a@post.example",
    );
    const everything = await city.everythingPublic(id);
    for (const secret of [PHONE, "granne@post.example", "123 45"])
      expect(everything.includes(secret), secret).toBe(false);
    expect(everything.includes("Ring […] om värmen"), "Ring […] om värmen").toBe(true);
    expect((await dataOf(id)).moderation.wording.isMasked).toBe(true);
    expect(await similar(`granne@post.example ${PHONE}`)).toEqual([]);
    // A stranger's address gets no telephone number in a letter that asks for a code.
    for (const letter of await lettersTo(city, "a@post.example")) expect(letter).not.toContain(PHONE);
    const page = await caseOf(city, `proposal-${id}`);
    expect(page.one.found).toEqual(expect.arrayContaining(["phone", "email"]));
    expect(page.fields.map(({ text }) => text).join()).toContain(PHONE);
    expect(await decide(city, `proposal-${id}`, { act: "left" }, official("adviser"))).toEqual({ ok: true });
    expect((await dataOf(id)).shown.title).toBe(`Ring ${PHONE} om värmen`);
    expect((await dataOf(id)).moderation.wording).toEqual({ tombstone: null, isMasked: false });
    // The name is a text of its own.
    expect((await dataOf(id)).author).toBe("Åsa […]");
  });

  it("an author who words it anew is looked at again, and sees their own words on their page", async () => {
    const id = await city.propose({ body: "Först utan." }, "b@post.example");
    const key = city.node.proposals.keys.authorKey(id);
    const form = { do: "edit", title: "Ny rubrik", body: `Ring mig på ${OTHER_PHONE}.` };
    const told = await postForm(`${city.baseUrl}/sv/my-proposal/${key}`, form);
    expect(told.status).toBe(200);
    const html = await told.text();
    expect(html).toContain("Ny rubrik");
    const seen = /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? "";
    expect((await dataOf(id)).shown.title).toBe("Varmare trapphus");
    expect((await postForm(`${city.baseUrl}/sv/my-proposal/${key}`, { ...form, seen })).status).toBe(303);
    expect((await dataOf(id)).shown.body).toBe("Ring mig på […].");
    expect((await city.everythingPublic(id)).includes(OTHER_PHONE)).toBe(false);
    expect(await (await fetch(`${city.baseUrl}/sv/my-proposal/${key}`)).text()).toContain(OTHER_PHONE);
  });

  it("the reason of an appeal and the name of a street are texts like others", async () => {
    const id = await city.propose(
      { about: "street", street: `Storgatan, ring ${OTHER_PHONE}`, body: "Kallt i hela gatan." },
      "street@post.example",
    );
    const { register } = city.node.proposals;
    const step = (expected: "received" | "under-review", to: "under-review" | "declined") =>
      register.setState(
        { proposalId: id, expected, to, reason: "Skäl.", language: "sv" },
        official("officer"),
      );
    await step("received", "under-review");
    await step("under-review", "declined");
    await city.node.proposals.desk.appeal(id, `Fråga grannen på ${OTHER_PHONE}!`, "sv");
    const everything = await city.everythingPublic(id);
    expect(everything.includes(OTHER_PHONE), OTHER_PHONE).toBe(false);
    expect(everything.includes("Fråga grannen på […]!"), "Fråga grannen på […]!").toBe(true);
    expect(everything.includes("Storgatan, ring […]"), "Storgatan, ring […]").toBe(true);
    for (const letter of await lettersTo(city, "street@post.example"))
      expect(letter).not.toContain(OTHER_PHONE);
    const entry = (await register.thread(id)).find(({ kind }) => kind === "appeal")!;
    expect(await decide(city, `appeal-${entry.id}`, { act: "hidden", rule: "personal-data" })).toEqual({
      ok: true,
    });
    expect((await city.everythingPublic(id)).includes("Fråga grannen")).toBe(false);
  });
});

describe("hiding a whole proposal", () => {
  const words = { title: "Hatets rubrik", body: "Hatets ord om några.", name: "Hatare", showName: true };
  let id = 0;

  it("leaves its place, its state and who backs it, and its words nowhere", async () => {
    id = await city.propose(words, "hate@post.example");
    await city.node.civic.transaction().execute(async (transaction) => {
      await transaction.insertInto("proposal_endorsement").values({ proposal_id: id, trace: "x" }).execute();
      await transaction.updateTable("proposal").set({ endorsements: 1 }).where("id", "=", id).execute();
    });
    const parts = { ...city.node, proposals: city.node.proposals.register };
    const translated = { title: "仇恨的标题", body: "仇恨的文字" };
    await staffAct(
      parts,
      id,
      { form: "translate", fields: translated, language: "sv", into: "zh" },
      official("officer"),
    );
    await staffAct(
      parts,
      id,
      { form: "easy", fields: { body: "Hatet lätt." }, language: "sv", into: "sv" },
      official("officer"),
    );
    await city.node.proposals.desk.edit(id, { title: "Hatets rubrik 2", body: "Hatets ord om några fler." });
    expect((await reportText(`proposal-${id}`, { words: "Det är hat." })).status).toBe(303);
    expect(
      await decide(city, `proposal-${id}`, { act: "hidden", rule: "threats", reason: "Det hotar en grupp." }),
    ).toEqual({ ok: true });
    const everything = await city.everythingPublic(id);
    for (const secret of ["Hatets", "Hatet lätt", "仇恨的", "några fler"])
      expect(everything.includes(secret), secret).toBe(false);
    expect(everything.includes("Det hotar en grupp."), "Det hotar en grupp.").toBe(true);
    expect(await similar("Hatets rubrik ord om några fler")).toEqual([]);
    const page = await dataOf(id);
    expect(page).toMatchObject({ state: "received", endorsements: 1 });
    expect(page.moderation.wording.tombstone).toMatchObject({ standing: "hidden", rule: "threats" });
    // The author is told, with the reasons and how to appeal; whoever endorses it later reads nothing of it in letters.
    const letters = await lettersTo(city, "hate@post.example");
    expect(letters.at(-1)).toContain("Det hotar en grupp.");
    expect(letters.at(-1)).toContain("/sv/my-proposal/");
    expect(letters.at(-1)).not.toContain("Hatets");
    await city.node.proposals.desk.endorse(id, { email: "other@post.example", deskCode: "" }, "sv", "c");
    expect((await lettersTo(city, "other@post.example")).join()).not.toContain("Hatets");
  });

  it("keeps its author and the staff from wording it anew past the rule", async () => {
    const { desk } = city.node.proposals;
    expect(await desk.edit(id, { title: "Hatets rubrik 3", body: "Igen." })).toEqual({ code: "is-hidden" });
    const parts = { ...city.node, proposals: city.node.proposals.register };
    for (const form of ["correct", "translate", "easy"])
      expect(
        await staffAct(
          parts,
          id,
          { form, fields: { title: "x", body: "y", reason: "z" }, language: "sv", into: "en" },
          official("officer"),
        ),
      ).toMatchObject({ ok: false, attempt: { fault: { code: "is-hidden" } } });
    // Its state can be taken on all the same.
    expect(
      (
        await city.node.proposals.register.setState(
          {
            proposalId: id,
            expected: "received",
            to: "under-review",
            reason: "Vi ser på saken.",
            language: "sv",
          },
          official("officer"),
        )
      ).ok,
    ).toBe(true);
  });

  it("an adviser may neither hide nor show it again, nor the officer answer the appeal of what they did", async () => {
    for (const what of ["restored", "redacted", "hidden", "left"])
      expect(
        await decide(city, `proposal-${id}`, { act: what, passages: "Hatets" }, official("adviser")),
      ).toMatchObject({
        fault: { code: "role-may-not" },
      });
    const subject = readSubject(`proposal-${id}`)!;
    const { moderation } = city.node;
    expect(await appeal(moderation, subject, "\u202eIgen", "sv")).toMatchObject({
      code: "text-hidden-characters",
    });
    expect(await appeal(moderation, subject, `Det var ironi. Hatets ord.`, "sv")).toBeNull();
    expect(await appeal(moderation, subject, "En gång till.", "sv")).toEqual({ code: "appealed-before" });
    // The appeal's reason could be the hidden words again: everybody reads only that there is one.
    expect((await city.everythingPublic(id)).includes("ironi")).toBe(false);
    const { appeal: waiting } = await caseOf(city, `proposal-${id}`);
    expect(waiting?.may).toBe("another-official");
    const said = { answer: "upheld", reason: "Det var ironi, och står sig.", language: "sv" } as const;
    expect(await answer(moderation, waiting!.actId, said, official("officer"))).toEqual({
      code: "same-official",
    });
    expect(await answer(moderation, waiting!.actId, said, official("adviser"))).toEqual({
      code: "role-may-not",
    });
    expect(
      await answer(moderation, waiting!.actId, { ...said, answer: "perhaps" }, official("elected")),
    ).toEqual({ code: "answer-missing" });
    expect(await answer(moderation, waiting!.actId, said, official("elected"))).toBeNull();
    expect(await answer(moderation, waiting!.actId, said, official("elected"))).toEqual({
      code: "no-appeal",
    });
    const page = await dataOf(id);
    expect(page.shown.title).toBe("Hatets rubrik 2");
    expect(page.changes).toHaveLength(1);
    expect(page.moderation.wording).toEqual({ tombstone: null, isMasked: false });
    expect(await similar("Hatets rubrik ord om några fler")).toHaveLength(1);
    expect((await lettersTo(city, "hate@post.example")).at(-1)).toContain("Det var ironi, och står sig.");
  });

  it("stands in the counts and in the log, by rule, with no text", async () => {
    const counts = (await (await fetch(`${city.baseUrl}/en/moderation.json`)).json()) as {
      months: { rule: string; reports: number; hidden: number; restoredOnAppeal: number }[];
    };
    expect(counts.months.find(({ rule }) => rule === "threats")).toMatchObject({
      reports: 1,
      hidden: 1,
      appeals: 1,
      restoredOnAppeal: 1,
    });
    const csv = await (await fetch(`${city.baseUrl}/moderation.csv?language=en`)).text();
    expect(csv.split("\r\n")[0]).toBe(
      "month,rule,ruleName,reports,found,left,redacted,hidden,appeals,restoredOnAppeal,medianDays",
    );
    expect(csv).toMatch(/,threats,Threats and hate,1,0,0,0,1,1,1,/);
    const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    for (const what of ["hidden", "appealed", "appeal-upheld", "restored"])
      expect(log).toContain(`moderation.${what}`);
    expect(log).not.toContain("Det hotar");
  });
});

describe("taking parts out", () => {
  it("erases them from every wording, from translations and from what opens the log, and says so", async () => {
    const id = await city.propose(
      { title: "Kallt hos Anna Svensson", body: "Anna Svensson i 3B fryser." },
      "c@post.example",
    );
    const parts = { ...city.node, proposals: city.node.proposals.register };
    const translated = { title: "楼梯很冷", body: "Anna Svensson 家很冷" };
    await staffAct(
      parts,
      id,
      { form: "translate", fields: translated, language: "sv", into: "zh" },
      official("adviser"),
    );
    await city.node.proposals.desk.edit(id, {
      title: "Kallt i trapphuset",
      body: "Anna Svensson i 3B fryser ännu.",
    });
    await reportText(`proposal-${id}`, { rule: "personal-data" });
    expect(await openings("Anna Svensson")).toBeGreaterThan(0);
    const missing = await decide(city, `proposal-${id}`, { act: "redacted", passages: "Anna Karlsson" });
    expect(missing).toEqual({ ok: false, fault: { code: "passage-not-found", passage: "Anna Karlsson" } });
    const done = await decide(
      city,
      `proposal-${id}`,
      { act: "redacted", passages: "Anna Svensson\n3B", reason: "En granne är ingen offentlig person." },
      official("adviser"),
    );
    expect(done).toEqual({ ok: true });
    const everything = await city.everythingPublic(id);
    for (const secret of ["Anna Svensson", "3B"]) expect(everything.includes(secret), secret).toBe(false);
    const page = await dataOf(id);
    expect(page.shown).toMatchObject({ title: "Kallt i trapphuset", body: "[…] i […] fryser ännu." });
    expect(page.moderation.wording.tombstone).toMatchObject({ standing: "redacted", rule: "personal-data" });
    expect(page.changes.at(0)).toMatchObject({
      reason: "En granne är ingen offentlig person.",
      role: "adviser",
    });
    expect(await openings("Anna Svensson")).toBe(0);
    expect(
      await city.node.civic
        .selectFrom("held_text")
        .select("field")
        .where("subject", "=", `proposal-${id}`)
        .execute(),
    ).toEqual([]);
    // Reworded by its author it is no redacted text any more.
    await city.node.proposals.desk.edit(id, { title: "Kallt i trapphuset", body: "En granne fryser." });
    expect((await dataOf(id)).moderation.wording.tombstone).toBeNull();
  });

  it("is not done on a text that was edited meanwhile, nor twice at once", async () => {
    const id = await city.propose({ body: "Bo Ek fryser." }, "d@post.example");
    await reportText(`proposal-${id}`);
    const seen = await caseOf(city, `proposal-${id}`);
    await city.node.proposals.desk.edit(id, { title: "Varmare trapphus", body: "Bo Ek och Bi Al fryser." });
    const said = {
      act: "redacted",
      rule: "personal-data",
      reason: "Skäl.",
      passages: "Bo Ek",
      language: "sv",
    } as const;
    const { moderation } = city.node;
    const stale = await act(
      moderation,
      moderation.house,
      seen.one.id,
      { ...said, mark: seen.mark },
      official("officer"),
    );
    expect(stale).toEqual({ ok: false, fault: { code: "changed-meanwhile" } });
    const { mark } = await caseOf(city, `proposal-${id}`);
    // Reports that come in while an official decides do not stand in the way.
    await postForm(`${city.baseUrl}/en/report/proposal-${id}`, { rule: "unlawful", mark: "x" });
    const both = await Promise.all(
      ["officer", "second"].map((who) =>
        act(moderation, moderation.house, seen.one.id, { ...said, mark }, official("officer", who)),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, fault: { code: "changed-meanwhile" } });
  });

  it("needs a reason without hidden characters, and a rule that there is", async () => {
    const id = await city.propose({ body: "Cy Ek fryser." }, "e@post.example");
    await reportText(`proposal-${id}`);
    const name = `proposal-${id}`;
    expect(await decide(city, name, { act: "hidden", reason: "a\u202eb" })).toMatchObject({
      fault: { code: "text-hidden-characters" },
    });
    expect(await decide(city, name, { act: "hidden", reason: " " })).toMatchObject({
      fault: { code: "text-missing" },
    });
    expect(await decide(city, name, { act: "hidden", rule: "no-jokes" })).toMatchObject({
      fault: { code: "rule-unknown" },
    });
    expect(await decide(city, name, { act: "vanish" })).toMatchObject({ fault: { code: "act-unknown" } });
    expect((await dataOf(id)).shown.body).toBe("Cy Ek fryser.");
  });

  it("an appeal of it can be granted, and says that nothing can be put back", async () => {
    const id = await city.propose({ body: "Di Ek fryser." }, "f@post.example");
    await reportText(`proposal-${id}`);
    await decide(city, `proposal-${id}`, { act: "redacted", passages: "Di Ek" }, official("adviser"));
    const subject = readSubject(`proposal-${id}`)!;
    expect(await appeal(city.node.moderation, subject, "Det är mitt eget namn.", "sv")).toBeNull();
    const { appeal: waiting } = await caseOf(city, `proposal-${id}`);
    const said = { answer: "upheld", reason: "Skriv det igen.", language: "sv" } as const;
    expect(await answer(city.node.moderation, waiting!.actId, said, official("officer"))).toBeNull();
    const page = await dataOf(id);
    expect(page.shown.body).toBe("[…] fryser.");
    expect(page.moderation.wording.tombstone?.appeal?.answer).toMatchObject({
      upheld: true,
      reason: "Skriv det igen.",
    });
  });
});

describe("a name", () => {
  it("that is hidden is shown again by nobody's press but an officer's, and goes with its author", async () => {
    const id = await city.propose({ name: "Elaka Namnet", showName: true }, "g@post.example");
    await reportText(`name-${id}`, { rule: "threats" });
    expect(await decide(city, `name-${id}`, { act: "hidden", rule: "threats" })).toEqual({ ok: true });
    expect((await city.everythingPublic(id)).includes("Elaka Namnet")).toBe(false);
    const { desk } = city.node.proposals;
    await desk.showName(id, false);
    await desk.showName(id, true);
    expect((await city.everythingPublic(id)).includes("Elaka Namnet")).toBe(false);
    await desk.forgetAuthor(id);
    expect(
      await city.node.civic
        .selectFrom("held_text")
        .select("text")
        .where("subject", "=", `name-${id}`)
        .execute(),
    ).toEqual([]);
  });

  it("that its author does not show can be reported by nobody", async () => {
    const id = await city.propose({ name: "Hemlig", showName: false }, "h@post.example");
    expect((await fetch(`${city.baseUrl}/en/report/name-${id}`)).status).toBe(404);
  });
});

describe("reports", () => {
  it.each([
    "proposal-999999",
    "nothing-1",
    "proposal-",
    "proposal-0",
    "question-1",
    "comment-x",
    "appeal-1%00",
    "name-1/../2",
  ])("of %s, which there is not, are not taken", async (subject) => {
    expect((await fetch(`${city.baseUrl}/en/report/${subject}`)).status).toBe(404);
    const sent = await postForm(`${city.baseUrl}/en/report/${subject}`, { rule: "threats", mark: "x" });
    expect(sent.status).toBe(404);
  });

  it("of a text that was edited meanwhile are asked for again, with what was written", async () => {
    const id = await city.propose({}, "i@post.example");
    const page = (await (await fetch(`${city.baseUrl}/en/report/proposal-${id}.json`)).json()) as {
      said: { mark: string };
    };
    await city.node.proposals.desk.edit(id, { title: "Varmare trapphus", body: "Något helt annat." });
    const sent = await postForm(`${city.baseUrl}/en/report/proposal-${id}`, {
      rule: "off-topic",
      words: "It is about soup.",
      mark: page.said.mark,
    });
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(html).toContain("It is about soup.");
    expect(html).toContain("The text was changed while you wrote");
    const mark = /name="mark" value="([^"]+)"/.exec(html)?.[1] ?? "";
    expect(
      (await postForm(`${city.baseUrl}/en/report/proposal-${id}`, { rule: "off-topic", mark })).status,
    ).toBe(303);
  });

  it("of one client on one text count once, several on a text are one case, and none is public", async () => {
    const id = await city.propose({}, "j@post.example");
    for (let sent = 0; sent < 3; sent++)
      expect((await reportText(`proposal-${id}`, { words: "secret words" })).status).toBe(303);
    const { moderation } = city.node;
    const page = await caseOf(city, `proposal-${id}`);
    expect(page.reports).toHaveLength(1);
    const kept = await moderation.keepers.proposal.find(city.node.civic, String(id));
    for (const client of ["198.51.100.1", "198.51.100.2"])
      await report(
        moderation,
        moderation.house,
        { kind: "proposal", ref: String(id) },
        kept!,
        { rule: "unlawful", words: "", mark: readMark(kept!) },
        { client, language: "en" },
      );
    const after = await caseOf(city, `proposal-${id}`);
    expect(after.one).toMatchObject({ id: page.one.id, reports: 3, rule: "unlawful" });
    const everything = await city.everythingPublic(id);
    expect(everything.includes("secret words"), "secret words").toBe(false);
    // That it was reported and left is on no page of the text.
    await decide(city, `proposal-${id}`, { act: "left", reason: "Det är en åsikt." });
    expect((await dataOf(id)).thread).toHaveLength(1);
    expect(await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text()).not.toMatch(
      new RegExp(`moderation.left[^\\n]*proposal-${id}\\b`),
    );
  });

  it("without a rule, too long or with what hides in text are refused with what was written", async () => {
    const id = await city.propose({}, "k@post.example");
    for (const fields of [
      { rule: "" },
      { rule: "no-jokes" },
      { words: "x".repeat(501) },
      { words: "a\u202eb" },
    ]) {
      const sent = await reportText(`proposal-${id}`, fields);
      expect(sent.status).toBe(422);
      expect(await sent.text()).toContain('class="field-error"');
    }
  });

  it("leave nothing of clients on the disk", async () => {
    await fetch(`${city.baseUrl}/en`);
    const bytes = onDisk(city);
    for (const client of ["198.51.100.1", "198.51.100.2", "127.0.0.1", "client of "])
      expect(bytes.includes(client), client).toBe(false);
  });

  it("have their words erased three months after the case is closed", async () => {
    city.clock.aheadMs = 91 * 86_400_000;
    await city.node.records.retention.carryOut();
    city.clock.aheadMs = 0;
    const rows = await city.node.civic
      .selectFrom("moderation_report")
      .innerJoin("moderation_case", "moderation_case.id", "moderation_report.case_id")
      .select("words")
      .where("closed_at_ms", "is not", null)
      .execute();
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.every(({ words }) => words === null)).toBe(true);
  });
});

describe("what comes at an unlucky moment", () => {
  it("who neither decides nor answers an appeal reads what everybody reads", async () => {
    const id = await city.propose({ body: `Ring ${OTHER_PHONE}.` }, "s@post.example");
    await reportText(`proposal-${id}`, { words: "a neighbour's words" });
    for (const role of ["elected", "administrator"] as const) {
      const page = await caseOf(city, `proposal-${id}`, official(role));
      expect(JSON.stringify(page)).not.toContain(OTHER_PHONE);
      expect(page).toMatchObject({ reports: [], open: [] });
    }
    expect(JSON.stringify(await caseOf(city, `proposal-${id}`, official("adviser")))).toContain(OTHER_PHONE);
  });

  it("a name that its author takes out of sight while it is looked at is looked at all the same", async () => {
    const id = await city.propose({ name: `Bo ${OTHER_PHONE}`, showName: true }, "t@post.example");
    await city.node.proposals.desk.showName(id, false);
    await city.node.closeGone();
    expect((await fetch(`${city.baseUrl}/en/report/name-${id}`)).status).toBe(404);
    expect((await caseOf(city, `name-${id}`)).one.closedAtMs).toBeNull();
    await city.node.proposals.desk.showName(id, true);
    expect((await dataOf(id)).author).toBe("Bo […]");
    expect(await decide(city, `name-${id}`, { act: "redacted", passages: OTHER_PHONE })).toEqual({
      ok: true,
    });
    expect((await dataOf(id)).author).toBe("Bo […]");
  });

  it("hiding and showing again gives back every word, whatever was written", async () => {
    const paper = { paperAt: "Pärm 3", email: "", language: "sv" } as const;
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
        fc.constantFrom("", " 070-765 43 21", " www.x.example", " 850709-9805"),
        async (words, data) => {
          const said = { ...nothingSaid, title: "Titel", body: `${words}${data}` };
          const made = await city.node.proposals.desk.enterPaper(said, paper, official("adviser"));
          // What hides in text is refused before.
          fc.pre(made.ok && made.kind === "proposed");
          const id = made.ok && made.kind === "proposed" ? made.proposalId : 0;
          await reportText(`proposal-${id}`);
          city.clock.aheadMs += 600_000;
          const before = await caseOf(city, `proposal-${id}`);
          await decide(city, `proposal-${id}`, { act: "hidden" });
          await decide(city, `proposal-${id}`, { act: "restored" });
          const body = (await city.node.proposals.register.find(id))?.body;
          expect(body).toBe(before.fields.find(({ part }) => part === "body")?.text);
        },
      ),
      { numRuns: 25 },
    );
    city.clock.aheadMs = 0;
  });

  it("a report on a hidden text is not taken; its appeal is the way", async () => {
    const id = await city.propose({}, "o@post.example");
    await reportText(`proposal-${id}`);
    await decide(city, `proposal-${id}`, { act: "hidden" });
    const kept = (await city.node.moderation.keepers.proposal.find(city.node.civic, String(id)))!;
    const said = { rule: "threats", words: "", mark: readMark(kept) };
    const { moderation } = city.node;
    const subject = readSubject(`proposal-${id}`)!;
    const from = { client: "198.51.100.9", language: "en" } as const;
    expect(await report(moderation, moderation.house, subject, kept, said, from)).toEqual({
      code: "is-hidden",
    });
  });

  it("an appeal of what an officer has shown again meanwhile can still be answered, and hides nothing", async () => {
    const id = await city.propose({}, "p@post.example");
    await reportText(`proposal-${id}`);
    const name = `proposal-${id}`;
    await decide(city, name, { act: "hidden" });
    await appeal(city.node.moderation, readSubject(name)!, "Varför?", "sv");
    expect(await decide(city, name, { act: "restored" })).toEqual({ ok: true });
    const { appeal: waiting, tombstone } = await caseOf(city, name, official("elected"));
    expect(tombstone).toBeNull();
    const said = { answer: "rejected", reason: "Redan visat.", language: "sv" } as const;
    expect(await answer(city.node.moderation, waiting!.actId, said, official("elected"))).toBeNull();
    expect((await dataOf(id)).shown.body).toBe("Det är kallt.");
  });

  it("the case of a name that its author has erased leaves the queue, undecided", async () => {
    const id = await city.propose({ name: "Vem Som Helst", showName: true }, "q@post.example");
    await reportText(`name-${id}`);
    await city.node.proposals.desk.forgetAuthor(id);
    await city.node.closeGone();
    const row = await city.node.civic
      .selectFrom("moderation_case")
      .selectAll()
      .where("subject", "=", `name-${id}`)
      .executeTakeFirstOrThrow();
    expect(row.closed_at_ms).not.toBeNull();
    expect((await fetch(`${city.baseUrl}/en/report/name-${id}`)).status).toBe(404);
  });

  it("a text that is hidden while its author words it anew stays hidden, and theirs is refused", async () => {
    const id = await city.propose({}, "r@post.example");
    await reportText(`proposal-${id}`);
    const [hidden, edited] = await Promise.all([
      decide(city, `proposal-${id}`, { act: "hidden" }),
      city.node.proposals.desk.edit(id, { title: "Snabbt", body: "Snabbare än regeln." }),
    ]);
    const page = await dataOf(id);
    // Whichever came first: either the official was told that it changed, or the author that it is hidden.
    if (hidden.ok) {
      expect(edited).toEqual({ code: "is-hidden" });
      expect(page.shown.body).toBeNull();
    } else {
      expect(hidden.fault.code).toBe("changed-meanwhile");
      expect(page.shown.body).toBe("Snabbare än regeln.");
    }
  });
});

describe("advertising", () => {
  it("that comes a third time, from wherever, is put before an official and stays where it is", async () => {
    const body = "Billiga värmepumpar till alla hus i hela kommunen, köp nu i dag!";
    const ids: number[] = [];
    for (const who of ["l", "m", "n"])
      ids.push(await city.propose({ body, title: `Värmepump ${"x"}` }, `${who}@post.example`));
    const page = await caseOf(city, `proposal-${ids[2]}`);
    expect(page.one).toMatchObject({ rule: "advertising", found: ["repeated"] });
    expect((await dataOf(ids[2]!)).shown.body).toBe(body);
    await expect(caseOf(city, `proposal-${ids[1]}`)).rejects.toThrow();
  });
});
