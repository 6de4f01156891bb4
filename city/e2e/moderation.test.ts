import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DecisionPage } from "../features/decisions/index.ts";
import { moderationMessages } from "../features/moderation/messages.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import type { ProposalPage } from "../features/proposals/proposal-page.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, newestCode, postForm, type RunningCity, runCity } from "./running-city.ts";
import { newestLetter } from "./simulated-voice.ts";

/** Moderation as people meet it: in a browser without scripts, on a telephone, and at the officials' desks. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let resident: BrowserContext;
const desks = new Map<string, BrowserContext>();

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  resident = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  for (const role of ["officer", "adviser", "elected", "manager"] as const) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    await context.addCookies(browserCookies(await city.signInAs(role), city.baseUrl));
    desks.set(role, context);
  }
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function at<T>(context: BrowserContext, path: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(`${city.baseUrl}${path}`);
    return await use(page);
  } finally {
    await page.close();
  }
}

const [sv, en] = [moderationMessages.t("sv"), moderationMessages.t("en")];
const mainText = (page: Page): Promise<string> => page.locator("main").innerText();

/** The case of a text at an official's desk, as they find it in the queue. */
async function openCase(role: string, subject: string, use: (page: Page) => Promise<void>): Promise<void> {
  const row = await city.node.civic
    .selectFrom("moderation_case")
    .select("id")
    .where("subject", "=", subject)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  await at(desks.get(role)!, "/en/staff/moderation", async (page) => {
    const link = page.locator(`a[href="/en/staff/moderation/${row.id}"]`).first();
    if ((await link.count()) > 0) await Promise.all([page.waitForEvent("load"), link.click()]);
    else await page.goto(`${city.baseUrl}/en/staff/moderation/${row.id}`);
    await use(page);
  });
}

describe("a proposal with a telephone number in it", () => {
  let id = 0;
  let mine = "";

  it("is pointed out to its author, who sends it all the same; others read […]", async () => {
    await at(resident, "/sv/propose", async (page) => {
      await page.locator("[name=title]").fill("Tätare fönster i gymnastiksalen");
      await page.locator("[name=body]").fill("Ring vaktmästare Nilsson på 070-174 06 07.");
      await press(page, proposalMessages.t("sv")("propose.look"));
      expect(await page.getByRole("alert").innerText()).toContain("070-174 06 07");
      await page.locator("[name=email]").fill("told@post.example");
      await press(page, proposalMessages.t("sv")("propose.send"));
      await page.locator("[name=code]").fill((await newestLetter(city, "told@post.example")).code);
      await press(page, proposalMessages.t("sv")("confirm.do"));
      mine = new URL(page.url()).pathname;
      id = Number(/my-proposal\/(\d+)-/.exec(mine)?.[1]);
      expect(await mainText(page)).toContain(sv("masked"));
    });
    await at(resident, `/sv/proposals/${id}`, async (page) => {
      expect(await page.locator("#text").innerText()).toContain("på […]");
      expect(await mainText(page)).toContain(sv("masked"));
    });
  });

  it("that is sent without having been told is told first, and nothing of it is lost", async () => {
    const before = (await city.node.proposals.register.list()).length;
    const form = {
      do: "send",
      title: "Kallt",
      body: "Mejla mig@post.example.",
      about: "city",
      email: "x@post.example",
    };
    const answer = await postForm(`${city.baseUrl}/en/propose`, form);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain("looks like an e-mail address");
    expect(html).toContain("Mejla mig@post.example.");
    expect((await city.node.proposals.register.list()).length).toBe(before);
  });

  it("is reported by somebody without an account, and waits in the queue with both", async () => {
    await at(resident, `/sv/proposals/${id}`, async (page) => {
      await Promise.all([page.waitForEvent("load"), page.locator("#text .report-link").click()]);
      await page.getByLabel(sv("rule.personal-data")).check();
      await page.locator("[name=words]").fill("En anställds nummer.");
      await press(page, sv("report.do"));
      expect(await mainText(page)).toContain(sv("report.done"));
    });
    await openCase("adviser", `proposal-${id}`, async (page) => {
      expect(await page.locator("#text mark").first().innerText()).toContain("070-174 06 07");
      expect(await page.locator("#reports").innerText()).toContain("En anställds nummer.");
      expect(await page.inputValue("[name=passages]")).toBe("070-174 06 07");
      // An adviser may not hide a whole text.
      expect(await page.locator("#hidden").count()).toBe(0);
    });
  });

  it("has the passages taken out by an adviser, once, and keeps what was written where it is not taken", async () => {
    await openCase("adviser", `proposal-${id}`, async (page) => {
      await page.locator("[name=passages]").fill("Nilson\n070-174 06 07");
      await page.locator("#reason-redacted").fill("Ett nummer till en anställd hör till växeln.");
      await press(page, en("decide.redacted-do"));
      expect(await page.locator("#passages-error").innerText()).toContain("“Nilson”");
      expect(await page.inputValue("#reason-redacted")).toContain("hör till växeln");
      await page.locator("[name=passages]").fill("vaktmästare Nilsson på 070-174 06 07");
      await press(page, en("decide.redacted-do"));
      expect(await page.locator(".notice").first().innerText()).toContain(en("done.decided"));
    });
    await at(resident, `/sv/proposals/${id}`, async (page) => {
      const text = await page.locator("#text").innerText();
      expect(text).toContain("Ring […].");
      expect(text).toContain("Ett nummer till en anställd");
      expect(text).toContain(sv("rule.personal-data"));
    });
    const letter = await newestLetter(city, "told@post.example");
    expect(letter.text).toContain("Ett nummer till en anställd");
    expect(letter.text).toContain(mine);
  });

  it("is appealed on the author's page, with the reasons there, and answered by another official", async () => {
    await at(resident, mine, async (page) => {
      expect(await page.locator("#moderation").innerText()).toContain("Ett nummer till en anställd");
      await page.locator("#moderation [name=reason]").fill("Numret är offentligt.");
      await press(page, sv("appeal.do"));
      expect(await mainText(page)).toContain(sv("done.appealed"));
      expect(await page.locator("#moderation [name=reason]").count()).toBe(0);
    });
    await openCase("officer", `proposal-${id}`, async (page) => {
      await page.getByLabel(en("answer.rejected")).check();
      await page.locator("#reason-answer").fill("Växelns nummer räcker.");
      await press(page, en("answer.do"));
      expect(await page.locator(".notice").first().innerText()).toContain(en("done.decided"));
    });
    await at(resident, `/sv/proposals/${id}`, async (page) => {
      expect(await page.locator("#text").innerText()).toContain("Växelns nummer räcker.");
    });
    // Another's key opens no appeal of it.
    const key = city.node.proposals.keys.authorKey(1);
    const sent = await postForm(`${city.baseUrl}/sv/my-proposal/${key}`, {
      do: "moderation",
      subject: `proposal-${id}`,
      reason: "Jag med.",
    });
    expect(sent.status).toBe(422);
    expect(await sent.text()).toContain(sv("fault.no-appeal"));
  });
});

