import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { HeardPage, ProcessPage } from "../features/heard/heard-page.ts";
import { languages } from "../web/language/index.ts";
import { cookiesOf, postForm, type RunningCity, runCity } from "./running-city.ts";
import { giveItAVoice, newestLetter, type SimulatedVoice } from "./simulated-voice.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: RunningCity;
let voice: SimulatedVoice;
let officer: string;
beforeAll(async () => {
  city = await runCity();
  voice = await giveItAVoice(city);
  officer = await city.signInAs("officer");
});
afterAll(() => city.close());

const page = async (path: string, cookie = ""): Promise<string> =>
  (await fetch(`${city.baseUrl}${path}`, { headers: { cookie } })).text();
const json = async <T>(path: string): Promise<T> =>
  (await fetch(`${city.baseUrl}${path}.json`)).json() as Promise<T>;
const staff = (path: string, fields: Record<string, string>): Promise<Response> =>
  postForm(`${city.baseUrl}/en/staff/${path}`, fields, { cookie: officer });
const CONSULTATION = "consultation-on-heating-in-schools-and-homes";

/** Endorses as somebody with an address does; gives where it leads and the cookie that comes with it. */
async function endorsed(email: string): Promise<{ readonly to: string; readonly cookie: string }> {
  const asked = await postForm(`${city.baseUrl}/en/proposals/${voice.proposal}`, { do: "endorse", email });
  const { code } = await newestLetter(city, email);
  const done = await postForm(`${city.baseUrl}${asked.headers.get("location")}`, { code });
  return { to: done.headers.get("location") ?? "", cookie: cookiesOf(done) };
}

const took = async (): Promise<number> => {
  city.node.heard.desk.write();
  const { id } = (await city.node.heard.processes.bySlug("proposals"))!;
  return city.node.heard.counts.takingPart(id).reduce((sum, { times }) => sum + times, 0);
};

describe("whoever has taken part", () => {
  it("is offered three questions there and then, in every language, and answers once", async () => {
    const before = await took();
    const { to, cookie } = await endorsed("anna@heard.example");
    expect(to).toBe(`/en/proposals/${voice.proposal}?done=counted`);
    expect(await took()).toBe(before + 1);
    for (const language of languages)
      expect(await page(to.replace("/en/", `/${language}/`), cookie)).toContain(`/${language}/about-you`);
    // The next at a shared computer, and who comes without the ticket, is not asked.
    expect(await page(`/en/proposals/${voice.proposal}`, cookie)).not.toContain("about-you");
    expect(await page(to)).not.toContain("about-you");
    expect(await page("/en/about-you")).not.toContain("<form class=");
    expect(await page("/en/about-you", cookie)).toContain('name="district"');
    const said = { sex: "woman", age: "65-79", district: "1" };
    const wrong = await postForm(`${city.baseUrl}/en/about-you`, { ...said, sex: "x" }, { cookie });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("choose again");
    const answered = await postForm(`${city.baseUrl}/en/about-you`, said, { cookie });
    expect(answered.headers.get("location")).toBe("/en/heard?done=stated");
    expect(answered.headers.get("set-cookie")).toContain("Max-Age=0");
    const again = await postForm(`${city.baseUrl}/en/about-you`, said, { cookie });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain("answered already");
  });

  it("a second time in a day is counted and not asked again, and the same endorsement is neither", async () => {
    await endorsed("bo@heard.example");
    const before = await took();
    const same = await endorsed("bo@heard.example");
    expect(same).toMatchObject({ to: expect.stringContaining("counted-before"), cookie: "" });
    expect(await took()).toBe(before);
    const follow = { do: "follow", email: "bo@heard.example" };
    const asked = await postForm(`${city.baseUrl}/en/proposals/${voice.proposal}`, follow);
    const { code } = await newestLetter(city, "bo@heard.example");
    const done = await postForm(`${city.baseUrl}${asked.headers.get("location")}`, { code });
    expect(done.headers.get("location")).toContain("done=follows");
    expect(cookiesOf(done)).toBe("");
    expect(await took()).toBe(before + 1);
  });

  it("the ticket is in a cookie out of reach of scripts, in no address, and names neither proposal nor person", async () => {
    const asked = { do: "endorse", email: "cia@heard.example" };
    const first = await postForm(`${city.baseUrl}/en/proposals/${voice.proposal}`, asked);
    const { code } = await newestLetter(city, "cia@heard.example");
    const done = await postForm(`${city.baseUrl}${first.headers.get("location")}`, { code });
    const [cookie = ""] = done.headers.getSetCookie();
    expect(cookie).toMatch(
      /^husting\.heard=\d+\.\d{4}-\d\d-\d\d\.[\w-]{24}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/u,
    );
    const { id } = (await city.node.heard.processes.bySlug("proposals"))!;
    expect(cookie.startsWith(`husting.heard=${id}.`)).toBe(true);
    expect(done.headers.get("location")).not.toContain(cookie.split(".")[3]);
  });

  it("no file of the city joins what was said to who said it: no ticket, no time finer than a quarter", async () => {
    const tickets: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { cookie } = await endorsed(`many-${n}@heard.example`);
      tickets.push(cookie);
      const said = { sex: n === 0 ? "man" : "woman", age: "30-44", district: "" };
      await postForm(`${city.baseUrl}/sv/about-you`, said, { cookie });
    }
    city.node.heard.desk.write();
    const files = readdirSync(city.directory).filter((name) => /^(civic|heard|votes)\.sqlite/u.test(name));
    for (const file of files) {
      const bytes = readFileSync(join(city.directory, file)).toString("latin1");
      for (const ticket of tickets)
        for (const part of ticket.split(".").slice(3)) expect(bytes, file).not.toContain(part);
      if (file.startsWith("heard")) expect(bytes).not.toContain("heard.example");
    }
    const { id } = (await city.node.heard.processes.bySlug("proposals"))!;
    for (const row of city.node.heard.counts.stated(id)) {
      expect(Object.keys(row)).toEqual(["process", "quarter", "dimension", "category", "times"]);
      expect(row.quarter).toMatch(/^\d{4}-q[1-4]$/u);
    }
  });
});

