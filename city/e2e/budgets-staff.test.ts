import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PaperSerials } from "../features/budget-votes/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { postForm, signInAt } from "./running-city.ts";
import { localTime, saidBudget } from "./simulated-budget.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const DAY_MS = 86_400_000;
let nowMs = Date.now();
let city: EmptyCity;
const cookies = new Map<string, string>();

beforeAll(async () => {
  city = await runEmptyCity(() => nowMs);
  for (const [role, email] of [
    ["officer", demoAddress("officer", "umea")],
    ["adviser", demoAddress("adviser", "umea")],
    ["officer", "second@umea.example"],
  ] as const) {
    await city.node.signIn.grant(email, role, null);
    cookies.set(email.split("@")[0]!, await signInAt(city, email));
  }
});
/** Days later everybody signs in anew. */
async function signInAgain(): Promise<void> {
  for (const who of cookies.keys()) cookies.set(who, await signInAt(city, `${who}@umea.example`));
}
afterAll(() => city.close());

async function send(
  path: string,
  fields: Record<string, string>,
  who = "officer",
): Promise<{ status: number; to: string; text: string }> {
  const answer = await postForm(`${city.baseUrl}/en/staff/${path}`, fields, { cookie: cookies.get(who)! });
  return {
    status: answer.status,
    to: answer.headers.get("location") ?? "",
    text: (await answer.text()).replaceAll("<!-- -->", ""),
  };
}

async function sendRoll(csv: string | Uint8Array<ArrayBuffer>): Promise<{ status: number; text: string }> {
  const form = new FormData();
  form.set("do", "roll");
  form.set("file", new File([csv], "roll.csv", { type: "text/csv" }));
  const answer = await fetch(`${city.baseUrl}/en/staff/budgets/1`, {
    method: "POST",
    body: form,
    headers: { origin: city.baseUrl, cookie: cookies.get("officer")! },
  });
  return { status: answer.status, text: (await answer.text()).replaceAll("<!-- -->", "") };
}

const entries = async (): Promise<number> =>
  (await city.node.civic.selectFrom("log_entry").select("sequence").execute()).length;

const opens = (): string => localTime(nowMs - DAY_MS);
const closes = (): string => localTime(nowMs + DAY_MS);
const made = (): Record<string, string> => ({ ...saidBudget, opens: opens(), closes: closes() });

describe("a draft", () => {
  it.each([
    ["nameZh", "", "Something is missing here"],
    ["nameSv", "x".repeat(2000), "This is too long"],
    ["area", "a\u202eb", "characters that cannot be seen"],
    ["amount", "much", "This is no amount"],
    ["amount", "0", "more than nothing"],
    ["ballot", "ranking", "Choose how people vote"],
    ["rule", "dice", "Choose how votes are counted"],
    ["opens", "2026-02-30T10:00", "no day or time"],
    ["closes", "2001-01-01T00:00", "must end after it opens"],
    ["rollUntil", "2001-01-01", "needed until voting has ended"],
  ])(
    "with %s as “%s” is refused, says why, keeps the rest and leaves no entry",
    async (field, value, why) => {
      const before = await entries();
      const answer = await send("budgets", { ...made(), [field]: value });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(why);
      expect(answer.text).toContain('value="Test budget"');
      expect(await entries()).toBe(before);
    },
  );

  it("points and numbers of projects need a limit", async () => {
    for (const most of ["", "0", "-1", "1001", "many"]) {
      const answer = await send("budgets", { ...made(), ballot: "up-to-k", most });
      expect(answer.text).toContain("Say how many at most");
    }
  });

  it("is made, is nobody’s business yet, and goes to the intake once", async () => {
    expect((await send("budgets", { ...made(), ballot: "up-to-k", most: "2" })).to).toBe(
      "/en/staff/budgets/1?done=made",
    );
    expect((await fetch(`${city.baseUrl}/en/budgets/1`)).status).toBe(404);
    expect((await send("budgets/1", { do: "advance", expected: "draft" })).to).toContain("done=advanced");
    const twice = await send("budgets/1", { do: "advance", expected: "draft" });
    expect(twice.text).toContain("Somebody else was quicker");
    expect((await fetch(`${city.baseUrl}/en/budgets/1`)).status).toBe(200);
    expect((await send("budgets/1", { do: "advance", expected: "intake" })).text).toContain(
      "no project to vote on",
    );
  });
});

