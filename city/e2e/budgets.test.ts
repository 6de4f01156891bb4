import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { blindToken, type Token, tokenAtDesk, voteWith } from "../demo/voter.ts";
import { closeVoting, countBudget, handOutPaper, type SaidVote } from "../features/budget-votes/index.ts";
import { receiptOfLine } from "../features/budget-votes/publication.ts";
import { husting } from "./command.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { postForm } from "./running-city.ts";
import { adviser, officer, openBudgetOf, type SimulatedBudget } from "./simulated-budget.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let city: EmptyCity;
let budget: SimulatedBudget;

beforeAll(async () => {
  city = await runEmptyCity();
  budget = await openBudgetOf(city.node);
});
afterAll(() => city.close());

const base64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

function postJson(path: string, said: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${city.baseUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(said),
  });
}

async function cast(
  vote: SaidVote,
  of = budget.id,
): Promise<{ status: number; said: Record<string, unknown> }> {
  const { token, signature, ...rest } = vote;
  const said = { token: base64Url(token), signature: base64Url(signature), ...rest };
  const answer = await postJson(`/budgets/${of}/ballot`, said);
  return { status: answer.status, said: await answer.json() };
}

/** Asks for a code as a person does, and reads it in the mailbox; undefined where no letter came. */
async function codeByMail(email: string): Promise<{ activation: string; code: string | undefined }> {
  const page = await postForm(`${city.baseUrl}/en/ballot/${budget.id}`, { email });
  expect(page.status).toBe(200);
  const activation = /data-activation="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  for (let tried = 0; tried < 20; tried++) {
    const letter = await city.node.civic
      .selectFrom("demo_mail")
      .select("subject")
      .where("to_address", "=", email)
      .orderBy("id", "desc")
      .executeTakeFirst();
    if (letter !== undefined) return { activation, code: letter.subject.slice(0, 11) };
    await pause(20);
  }
  return { activation, code: undefined };
}

async function take(said: { activation: string; code: string }, blinded: Uint8Array) {
  const answer = await postJson(`/budgets/${budget.id}/token`, { ...said, blinded: base64Url(blinded) });
  const { signature = "", fault } = (await answer.json()) as { signature?: string; fault?: string };
  return { status: answer.status, fault, signature: Buffer.from(signature, "base64url") };
}

const first = (): Record<string, number> => ({ [budget.projects[0]!]: 1 });