describe("a “why not?” question", () => {
  const asker = "asker-moderated@post.example";
  const ask = (fields: Record<string, string>): Promise<Response> =>
    postForm(
      `${city.baseUrl}/en/decisions/1`,
      {
        do: "ask",
        text: "Why not? Ask me on 070-174 06 08.",
        sameAs: "",
        email: asker,
        wantsAnswer: "yes",
        ...fields,
      },
      { "user-agent": "moderated" },
    );
  const questionOf = async (id: number) => {
    const page = (await (await fetch(`${city.baseUrl}/en/decisions/1.json`)).json()) as DecisionPage;
    return page.questions.find((question) => question.id === id)!;
  };
  let id = 0;

  it("is told first, sent all the same, and masked from the moment it is public", async () => {
    const told = await ask({});
    expect(told.status).toBe(422);
    const seen = /name="seen" value="([^"]+)"/.exec(await told.text())?.[1] ?? "";
    const sent = await ask({ seen });
    expect(sent.status).toBe(200);
    const question = /name="question" value="([^"]+)"/.exec(await sent.text())?.[1] ?? "";
    id = Number.parseInt(question, 10);
    const code = (await newestCode(city.node, asker)) ?? "";
    const confirmed = await postForm(`${city.baseUrl}/en/decisions/1`, {
      do: "confirm",
      question,
      code,
    });
    expect(confirmed.status).toBe(303);
    expect(await questionOf(id)).toMatchObject({
      text: "Why not? Ask me on […].",
      standing: { isMasked: true },
    });
  });

  it("is hidden with reasons, told by mail, appealed by the link in the letter, and shown again", async () => {
    await openCase("officer", `question-${id}`, async (page) => {
      await page.locator("#reason-hidden").fill("It is no question.");
      await press(page, en("decide.hidden-do"));
    });
    expect(await questionOf(id)).toMatchObject({
      text: null,
      standing: { tombstone: { standing: "hidden" } },
    });
    await city.node.sendDecisionMail();
    const letter = await newestLetter(city, asker);
    expect(letter.text).toContain("It is no question.");
    expect(letter.text).not.toContain("070-174");
    const link = /\/en\/why\/\S+/.exec(letter.text)![0];
    await at(resident, link, async (page) => {
      await page.locator("#moderation [name=reason]").fill("It is one.");
      await press(page, en("appeal.do"));
      expect(await mainText(page)).toContain(en("done.appealed"));
    });
    await openCase("elected", `question-${id}`, async (page) => {
      expect(await page.locator("#decide").count()).toBe(0);
      await page.getByLabel(en("answer.upheld")).check();
      await page.locator("#reason-answer").fill("It is one indeed.");
      await press(page, en("answer.do"));
    });
    expect((await questionOf(id)).text).toBe("Why not? Ask me on 070-174 06 08.");
    await city.node.sendDecisionMail();
    expect((await newestLetter(city, asker)).text).toContain("It is one indeed.");
  });
});