describe("projects and the roll", () => {
  const project = (at: number): Record<string, string> => ({
    do: "project",
    nameSv: `Projekt ${at}`,
    nameZh: `项目${at}`,
    nameEn: `Project ${at}`,
    proposal: "",
  });

  it("projects come in, are examined, and none may cost more than there is", async () => {
    for (let at = 1; at <= 3; at++)
      expect((await send("budgets/1", project(at))).to).toContain("done=project");
    expect((await send("budgets/1", { ...project(4), proposal: "77" })).text).toContain(
      "no proposal with this number",
    );
    const twice = await send("budgets/1", { ...project(4), nameZh: "项目2" });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain("This project stands in the budget already");
    await send("budgets/1", { do: "advance", expected: "intake" });
    const judge = (fields: Record<string, string>) =>
      send(
        "budgets/1",
        { do: "judge", project: "1", feasible: "yes", cost: "400", reason: "", ...fields },
        "adviser",
      );
    expect((await judge({ cost: "1 000.01" })).text).toContain("costs more than the whole amount");
    expect((await judge({ project: "99" })).text).toContain("no such project");
    expect((await judge({ feasible: "no" })).text).toContain("Something is missing here");
    expect((await judge({})).to).toContain("done=judged");
    expect((await judge({ project: "2", cost: "600" })).to).toContain("done=judged");
    expect((await send("budgets/1", { do: "prepare" }, "adviser")).text).toContain("An officer does this");
    expect((await send("budgets/1", { do: "prepare" })).text).toContain("have not been examined");
    expect((await judge({ project: "3", feasible: "no", cost: "", reason: "No ground." })).to).toContain(
      "done=judged",
    );
  });

  it("a roll is taken in row by row, and every refused row says why", async () => {
    expect((await sendRoll("")).text).toContain("not empty");
    expect((await sendRoll("name\nAnna")).text).toContain("must name a column");
    expect((await sendRoll(new Uint8Array([0x72, 0xff, 0xfe]))).text).toContain("not UTF-8");
    expect((await sendRoll('reference,email\n"open')).text).toContain("cannot be read as CSV");
    const roll = await sendRoll(
      "\ufeffReferens;E-post\nA-1;a1@roll.example\na 1;other@roll.example\n;x@roll.example\nA-2;nobody\nA-3;A1@roll.example\n\nA-4;\nA-5;a5@roll.example\nA-6;\n",
    );
    expect(roll.status).toBe(200);
    for (const sentence of [
      "4 rows were taken",
      "The reference stands in row 2 already",
      "There is no reference in this row",
      "The e-mail address is none",
      "The e-mail address stands in row 2 already",
    ])
      expect(roll.text).toContain(sentence);
    const again = await sendRoll("reference,email\nA-4,\nA-7,a5@roll.example");
    expect(again.text).toContain("on the roll already");
    expect(again.text).toContain("belongs to somebody on the roll already");
    const kept = await city.node.civic.selectFrom("budget_roll").selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain("roll.example");
    // Every text of a row is a hash as a whole: a hash may end like a reference, and no reference is as long.
    const texts = kept.flatMap((row) => Object.values(row)).filter((value) => typeof value === "string");
    expect(texts.length).toBeGreaterThan(kept.length);
    for (const text of texts) expect(text).toMatch(/^[\w-]{43}$/);
  });

  it("voting opens with the closing code only, and fixes the roll", async () => {
    expect((await send("budgets/1", { do: "open", closingCode: "x" })).text).toContain(
      "Prepare the voting first",
    );
    closingCode = codeIn((await send("budgets/1", { do: "prepare" })).text);
    const before = closingCode;
    closingCode = codeIn((await send("budgets/1", { do: "prepare" })).text);
    expect(closingCode).not.toBe(before);
    const old = await send("budgets/1", { do: "open", closingCode: before });
    expect(old.text).toContain("not the closing code");
    expect(old.text).not.toContain(before);
    expect((await send("budgets/1", { do: "open", closingCode })).to).toContain("done=voting");
    expect((await sendRoll("reference\nB-1")).text).toContain("the roll is fixed");
    expect((await send("budgets/1", project(9))).text).toContain("present state");
  });
});

let closingCode = "";
function codeIn(text: string): string {
  return /class="written">([0-9A-Z ]{34})</.exec(text)?.[1] ?? "";
}