describe("a token", () => {
  let token: Token;

  it("is signed for the code of a letter, and for the same blinded token again, and for no other", async () => {
    const { activation, code } = await codeByMail("r-1@roll.example");
    const made = await blindToken(city.node, budget.id);
    const said = { activation, code: code! };
    // Nor be tried out on a copy of the database.
    const { code_hash: kept } = await city.node.civic
      .selectFrom("budget_activation")
      .select("code_hash")
      .where("id", "=", activation)
      .executeTakeFirstOrThrow();
    const digits = code!.replaceAll(" ", "");
    for (const text of [digits, `${activation}/${digits}`, `code/${activation}/${digits}`])
      for (const encoding of ["hex", "base64url"] as const)
        expect(createHash("sha256").update(text).digest(encoding)).not.toBe(kept);
    // Six digits could be guessed while voting goes on.
    expect(code).toMatch(/^\d{3} \d{3} \d{3}$/);
    expect(
      await take({ activation, code: code === "000 000 000" ? "000000001" : "000000000" }, made.blinded),
    ).toMatchObject({
      status: 422,
      fault: "code-wrong",
    });
    const answer = await take(said, made.blinded);
    expect(answer.status).toBe(200);
    token = made.finish(answer.signature);
    // The answer was lost on its way: the same is asked for once more.
    expect((await take(said, made.blinded)).signature).toEqual(answer.signature);
    const another = await blindToken(city.node, budget.id);
    expect(await take(said, another.blinded)).toMatchObject({ status: 422, fault: "token-taken" });
  });

  it("is signed for a letter's long code on any page, when a stranger has used up what may be sent", async () => {
    const email = "r-7@roll.example";
    const ask = (): Promise<Response> => postForm(`${city.baseUrl}/en/ballot/${budget.id}`, { email });
    // A stranger asks until no more is sent, and keeps the pages that the short codes hold on.
    let asked = await ask();
    for (let count = 0; asked.status === 200 && count < 20; count++) asked = await ask();
    expect(asked.status).toBe(422);
    expect(await asked.text()).toContain("use its long code");
    const { body } = await city.node.civic
      .selectFrom("demo_mail")
      .select("body")
      .where("to_address", "=", email)
      .executeTakeFirstOrThrow();
    const code = /(?:\w{4} ){2}\w{4}$/m.exec(body)![0];
    const made = await blindToken(city.node, budget.id);
    const letters = city.node.civic.updateTable("budget_activation").where("id", "like", "letter-%");
    const dayMs = 86_400_000;
    await letters.set(({ eb }) => ({ made_at_ms: eb("made_at_ms", "-", dayMs) })).execute();
    expect(await take({ activation: "", code }, made.blinded)).toMatchObject({ fault: "code-wrong" });
    await letters.set(({ eb }) => ({ made_at_ms: eb("made_at_ms", "+", dayMs) })).execute();
    const typed = code.replaceAll(" ", "").toLowerCase();
    expect((await take({ activation: "", code: typed }, made.blinded)).status).toBe(200);
    // Once: the others of the six are of the same person.
    const another = await blindToken(city.node, budget.id);
    expect(await take({ activation: "", code }, another.blinded)).toMatchObject({ fault: "token-taken" });
  });

  it("casts a vote, and a later one in its place; replayed, older or forged it casts none", async () => {
    const one = voteWith(token, first(), 1);
    expect((await cast(one)).status).toBe(200);
    const again = await cast(one);
    expect(again.status).toBe(200);
    const two = voteWith(token, { [budget.projects[1]!]: 1 }, 2);
    expect((await cast(two)).status).toBe(200);
    expect(await cast(one)).toMatchObject({ status: 409, said: { fault: "vote-older", version: 2 } });
    const other = voteWith(token, { [budget.projects[2]!]: 1 }, 2);
    expect(await cast(other)).toMatchObject({ status: 409, said: { fault: "vote-older" } });
    const forged = { token: token.token.map((byte) => byte ^ 1), signature: token.signature };
    expect(await cast(voteWith(forged, first(), 3))).toMatchObject({
      status: 422,
      said: { fault: "token-forged" },
    });
    expect((await cast(voteWith(token, first(), 9), 999)).said).toEqual({ fault: "not-voting" });
  });

  it.each([
    ["nothing chosen", () => ({}), "ballot-empty"],
    ["a project of another budget", () => ({ "999": 1 }), "ballot-project-unknown"],
    ["two votes for one project", () => ({ [budget.projects[0]!]: 2 }), "ballot-over"],
    ["half a vote", () => ({ [budget.projects[0]!]: 0.5 }), "ballot-malformed"],
  ])("a ballot with %s is refused", async (_, choices, fault) => {
    expect(await cast(voteWith(token, choices(), 3))).toMatchObject({ status: 422, said: { fault } });
  });

  it("what is no JSON, or nothing, does nothing", async () => {
    expect((await postJson(`/budgets/${budget.id}/ballot`, null)).status).toBe(415);
    expect((await postJson(`/budgets/${budget.id}/ballot`, {})).status).toBe(422);
    const form = await postForm(`${city.baseUrl}/budgets/${budget.id}/ballot`, { token: "x" });
    expect(form.status).toBe(415);
  });

  it("an address that is on no roll gets the same page and no letter", async () => {
    const { activation, code } = await codeByMail("stranger@roll.example");
    expect(activation).not.toBe("");
    expect(code).toBeUndefined();
    const { blinded } = await blindToken(city.node, budget.id);
    expect((await take({ activation, code: "123456" }, blinded)).fault).toBe("code-wrong");
  });

  it("a code ends after five tries", async () => {
    const { activation, code } = await codeByMail("r-2@roll.example");
    const { blinded } = await blindToken(city.node, budget.id);
    const wrong = code === "111111" ? "222222" : "111111";
    for (let tried = 0; tried < 5; tried++)
      expect((await take({ activation, code: wrong }, blinded)).fault).toBe("code-wrong");
    expect((await take({ activation, code: code! }, blinded)).fault).toBe("code-spent");
  });

  it("what cannot be a blinded token is refused", async () => {
    for (const bytes of [new Uint8Array(3), new Uint8Array(256).fill(255)]) {
      const answer = await take({ activation: "x", code: "1" }, bytes);
      expect(answer.fault).toBe("blinded-malformed");
    }
  });

  it("nobody on paper gets one, and nobody with one gets paper", async () => {
    const { budgets } = city.node;
    expect(await handOutPaper(budgets, budget.id, "r 3")).toEqual({ ok: true });
    await expect(tokenAtDesk(budgets, budget.id, "R-3")).rejects.toThrow("paper-taken");
    await tokenAtDesk(budgets, budget.id, "R-4");
    expect(await handOutPaper(budgets, budget.id, "R-4")).toMatchObject({ fault: { code: "token-taken" } });
    expect(await handOutPaper(budgets, budget.id, "R-3")).toMatchObject({ fault: { code: "paper-taken" } });
    expect(await handOutPaper(budgets, budget.id, "R-99")).toMatchObject({
      fault: { code: "reference-unknown" },
    });
  });
});

