import { describe, expect, it } from "vitest";
import type { Register } from "./bodies.ts";
import { readAddress, readCaseNumber, readDate, readMinor, readText } from "./read-text.ts";
import { checkedMark, readDecision, type SaidDecision } from "./said-decision.ts";

const register: Register = {
  bodies: [
    {
      ...{ id: 1, slug: "council", names: { sv: "F", zh: "会", en: "C" }, office: "O", officeEmail: null },
      ...{ answerDays: 30, fromDate: "2010-01-01", toDate: null, successorId: null },
    },
  ],
  terms: [
    { id: 1, bodyId: 1, fromDate: "2018-10-15", toDate: "2022-10-14" },
    { id: 2, bodyId: 1, fromDate: "2022-10-15", toDate: "2026-10-14" },
  ],
  holders: [
    {
      id: 1,
      termId: 2,
      name: "A",
      party: "P",
      side: "majority",
      seat: "member",
      fromDate: "2022-10-15",
      toDate: "2026-10-14",
    },
    {
      id: 2,
      termId: 2,
      name: "B",
      party: "Q",
      side: "opposition",
      seat: "member",
      fromDate: "2022-10-15",
      toDate: "2024-06-30",
    },
    {
      id: 3,
      termId: 1,
      name: "C",
      party: "Q",
      side: "opposition",
      seat: "member",
      fromDate: "2018-10-15",
      toDate: "2022-10-14",
    },
  ],
};
const promise = {
  text: "A report",
  measurable: "",
  due: "2024-12-31",
  office: "Office",
  officeEmail: "",
  byVerdict: false,
};
const good: SaidDecision = {
  ...{ body: "council", date: "2024-05-06", caseNumber: "KS-2024/00412", about: "measure:led" },
  ...{ titleSv: "", titleZh: "", titleEn: "New lamps", outcome: "accepted", reasons: "They save." },
  ...{ cost: "125 000,50", covers: "Lamps", voting: "recorded", reservations: "" },
  votes: [
    ["1", "for"],
    ["2", "against"],
  ],
  promises: [promise],
};
const read = (changed: Partial<SaidDecision> = {}, known = register) =>
  readDecision(
    { ...good, ...changed },
    known,
    "2026-11-28",
    (kind, ref) => kind === "measure" && ref === "led",
  );
const fault = (changed: Partial<SaidDecision>) => {
  const result = read(changed);
  return result.ok ? null : `${result.fault.field}: ${result.fault.code}`;
};

describe("the form of a decision", () => {
  it("is understood: cost in hundredths, one title for all languages, the members of that day", () => {
    const result = read();
    expect(result.ok && result.value).toMatchObject({
      costMinor: 12_500_050,
      titles: { sv: "New lamps", zh: "New lamps", en: "New lamps" },
      about: { kind: "measure", ref: "led" },
    });
    expect(result.ok && result.value.members.map(({ id }) => id)).toEqual([1, 2]);
  });

  it.each<[string, Partial<SaidDecision>, string]>([
    ["a day that does not exist", { date: "2024-02-30" }, "date: date-malformed"],
    ["29 February of a common year", { date: "2023-02-29" }, "date: date-malformed"],
    ["a day to come", { date: "2026-11-29" }, "date: date-in-future"],
    ["a day before all terms", { date: "2018-10-14" }, "date: no-term"],
    ["an unknown body", { body: "crown" }, "body: body-unknown"],
    ["an unknown measure", { about: "measure:nothing" }, "about: about-unknown"],
    ["a proposal where there are none", { about: "proposal:1" }, "about: about-unknown"],
    ["no reasons", { reasons: "  " }, "reasons: text-missing"],
    ["reasons that are too long", { reasons: "å".repeat(4_001) }, "reasons: text-too-long"],
    ["a bidirectional override", { titleEn: "safe\u202egnp" }, "titleSv: text-characters"],
    ["a control character", { reasons: "a\u0007b" }, "reasons: text-characters"],
    ["half a surrogate pair", { reasons: "a\ud800" }, "reasons: text-characters"],
    ["a title of two lines", { titleSv: "a\nb" }, "titleSv: text-characters"],
    ["what a cost covers without a cost", { cost: "" }, "cost: covers-without-cost"],
    ["a negative cost", { cost: "-1" }, "cost: cost-malformed"],
    ["a cost with three decimals", { cost: "1.234" }, "cost: cost-malformed"],
    ["no outcome", { outcome: "" }, "outcome: outcome-unknown"],
    ["no way of voting", { voting: "" }, "voting: voting-unknown"],
    [
      "a vote of somebody who had left",
      {
        date: "2024-07-01",
        votes: [
          ["1", "for"],
          ["2", "for"],
        ],
      },
      "votes: voter-not-in-office",
    ],
    [
      "a vote of somebody of another term",
      { votes: [...good.votes, ["3", "for"]] },
      "votes: voter-not-in-office",
    ],
    ["a member who votes twice", { votes: [...good.votes, ["1", "against"]] }, "vote-1: vote-twice"],
    ["a member without a vote", { votes: [["1", "for"]] }, "vote-2: vote-missing"],
    ["a vote that is none", { votes: [["1", "maybe"]] }, "vote-1: vote-unknown"],
    ["votes in a body without members", { date: "2026-10-14", votes: [] }, "vote-1: vote-missing"],
    [
      "a promise due before it was made",
      { promises: [{ ...promise, due: "2024-05-05" }] },
      "promise-0-due: due-before-decision",
    ],
    [
      "a promise without an office",
      { promises: [{ ...promise, office: "" }] },
      "promise-0-office: text-missing",
    ],
    [
      "a promise to an address with a line break",
      { promises: [{ ...promise, officeEmail: "a@b.example\nBcc: c@d.example" }] },
      "promise-0-officeEmail: address-malformed",
    ],
    [
      "a verdict's promise without a measure",
      { about: "free", promises: [{ ...promise, byVerdict: true }] },
      "promise-0-byVerdict: verdict-without-measure",
    ],
    ["a promise of what was declined", { outcome: "declined" }, "promise-0-text: promise-of-declined"],
    [
      "thirteen promises",
      { promises: Array.from({ length: 13 }, () => promise) },
      "promises: too-many-promises",
    ],
  ])("is refused with %s", (_, changed, expected) => expect(fault(changed)).toBe(expected));

  it("needs nobody in office where it was decided by acclamation", () =>
    expect(fault({ date: "2019-01-01", voting: "acclamation", votes: [] })).toBe(null));

  it("has another mark as soon as a letter of it is another", () => {
    expect(checkedMark(good)).toBe(checkedMark({ ...good }));
    expect(checkedMark(good)).not.toBe(checkedMark({ ...good, reasons: "They save!" }));
    expect(checkedMark(good)).not.toBe(
      checkedMark({
        ...good,
        votes: [
          ["1", "for"],
          ["2", "for"],
        ],
      }),
    );
  });

  it("has the same mark when the form gives room for one promise more, and another when something stands there", () => {
    const room = { text: "", measurable: "", due: "", office: "", officeEmail: "", byVerdict: false };
    const promises = [...good.promises, room];
    expect(checkedMark({ ...good, promises })).toBe(checkedMark(good));
    expect(checkedMark({ ...good, promises: [...good.promises, { ...room, byVerdict: true }] })).not.toBe(
      checkedMark(good),
    );
  });
});