describe("papers", () => {
  const desk = (fields: Record<string, string>, who?: string) => send("budget-desk/1", fields, who);
  const serials = (): PaperSerials => new PaperSerials(city.node.directory.config.sessionSecret);
  const enter = (serial: string, chosen: number[], who: string, isVoid = false) =>
    desk(
      {
        do: "enter",
        serial,
        ...Object.fromEntries(chosen.map((project) => [`units-${project}`, "1"])),
        ...(isVoid ? { void: "yes" } : {}),
      },
      who,
    );

  it("are numbered, handed out once a person, and only to people on the roll", async () => {
    const printed = await desk({ do: "print", count: "5" });
    expect(printed.text).toContain(serials().text(1, 5));
    expect((await desk({ do: "print", count: "0" })).text).toContain("Say how many");
    expect((await desk({ do: "hand-out", reference: "A-4" })).to).toContain("done=handed-out");
    expect((await desk({ do: "hand-out", reference: "a4" })).text).toContain(
      "A paper ballot has been handed out",
    );
    expect((await desk({ do: "hand-out", reference: "A-5" })).to).toContain("done=handed-out");
    expect((await desk({ do: "hand-out", reference: "nobody" })).text).toContain(
      "does not stand on the roll",
    );
    expect((await desk({ do: "code", reference: "A-4" })).text).toContain(
      "A paper ballot has been handed out",
    );
    expect((await desk({ do: "code", reference: "A-6" })).text).toMatch(
      /[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/,
    );
  });

  it("are entered when voting has ended: before, nothing lies anywhere that could be counted", async () => {
    const early = await enter(serials().text(1, 1), [1], "officer");
    expect(early.status).toBe(422);
    expect(early.text).toContain("Papers are entered when voting has ended");
    const page = await fetch(`${city.baseUrl}/en/staff/budget-desk/1`, {
      headers: { cookie: cookies.get("officer")! },
    });
    expect(await page.text()).not.toContain('value="enter"');
    expect(await city.node.civic.selectFrom("budget_paper").selectAll().execute()).toEqual([]);
    nowMs += 2 * DAY_MS;
    await signInAgain();
  });

  it("are entered by two people who do not see each other’s entry; a third look decides where they differ", async () => {
    const [one, two] = [serials().text(1, 1), serials().text(1, 2)];
    expect((await enter("1-001-000000", [1], "officer")).text).toContain(
      "No paper of this budget was printed",
    );
    expect((await enter(serials().text(1, 99), [1], "officer")).text).toContain("No paper of this budget");
    expect((await enter(one, [], "officer")).text).toContain("Choose at least one project");
    expect((await enter(one, [3], "officer")).text).toContain("is not voted on");
    expect((await enter(one, [1, 2], "officer")).to).toContain("done=again");
    expect((await enter(one, [1, 2], "officer")).text).toContain("Another person must do it");
    expect((await enter(one, [1, 2], "adviser")).to).toContain("done=agreed");
    expect((await enter(one, [1], "second")).text).toContain("It counts once");
    expect((await enter(two, [1], "officer")).to).toContain("done=again");
    // Two were handed out: a third would keep the voting from ever being closed.
    expect((await enter(serials().text(1, 3), [1], "officer")).text).toContain(
      "As many papers have been entered as were handed out: 2",
    );
    expect((await enter(two, [], "adviser", true)).to).toContain("done=differs");
    expect((await send("budgets/1", { do: "close", closingCode })).text).toContain("1 paper waits");
    expect((await enter(two, [2], "second")).to).toContain("done=agreed");
    expect((await enter(two, [2], "second")).text).toContain("It counts once");
  });

  it("are counted with the ballots from the browser, without names, numbers or times", async () => {
    expect((await send("budgets/1", { do: "close", closingCode: "wrong" })).text).toContain(
      "not the closing code",
    );
    expect((await send("budgets/1", { do: "close", closingCode: closingCode.toLowerCase() })).to).toContain(
      "done=closed",
    );
    expect((await send("budgets/1", { do: "close", closingCode })).text).toContain("present state");
    expect((await send("budgets/1", { do: "count" })).to).toContain("done=counted");
    const text = await (await fetch(`${city.baseUrl}/budgets/1/ballots.ndjson`)).text();
    const choices = text
      .trim()
      .split("\n")
      .map((line) => JSON.stringify(JSON.parse(line).choices));
    expect(choices.toSorted()).toEqual(['{"1":1,"2":1}', '{"2":1}']);
    expect(await city.node.civic.selectFrom("budget_paper").selectAll().execute()).toEqual([]);
    const page = (await (await fetch(`${city.baseUrl}/sv/ballots/1.json`)).json()).published.reconciliation;
    expect(page).toEqual({
      onRoll: 4,
      tokensIssued: 0,
      ballotsOnline: 0,
      ballotsRefused: 0,
      papersPrinted: 5,
      papersHandedOut: 2,
      papersCounted: 2,
      papersVoid: 0,
      ballots: 2,
    });
  });

  it("the log page tells all of it in words", async () => {
    const page = await (await fetch(`${city.baseUrl}/zh/log`)).text();
    for (const words of [
      "建立预算草案",
      "投票开启",
      "印制纸质选票",
      "投票结束，选票公布",
      "计票完成，结果公布",
    ])
      expect(page).toContain(words);
  });
});