describe("before voting has ended", () => {
  it("pages, their JSON and the log tell no count, and nothing changes with a vote", async () => {
    const places = ["budgets", `budgets/${budget.id}`, `ballots/${budget.id}`, `budget-result/${budget.id}`];
    const look = async (): Promise<string[]> => {
      const texts = await Promise.all(
        places.map(async (place) => (await fetch(`${city.baseUrl}/en/${place}.json`)).text()),
      );
      const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
      return [...texts, log];
    };
    const before = await look();
    const token = await tokenAtDesk(city.node.budgets, budget.id, "R-5");
    expect((await cast(voteWith(token, first()))).status).toBe(200);
    expect(await look()).toEqual(before);
    for (const file of ["ballots.ndjson", "ballots.pb", "result.json"])
      expect((await fetch(`${city.baseUrl}/budgets/${budget.id}/${file}`)).status).toBe(404);
  });

  it("nobody closes it, not even with the closing code, and nobody opens another with a wrong one", async () => {
    const { budgets } = city.node;
    expect(await closeVoting(budgets, budget.id, budget.closingCode, officer)).toMatchObject({
      fault: { code: "voting-goes-on" },
    });
    expect(await closeVoting(budget.afterwards, budget.id, "wrong", officer)).toMatchObject({
      fault: { code: "closing-code-wrong" },
    });
  });
});

describe("after closing", () => {
  it("every ballot that counts is published, fits the roll, and is counted", async () => {
    const { afterwards, id } = budget;
    const late = await tokenAtDesk(city.node.budgets, id, "R-6");
    const closed = await closeVoting(afterwards, id, budget.closingCode, officer);
    expect(closed).toMatchObject({
      ok: true,
      reconciliation: {
        onRoll: 20,
        tokensIssued: 5,
        ballotsOnline: 2,
        ballotsRefused: 0,
        papersHandedOut: 1,
        papersCounted: 0,
        ballots: 2,
      },
    });
    city.node.budgets.desk.changed(id);
    expect((await cast(voteWith(late, first()))).said).toEqual({ fault: "not-voting" });
    const text = await (await fetch(`${city.baseUrl}/budgets/${id}/ballots.ndjson`)).text();
    expect(text.trim().split("\n").length).toBe(2);
    expect(await countBudget(city.node.budgets, id, adviser)).toEqual({ ok: true });
    const result = await (await fetch(`${city.baseUrl}/budgets/${id}/result.json`)).json();
    expect(result.voters).toBe(2);
    expect(result.winners.length).toBeGreaterThan(0);
    const pabulib = await (await fetch(`${city.baseUrl}/budgets/${id}/ballots.pb`)).text();
    expect(pabulib).toContain("num_votes;2");
    const [line] = text.split("\n");
    const { choices } = JSON.parse(line!);
    const own = Object.fromEntries(
      Object.entries(choices).map(([project, units]) => [`units-${project}`, String(units)]),
    );
    const receipt = receiptOfLine(line!);
    const pageOf = async (path: string, fields?: Record<string, string>): Promise<string> => {
      const address = `${city.baseUrl}/en/${path}`;
      return (fields === undefined ? await fetch(address) : await postForm(address, fields)).text();
    };
    expect(await pageOf(`budget-result/${id}`, own)).toContain("This ballot’s share");
    expect(await pageOf(`budget-result/${id}`, { receipt })).toContain("This ballot’s share");
    expect(await pageOf(`ballots/${id}`, { receipt })).toContain("This ballot is in it");
    expect(await pageOf(`ballots/${id}`, { receipt: "f".repeat(64) })).toContain(
      "No published ballot has this receipt",
    );
    // An address stands in a proxy's log, beside whose it is: no page asks for a receipt that way, and none answers.
    expect(await pageOf(`ballots/${id}?receipt=${receipt}`)).not.toContain("This ballot is in it");
    expect(await pageOf(`budget-result/${id}?receipt=${receipt}`)).not.toContain("This ballot’s share");
    for (const place of ["ballots", "budget-result"])
      expect(await pageOf(`${place}/${id}`)).not.toMatch(/<form[^>]*method="get"/);
  });

  it("anybody counts it again from outside, and a single changed sign shows", async () => {
    const holds = await husting("verify-log", city.baseUrl);
    expect(holds.stdout).toContain(`Budget ${budget.id} holds: 2 ballots`);
    expect(holds.code).toBe(0);
    const { ballots } = await city.node.civic
      .selectFrom("budget_publication")
      .select("ballots")
      .where("budget_id", "=", budget.id)
      .executeTakeFirstOrThrow();
    const change = (text: string) =>
      city.node.civic
        .updateTable("budget_publication")
        .set({ ballots: text })
        .where("budget_id", "=", budget.id)
        .execute();
    for (const changed of [
      ballots.replace(/"nonce":"./, (start) => `${start.slice(0, -1)}${start.endsWith("a") ? "b" : "a"}`),
      ballots.split("\n").slice(1).join("\n"),
      ballots.split("\n").slice(0, -1).toReversed().join("\n"),
    ]) {
      await change(changed);
      const found = await husting("verify-log", city.baseUrl);
      expect(found.stdout).toContain(`Budget ${budget.id} does NOT hold`);
      expect(found.code).toBe(1);
    }
    await change(ballots);
    await city.node.civic.updateTable("budget_project").set({ cost_minor: 1 }).execute();
    expect((await husting("verify-log", city.baseUrl)).stdout).toContain("projects-differ");
  });
});