describe("what is written into fields", () => {
  it.each([
    "2026-13-01",
    "2026-00-10",
    "26-01-01",
    "2026-1-1",
    "2026-01-01T00:00",
    "２０２６-01-01",
    "1899-12-31",
    "",
  ])("%j is no day", (said) => expect(readDate(said).ok).toBe(false));
  it.each(["KS-2026/00412", "MHN 2026-412", "浐灞管发〔2026〕12号"])("%s is a case number", (said) =>
    expect(readCaseNumber(said).ok).toBe(true),
  );
  it.each(["Anna Andersson", "19811218-9876", "a@b.example 1", "1\u202e2", `1${"x".repeat(40)}`, ""])(
    "%j is no case number",
    (said) => expect(readCaseNumber(said).ok).toBe(false),
  );
  it.each([
    "a@b.example\r\nBcc: x@y.example",
    "a b@c.example",
    "a@b",
    "@b.example",
    `${"a".repeat(65)}@b.example`,
  ])("%j is no address", (said) => expect(readAddress(said).ok).toBe(false));
  it("an amount is read to the hundredth", () =>
    expect(["0", "1,5", "12 345.67", "999999999999.99"].map((said) => readMinor(said))).toMatchObject(
      [0, 150, 1_234_567, 99_999_999_999_999].map((value) => ({ ok: true, value })),
    ));
  it("line breaks of every kind are one", () =>
    expect(readText("a\r\nb\rc")).toEqual({ ok: true, value: "a\nb\nc" }));
});

describe("a substitute", () => {
  const substitute = { ...register.holders[0]!, id: 4, name: "D", seat: "substitute" } as const;
  const known = { ...register, holders: [...register.holders, substitute] };
  const voted = (...votes: SaidDecision["votes"]) => {
    const result = read({ votes }, known);
    return result.ok ? [...result.value.votes] : `${result.fault.field}: ${result.fault.code}`;
  };

  it("need not vote, and votes in the place of a member who is absent", () => {
    expect(voted(["1", "for"], ["2", "against"])).toHaveLength(2);
    expect(voted(["1", "for"], ["2", "against"], ["4", ""])).toHaveLength(2);
    expect(voted(["1", "absent"], ["2", "against"], ["4", "for"])).toContainEqual([4, "for"]);
  });

  it("has no vote beside members who are all there, and is not absent", () => {
    expect(voted(["1", "for"], ["2", "against"], ["4", "for"])).toBe("vote-4: substitutes-without-seat");
    expect(voted(["1", "absent"], ["2", "for"], ["4", "absent"])).toBe("vote-4: substitute-absent");
  });

  it("does not stand in for a vote that was not given", () => {
    expect(voted(["1", "for"], ["4", "for"])).toBe("vote-2: vote-missing");
    const alone = { ...known, holders: [substitute] };
    const result = read({ votes: [["4", "for"]] }, alone);
    expect(result).toEqual({ ok: false, fault: { field: "voting", code: "nobody-in-office" } });
  });
});