describe("how far a say reaches", () => {
  it.each(["/propose", "/proposals/PROPOSAL"])("stands in a sentence with a link at %s", async (path) => {
    for (const language of languages) {
      const html = await page(`/${language}${path.replace("PROPOSAL", String(voice.proposal))}`);
      expect(html).toContain(`href="/${language}/heard/proposals"`);
    }
  });
});

describe("who was heard", () => {
  it("is told in the demo with somebody missing, and nothing under five", async () => {
    const { processes } = await json<HeardPage>("/en/heard");
    const consultation = processes.find(({ slug }) => slug === CONSULTATION)!;
    expect(consultation.newest?.missing.map(({ ids }) => ids[0])).toContain("15-29");
    for (const process of processes)
      for (const dimension of process.newest?.dimensions ?? [])
        for (const { heard } of dimension.groups) expect(heard ?? 5).toBeGreaterThanOrEqual(5);
    const { releases } = await json<ProcessPage>(`/sv/heard/${CONSULTATION}`);
    expect(releases.length).toBeGreaterThan(1);
    const csv = await fetch(`${city.baseUrl}/heard/${CONSULTATION}.csv?language=sv`);
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(await csv.text()).toContain(",age,15-29,15 till 29 år,");
    for (const nowhere of ["nowhere.csv", "proposals", "proposals.json", "..%2fcivic.csv"])
      expect((await fetch(`${city.baseUrl}/heard/${nowhere}`)).status).toBe(404);
  });

  it("the log's page has words for every act of it, in every language", async () => {
    for (const language of languages) {
      const html = await page(`/${language}/log`);
      expect(html).not.toMatch(
        />(heard\.released|process\.opened|outreach\.recorded|population\.imported)</u,
      );
    }
  });
});

describe("officials", () => {
  const process = {
    ...{ kind: "meeting", level: "consult", from: "2026-11-01", to: "2026-11-01" },
    ...{ nameSv: "Möte i Teg", nameZh: "泰格座谈", nameEn: "Meeting in Teg" },
    ...{ aboutSv: "Om gatan.", changeSv: "Ordningen.", decidesSv: "Nämnden.", answerSv: "I juni." },
  };

  it("open a process; what was wrong keeps everything that was typed", async () => {
    const wrong = await staff("participation", { ...process, level: "", changeSv: "" });
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain("2 fields are");
    expect(html).toContain("Möte i Teg");
    const made = await staff("participation", process);
    expect(made.headers.get("location")).toBe("/en/staff/participation/meeting-in-teg?done=opened");
    // Texts that nobody translated are shown as they were written, and say so.
    expect(await page("/en/heard/meeting-in-teg")).toMatch(/lang="sv"[^>]*>Ordningen\./u);
  });

  it("count those who came and their slips, once each, and put on record what they did", async () => {
    const there = "participation/meeting-in-teg";
    const slips = {
      do: "slips",
      form: "s1",
      slips: "6",
      "sex-woman": "6",
      "age-80+": "6",
      "district-none": "6",
    };
    expect((await staff(there, slips)).status).toBe(422);
    expect((await staff(there, { do: "participants", form: "p1", participants: "30" })).status).toBe(303);
    const short = await staff(there, { ...slips, "sex-woman": "5" });
    expect(await short.text()).toContain("adds up to 5, but there are 6 slips");
    expect((await staff(there, slips)).status).toBe(303);
    expect(await (await staff(there, slips)).text()).toContain("counted already");
    const did = {
      do: "outreach",
      day: "2026-11-02",
      group: "age 15-29",
      measure: "phone",
      text: "En enkät <b>.",
    };
    expect((await staff(there, did)).status).toBe(303);
    expect(await page("/sv/heard/meeting-in-teg")).toContain("En enkät &lt;b&gt;.");
  });

  it("import a population table from a file, and are told row by row why not", async () => {
    const send = async (text: string, fields: Record<string, string> = {}): Promise<Response> => {
      const form = new FormData();
      const said = { source: "Office", licence: "CC0", asOf: "2026-06-30", total: "", ...fields };
      for (const [name, value] of Object.entries(said)) form.set(name, value);
      form.set("file", new File([text], "population.csv"));
      return fetch(`${city.baseUrl}/en/staff/population`, {
        ...{ method: "POST", body: form, redirect: "manual" },
        headers: { cookie: officer, origin: city.baseUrl },
      });
    };
    const rows = ["woman", "man"].map((sex) => `Teg,${sex},15-64,10`).join("\n");
    const refused = await send(`district,sex,age,persons\n${rows}`);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain("Row 2:");
    expect(html).toContain("lies in two of the ages");
    expect(html).toContain('value="Office"');
    const good = `district,sex,age,persons\n${rows.replaceAll("15-64", "15-29")}`;
    expect((await send(good)).headers.get("location")).toBe("/en/staff/population?done=imported");
    expect(await (await send(good)).text()).toContain("a table of this day already");
    const tables = await city.node.heard.population.tables();
    expect(tables).toHaveLength(2);
  });

  it("who are none change nothing", async () => {
    const adviser = await city.signInAs("adviser");
    const asked = await postForm(
      `${city.baseUrl}/en/staff/participation/proposals`,
      { do: "outreach" },
      { cookie: adviser },
    );
    expect(asked.status).toBe(403);
  });
});
