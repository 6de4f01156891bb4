import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Role } from "../features/people/index.ts";
import { watchReadings } from "../features/quality/index.ts";
import type { DayPage, StartPage } from "../features/workday/index.ts";
import { postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  city = await runCity();
  await watchReadings(city.node.quality);
  for (const role of ["manager", "adviser", "officer", "elected", "administrator", "resident"] as const)
    cookies.set(role, await city.signInAs(role));
  const [room] = [...(await city.node.votes.rooms.all()).values()];
  await city.node.votes.comments.add(room!.roomId, "It is cold by the window.");
  await city.node.votes.comments.add(room!.roomId, "=1+1 is what the draught sounds like.");
});
afterAll(() => city.close());

async function json<Page>(role: Role, path: string): Promise<Page> {
  const answer = await fetch(`${city.baseUrl}/en${path.replace(/(?=\?|$)/, ".json")}`, {
    headers: { cookie: cookies.get(role)! },
  });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as Page;
}

async function post(role: Role, fields: readonly (readonly [string, string])[]): Promise<Response> {
  return fetch(`${city.baseUrl}/en/staff/day`, {
    method: "POST",
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    headers: { origin: city.baseUrl, cookie: cookies.get(role)! },
    redirect: "manual",
  });
}

const day = (role: Role = "manager", query = ""): Promise<DayPage> => json(role, `/staff/day${query}`);
const actIn = (answer: Response): string =>
  new URL(answer.headers.get("location") ?? "", city.baseUrl).searchParams.get("act") ?? "";
const inDays = (days: number): string =>
  new Date(Date.parse(city.node.work.today) + days * 86_400_000).toISOString().slice(0, 10);
const keysOf = (page: DayPage, kind: string): string[] =>
  page.items.filter(({ matter }) => matter.kind === kind).map(({ key }) => key);

describe("the start page", () => {
  it("tells each role what waits for it, and leads only to what it may open", async () => {
    for (const [role, subjects] of [
      ["manager", ["quality", "advice", "complaint"]],
      ["officer", ["rooms", "proposals", "promises", "participation"]],
      ["elected", ["proposals", "verdicts"]],
      ["administrator", ["quality", "advice", "complaint"]],
    ] as const) {
      const { waiting } = await json<StartPage>(role, "/staff");
      const told = waiting.map(({ subject }) => subject);
      expect(told, role).toEqual(expect.arrayContaining([...subjects]));
      for (const { path, gravest } of waiting)
        for (const to of [path, ...gravest.map((one) => one.path)]) {
          const { status } = await fetch(`${city.baseUrl}/en${to}`, {
            headers: { cookie: cookies.get(role)! },
            redirect: "manual",
          });
          expect(status, `${role} at ${to}`).toBe(200);
        }
    }
    expect((await json<StartPage>("resident", "/staff")).waiting).toEqual([]);
  });

  it("counts what the inbox holds, and names no home to an officer", async () => {
    const [{ waiting }, page] = await Promise.all([json<StartPage>("manager", "/staff"), day()]);
    for (const { kind, waiting: count } of page.kinds)
      expect(waiting.find(({ subject }) => subject === kind)?.count ?? 0, kind).toBe(count);
    const text = JSON.stringify(await json<StartPage>("officer", "/staff"));
    expect(text).not.toMatch(/lägenhet/i);
  });

  it("lists every staff page once, with its words in each language", async () => {
    const { open, groups } = await json<StartPage>("administrator", "/staff");
    expect(groups.flatMap(({ pages }) => pages).toSorted()).toEqual(open.toSorted());
    expect(groups.some(({ subject }) => subject === "more")).toBe(false);
  });
});