describe("a published comment on a room", () => {
  it("is hidden at its place with the reasons, and published anew by nobody meanwhile", async () => {
    const { comments, rooms } = city.node.votes;
    const room = [...(await rooms.all()).values()].find(
      ({ building }) => building.slug === "algkronan-skola",
    )!;
    await comments.add(room.roomId, "The teacher never opens a window.");
    const comment = (await comments.all()).find(({ text }) => text.startsWith("The teacher"))!;
    const manager = { id: "m", role: "manager", email: "m@umea.example" } as const;
    await comments.publish(comment, { building: room.building.slug, room: room.slug }, comment.text, manager);
    const path = "/en/buildings/algkronan-skola";
    await at(resident, path, async (page) => {
      const figure = page.locator("figure.said", { hasText: "never opens" });
      await Promise.all([page.waitForEvent("load"), figure.locator(".report-link").click()]);
      await page.getByLabel(en("rule.personal-data")).check();
      await press(page, en("report.do"));
    });
    await openCase("officer", `comment-${comment.id}`, async (page) => {
      await page.locator("#reason-hidden").fill("It points at one teacher.");
      await press(page, en("decide.hidden-do"));
    });
    for (const end of ["", ".json"]) {
      const text = await (await fetch(`${city.baseUrl}${path}${end}`)).text();
      expect(text.includes("never opens")).toBe(false);
      expect(text.includes("It points at one teacher.")).toBe(true);
    }
    const cookie = (await desks.get("manager")!.cookies())
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    for (const verb of ["publish", "erase"]) {
      const fields = { do: verb, text: comment.text, confirmed: "yes" };
      const answer = await postForm(`${city.baseUrl}/en/staff/comments/${comment.id}`, fields, { cookie });
      expect(answer.status).toBe(422);
    }
    expect((await comments.find(comment.id))?.published).toBeNull();
  });
});

describe("the demo's own cases", () => {
  it("stand in the counts, the queue and on their proposals", async () => {
    const list = (await (await fetch(`${city.baseUrl}/sv/proposals.json`)).json()) as {
      proposals: { id: number; title: string | null }[];
    };
    const hidden = list.proposals.find(({ title }) => title === null);
    expect(hidden).toBeDefined();
    const page = (await (
      await fetch(`${city.baseUrl}/sv/proposals/${hidden!.id}.json`)
    ).json()) as ProposalPage;
    expect(page.moderation.wording.tombstone).toMatchObject({
      standing: "hidden",
      rule: "advertising",
      appeal: { answer: { upheld: false } },
    });
    await at(resident, "/sv/moderation", async (shown) => {
      const text = await mainText(shown);
      expect(text).toContain(sv("rule.advertising"));
      expect(text).toContain(sv("counts.not-counted-text"));
    });
    await at(desks.get("adviser")!, "/sv/staff/moderation", async (shown) => {
      expect(await shown.locator("#cases").innerText()).toContain(sv("rule.off-topic"));
    });
  });
});

it("a flood of reports from one client leaves another client served, and says so in words", async () => {
  const { gate } = city.node.moderation;
  while (gate.admits("report", "127.0.0.1"));
  const page = (await (await fetch(`${city.baseUrl}/en/report/proposal-1.json`)).json()) as {
    said: { mark: string };
  };
  const sent = await postForm(`${city.baseUrl}/en/report/proposal-1`, {
    rule: "off-topic",
    words: "Kept.",
    mark: page.said.mark,
  });
  expect(sent.status).toBe(422);
  const html = await sent.text();
  expect(html).toContain(en("fault.too-many"));
  expect(html).toContain("Kept.");
  expect(gate.admits("report", "198.51.100.3")).toBe(true);
});
