import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkedMark, type SaidDecision, sendDecisionMail } from "../features/decisions/index.ts";
import { nothingSaid } from "../features/proposals/index.ts";
import { postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
const cookies = { officer: "", adviser: "", elected: "" };

beforeAll(async () => {
  city = await runCity();
  for (const role of ["officer", "adviser", "elected"] as const) cookies[role] = await city.signInAs(role);
});
afterAll(() => city.close());

async function page(path: string, cookie = ""): Promise<string> {
  return (await (await fetch(`${city.baseUrl}${path}`, { headers: { cookie } })).text()).replaceAll(
    "<!-- -->",
    "",
  );
}

const post = (path: string, fields: Record<string, string>, cookie = "") =>
  postForm(`${city.baseUrl}${path}`, fields, { cookie });

async function person(role: "officer" | "adviser") {
  return (await city.node.signIn.people()).find((one) => one.role === role)!;
}

/** Puts a decision on record with so many promises. */
async function decided(caseNumber: string, promises: number, about = "free"): Promise<number> {
  const said: SaidDecision = {
    ...{ body: "municipal-council", date: city.node.decisions.bodies.today, caseNumber, about },
    ...{ titleSv: `Beslut ${caseNumber}`, titleZh: `决定 ${caseNumber}`, titleEn: `Decision ${caseNumber}` },
    ...{ outcome: about === "free" ? "accepted" : "declined", reasons: "Skäl.", cost: "", covers: "" },
    ...{ voting: "acclamation", votes: [], reservations: "" },
    promises: Array.from({ length: promises }, (_, index) => ({
      ...{ text: `Löfte ${caseNumber}/${index}`, measurable: "", due: "2099-01-01", office: "Kontoret" },
      ...{ officeEmail: "", byVerdict: false },
    })),
  };
  const put = await city.node.decisions.record(said, checkedMark(said), "sv", await person("officer"));
  if (!put.ok) throw new Error(`${put.fault.field} ${put.fault.code}`);
  return put.value;
}

async function proposed(title: string, body = "Text."): Promise<number> {
  const paper = { paperAt: "Pärm 1", email: "", language: "sv" } as const;
  const put = await city.node.proposals.desk.enterPaper(
    { ...nothingSaid, title, body },
    paper,
    await person("officer"),
  );
  if (!put.ok || put.kind !== "proposed") throw new Error("no proposal");
  return put.proposalId;
}

describe("easy words of decisions and promises", () => {
  it("stand before the formal text, say who wrote them, and are missing where nobody has", async () => {
    const id = await decided("EASY/1", 1);
    const [promise] = await city.node.civic
      .selectFrom("promise")
      .selectAll()
      .where("decision_id", "=", id)
      .execute();
    const before = await page("/sv/staff/decisions", cookies.officer);
    const missing = Number(/Svenska: (\d+) beslut och löften saknar lättläst text/.exec(before)?.[1]);
    expect(missing).toBeGreaterThanOrEqual(2);
    for (const [about, body] of [
      ["decision", "Staden gör det.\nDet blir bra."],
      [`promise-${promise!.id}`, "Det lovar vi."],
    ] as const) {
      const put = await post(
        `/sv/staff/decisions/${id}`,
        { do: "easy", about, language: "sv", body },
        cookies.officer,
      );
      expect(put.headers.get("location")).toBe(`/sv/staff/decisions/${id}?done=easy`);
    }
    const shown = await page(`/sv/decisions/${id}`);
    expect(shown).toContain("Staden gör det.");
    expect(shown.indexOf("Staden gör det.")).toBeLessThan(shown.indexOf("Skäl."));
    expect(shown.indexOf("Det lovar vi.")).toBeLessThan(shown.indexOf("Löfte EASY/1/0"));
    expect(shown).toContain("Skrivet av");
    // In another language nobody has written any: the formal text stands alone.
    expect(await page(`/en/decisions/${id}`)).not.toContain("Staden gör det.");
    expect(await page("/sv/decisions")).toContain("Staden gör det. Det blir bra.");
    expect(await page("/sv/promises")).toContain("Det lovar vi.");
    expect(await page(`/sv/print/decisions/${id}`)).toContain("Det lovar vi.");
    const after = await page("/sv/staff/decisions", cookies.officer);
    expect(after).toContain(`Svenska: ${missing - 2} beslut och löften saknar lättläst text`);
    const log = await city.node.civic.selectFrom("log_entry").select("line").execute();
    expect(log.some(({ line }) => line.includes("decision.put-easily"))).toBe(true);
    expect(log.some(({ line }) => line.includes("Staden gör det"))).toBe(false);
  });

  it.each([
    ["decision", "", "text-missing"],
    ["decision", "x".repeat(1_001), "text-too-long"],
    ["promise-1", "Ord.", "points-at-nothing"],
    ["promise-999999", "Ord.", "points-at-nothing"],
  ])("about %s are refused with a reason and kept in the form", async (about, body) => {
    const id = await decided(`EASY/${about.length}${body.length}`, 0);
    const response = await post(
      `/sv/staff/decisions/${id}`,
      { do: "easy", about, language: "sv", body },
      cookies.officer,
    );
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain(body);
  });
});

describe("pages of decisions and of the board", () => {
  it("hold all there is, once each", async () => {
    for (let index = 0; index < 30; index++) await decided(`PAGED/${index}`, 2);
    const seen: string[] = [];
    for (let number = 1; ; number++) {
      const { decisions, pages } = JSON.parse(await page(`/sv/decisions.json?page=${number}`));
      seen.push(...decisions.map((one: { id: number }) => one.id));
      if (number === pages) break;
    }
    expect(seen.length).toBe(new Set(seen).size);
    expect(seen.length).toBe(await city.node.decisions.count());
    const promises: number[] = [];
    for (let number = 1; ; number++) {
      const board = JSON.parse(await page(`/sv/promises.json?page=${number}`));
      for (const { terms } of board.bodies)
        for (const term of terms) promises.push(...term.promises.map((one: { id: number }) => one.id));
      if (number === board.pages) break;
    }
    const all = await city.node.civic.selectFrom("promise").select("id").execute();
    expect([...promises].sort((a, b) => a - b)).toEqual(all.map(({ id }) => id).sort((a, b) => a - b));
    expect(await page("/sv/promises.csv")).toBeDefined();
    const csv = await (await fetch(`${city.baseUrl}/promises.csv`)).text();
    expect(csv.split("\r\n").length - 2).toBe(all.length);
  });
});

describe("proposals", () => {
  it("are found by their translations and easy words, and by the newest of them only", async () => {
    const id = await proposed("Nya skåp i omklädningsrummet", "Låsen är trasiga.");
    const write = (form: string, fields: Record<string, string>) =>
      post(`/en/staff/proposals/${id}`, { do: form, language: "en", ...fields }, cookies.adviser);
    await write("translate", { title: "Purple rhinoceros wardrobes", body: "The locks are broken." });
    expect(await page("/en/proposals?search=purple+rhinoceros+wardrobes")).toContain(`/en/proposals/${id}"`);
    await write("translate", { title: "New lockers in the changing room", body: "The locks are broken." });
    expect(await page("/en/proposals?search=purple+rhinoceros+wardrobes")).not.toContain(
      `/en/proposals/${id}"`,
    );
    await write("easy", { body: "Somebody wants cupboards with working padlocks." });
    expect(await page("/en/proposals?search=cupboards+with+working+padlocks")).toContain(
      `/en/proposals/${id}"`,
    );
    expect(await page("/en/proposals")).toContain("Somebody wants cupboards with working padlocks.");
    const { rowid } = await city.node.civic
      .selectFrom("proposal_text")
      .select("id as rowid")
      .where("proposal_id", "=", id)
      .where("kind", "=", "easy")
      .executeTakeFirstOrThrow();
    await post(
      `/en/staff/proposals/${id}`,
      { do: "erase", text: String(rowid), reason: "Wrong." },
      cookies.adviser,
    );
    expect(await page("/en/proposals?search=cupboards+with+working+padlocks")).not.toContain(
      `/en/proposals/${id}"`,
    );
  });

  it("become a measure whose form they have filled in, tied to it in one step", async () => {
    const id = await proposed("Lägre temperatur i förrådet");
    const form = await page(`/sv/staff/measures?proposal=${id}`, cookies.adviser);
    expect(form).toContain('value="Lägre temperatur i förrådet"');
    const made = await post(
      "/sv/staff/measures",
      {
        ...{
          do: "register",
          proposal: String(id),
          titleSv: "Lägre temperatur",
          titleZh: "降低温度",
          titleEn: "Lower temperature",
        },
        ...{
          kind: "lower-set-point",
          carrier: "district-heat",
          buildings: "algkronan-skola",
          owner: "Fastighet",
          cost: "",
        },
        ...{
          method: "husting-daily",
          expected: "",
          leastWorthwhile: "2",
          roomsMargin: "2",
          peopleMargin: "10",
        },
      },
      cookies.adviser,
    );
    const place = made.headers.get("location") ?? (await made.text()).slice(0, 3_000);
    expect(place).toMatch(/^\/sv\/measures\/lower-temperature/);
    expect(await city.node.proposals.register.became(id)).toEqual([
      { kind: "measure", subject: place.split("/").at(-1) },
    ]);
    expect(await page(`/sv/proposals/${id}`)).toContain(place);
  });

  it("that a body declined are asked “why not?” of, and its office is reminded a week before and when the day has passed", async () => {
    const id = await proposed("En fontän");
    const { register } = city.node.proposals;
    const change = {
      proposalId: id,
      expected: "received",
      to: "under-review",
      reason: "Vi ser.",
      language: "sv",
    } as const;
    await register.setState(change, null);
    await decided("WHY/1", 0, `proposal:${id}`);
    expect((await register.find(id))?.state).toBe("declined");
    await city.node.civic
      .updateTable("elected_body")
      .set({ office_email: "office@umea.example" })
      .where("slug", "=", "municipal-council")
      .execute();
    const dueDate = Temporal.PlainDate.from(city.node.decisions.bodies.today).add({ days: 30 }).toString();
    const by = await person("officer");
    const asked = await city.node.questions.askAtDesk(
      { kind: "proposal", ref: String(id) },
      { text: "Varför ingen fontän?", sameAs: "" },
      { language: "sv", dueDate, who: "paper", paperAt: "Pärm 9", by },
    );
    expect(asked.ok).toBe(true);
    const letters: { to: string; subject: string; text: string }[] = [];
    const mailAfter = (days: number) =>
      sendDecisionMail({
        ...city.node.decisions.parts,
        nowMs: () => Date.now() + days * 86_400_000,
        questions: city.node.questions,
        cityNames: city.node.city.names,
        language: "sv",
        baseUrl: city.baseUrl,
        send: async (to, letter) => void letters.push({ to, ...letter }),
      });
    const reminders = () => letters.filter(({ text }) => text.includes(`/staff/proposals/${id}`)).length;
    for (const [days, expected] of [
      [1, 0],
      [24, 1],
      [25, 1],
      [31, 2],
      [40, 2],
    ] as const) {
      await mailAfter(days);
      expect(reminders()).toBe(expected);
    }
    const question = (await city.node.questions.about({ kind: "proposal", ref: String(id) }))[0]!;
    const answer = { do: "answer", question: String(question.id), answer: "Den kostar för mycket." };
    const path = `/sv/staff/proposals/${id}`;
    // Who writes beside proposals does not answer for those who declined.
    expect((await post(path, answer, cookies.adviser)).status).toBe(404);
    expect((await post(path, answer, cookies.elected)).headers.get("location")).toBe(`${path}?done=answered`);
    expect(await page(`/sv/proposals/${id}`)).toContain("Den kostar för mycket.");
  });
});