describe("several at once", () => {
  it("complaints are read together, stand in the log as one act, and unread again by one press", async () => {
    const keys = keysOf(await day(), "complaint");
    expect(keys.length).toBeGreaterThan(1);
    const answer = await post("manager", [["do", "seen"], ...keys.map((key) => ["item", key] as const)]);
    expect(answer.status).toBe(303);
    const id = actIn(answer);
    const after = await day("manager", `?act=${id}`);
    expect(keysOf(after, "complaint")).toEqual([]);
    expect(after.justDone).toMatchObject({ act: "seen", items: keys.length, canUndo: true });
    const entry = after.justDone!.logEntry;
    const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    const line = log.split("\n").find((one) => one.includes(`"sequence":${entry},`));
    expect(JSON.parse(line!)).toMatchObject({ act: "work.seen", facts: { complaintItems: keys.length } });
    expect(line).not.toContain("cold by the window");
    expect(
      (
        await post("manager", [
          ["do", "undo"],
          ["act", id],
        ])
      ).status,
    ).toBe(303);
    expect(keysOf(await day(), "complaint").toSorted()).toEqual(keys.toSorted());
    expect(
      (
        await post("manager", [
          ["do", "undo"],
          ["act", id],
        ])
      ).status,
    ).toBe(422);
  });

  it("what is set aside is away until its day, and comes back before it when it grows", async () => {
    const [key] = keysOf(await day(), "advice");
    const said = [
      ["do", "aside"],
      ["item", key!],
      ["reason", "season"],
      ["until", inDays(14)],
    ] as const;
    expect((await post("manager", said)).status).toBe(303);
    const after = await day();
    expect(after.items.some((item) => item.key === key)).toBe(false);
    expect(after.setAside).toMatchObject([{ item: { key }, until: inDays(14) }]);
    await city.node.civic
      .updateTable("work_item")
      .set(({ eb }) => ({ figure: eb("figure", "*", 0.5) }))
      .where("item", "=", key!)
      .execute();
    expect((await day()).items.some((item) => item.key === key)).toBe(true);
  });

  it.each([
    [
      "no reason",
      [
        ["reason", ""],
        ["until", inDaysLater(14)],
      ],
      "reason-missing",
    ],
    [
      "a day that is no day",
      [
        ["reason", "season"],
        ["until", "soon"],
      ],
      "until-malformed",
    ],
    [
      "a day that is over",
      [
        ["reason", "season"],
        ["until", "2020-01-01"],
      ],
      "until-not-ahead",
    ],
    [
      "a day beyond half a year",
      [
        ["reason", "season"],
        ["until", "2999-01-01"],
      ],
      "until-too-far",
    ],
  ] as const)("%s is answered in words, and what was ticked stays ticked", async (_, fields, fault) => {
    const [key] = keysOf(await day(), "complaint");
    const answer = await post("manager", [["do", "aside"], ["item", key!], ...fields]);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toMatch(
      new RegExp(`value="${key!.replaceAll("/", "\\/")}"[^>]*checked|checked[^>]*value="${key}"`),
    );
    expect(fault.length).toBeGreaterThan(0);
    expect(html).toContain('role="alert"');
  });

  it("nothing ticked, an act that is none and things that do not wait do nothing", async () => {
    const before = await city.node.civic.selectFrom("work_act").select("id").execute();
    for (const fields of [
      [["do", "seen"]],
      [
        ["do", "erase"],
        ["item", keysOf(await day(), "complaint")[0]!],
      ],
      [
        ["do", "seen"],
        ["item", "complaint/nowhere"],
      ],
      [
        ["do", "seen"],
        ["item", keysOf(await day(), "advice")[0]!],
      ],
      [["do", "seen"], ...Array.from({ length: 101 }, (_, i) => ["item", `complaint/${i}`] as const)],
      [
        ["do", "undo"],
        ["act", "999999"],
      ],
    ] as (readonly (readonly [string, string])[])[])
      expect((await post("manager", fields)).status).toBe(422);
    expect(await city.node.civic.selectFrom("work_act").select("id").execute()).toEqual(before);
  });

  it("a reported text is taken over, never set aside; a complaint is not the adviser's", async () => {
    const page = await day("adviser");
    expect(page.kinds.map(({ kind }) => kind)).toEqual(["quality", "advice", "moderation"]);
    const [key] = keysOf(page, "moderation");
    expect(key).toBeDefined();
    const aside = [
      ["do", "aside"],
      ["item", key!],
      ["reason", "known"],
      ["until", inDays(3)],
    ] as const;
    expect((await post("adviser", aside)).status).toBe(422);
    expect(
      (
        await post("adviser", [
          ["do", "taken"],
          ["item", key!],
        ])
      ).status,
    ).toBe(303);
    const taken = (await day("adviser")).items.find((item) => item.key === key)!.takenBy;
    expect(taken).toMatchObject({ role: "adviser", isOwn: true });
    const complaint = keysOf(await day(), "complaint")[0]!;
    expect(
      (
        await post("adviser", [
          ["do", "seen"],
          ["item", complaint],
        ])
      ).status,
    ).toBe(422);
  });

  it("nobody undoes what another's work was about", async () => {
    const [key] = keysOf(await day(), "complaint");
    const id = actIn(
      await post("manager", [
        ["do", "taken"],
        ["item", key!],
      ]),
    );
    expect(
      (
        await post("adviser", [
          ["do", "undo"],
          ["act", id],
        ])
      ).status,
    ).toBe(422);
    expect(
      (
        await post("administrator", [
          ["do", "undo"],
          ["act", id],
        ])
      ).status,
    ).toBe(303);
  });

  it("two who press at once do it once", async () => {
    const keys = keysOf(await day(), "complaint");
    const fields = [["do", "seen"], ...keys.map((key) => ["item", key] as const)] as const;
    const answers = await Promise.all([post("manager", fields), post("administrator", fields)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  });

  it("the log reads it in words, and still verifies", async () => {
    for (const [language, word] of [
      ["sv", "Klagomål markerade som lästa"],
      ["zh", "意见标记为已读"],
      ["en", "Complaints marked as read"],
    ])
      expect(await (await fetch(`${city.baseUrl}/${language}/log`)).text()).toContain(word);
  });
});

describe("the page of the day", () => {
  it("a filter that names nothing shows nothing, and is not an error", async () => {
    expect((await day("manager", "?building=nowhere")).items).toEqual([]);
    expect((await day("manager", "?kind=moderation")).items).toEqual([]);
    expect((await day("manager", "?kind=%3Cscript%3E")).filter.kind).toBeNull();
  });

  it("takes no form from another site", async () => {
    const answer = await postForm(
      `${city.baseUrl}/en/staff/day`,
      { do: "undo", act: "1" },
      { cookie: cookies.get("manager")!, origin: "https://evil.example" },
    );
    expect(answer.status).toBe(403);
  });
});

/** The day of the test's machine is near enough to the city's. */
function inDaysLater(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
