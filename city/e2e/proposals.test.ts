import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { proposalMessages } from "../features/proposals/messages.ts";
import type { ProposalPage } from "../features/proposals/proposal-page.ts";
import { launchBrowser, press } from "./browser.ts";
import { husting } from "./command.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";
import { newestLetter } from "./simulated-voice.ts";

/** What residents propose, as they do it: in a browser without scripts, by mail, with a code of a desk, and on paper. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
/** A resident with a telephone, without an account. */
let resident: BrowserContext;
const desks = new Map<string, BrowserContext>();

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  resident = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  for (const role of ["officer", "adviser", "elected", "international"] as const) {
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
    await page.goto(path.startsWith("http") ? path : `${city.baseUrl}${path}`);
    return await use(page);
  } finally {
    await page.close();
  }
}

const words = { sv: proposalMessages.t("sv"), zh: proposalMessages.t("zh"), en: proposalMessages.t("en") };

/** The address in a letter after a piece of it, on this node. */
const addressIn = (text: string, path: string): string => {
  const found = new RegExp(`http://localhost(/(?:sv|zh|en)/${path}/[\\w-]+)`).exec(text);
  return found?.[1] ?? "";
};

const official = (role: string, id: number, use: (page: Page) => Promise<void>) =>
  at(desks.get(role)!, `/en/staff/proposals/${id}`, use);

async function decide(role: string, id: number, state: string, reason: string): Promise<void> {
  await official(role, id, async (page) => {
    await page.getByLabel(state, { exact: true }).check();
    await page.locator("#state-reason").fill(reason);
    await press(page, words.en("decide.do"));
    expect(await page.locator(".notice").first().innerText()).toContain(words.en("done.staff"));
  });
}

const dataOf = async (id: number): Promise<ProposalPage> =>
  (await fetch(`${city.baseUrl}/en/proposals/${id}.json`)).json() as Promise<ProposalPage>;

describe("a proposal by web, in Swedish, confirmed by mail", () => {
  let id = 0;
  let mine = "";

  it("shows what is like it before it is sent, and loses nothing of what was typed", async () => {
    await at(resident, "/sv/propose", async (page) => {
      await page.getByLabel(/^Vad föreslår du/).fill("Ta vara på värmen i simhallens ventilation");
      await page.getByLabel(/^Varför, och hur/).fill("Luften är varm när den blåses ut.\n\nSpara den.");
      await page.getByLabel(words.sv("about.building")).check();
      await page.locator("[name=building]").selectOption("algkronan-skola");
      await page.getByLabel(/^Ditt namn/).fill("Åsa Öberg");
      await press(page, words.sv("propose.look"));
      expect(await page.locator("#similar").innerText()).toContain("Ta vara på värmen i skolans ventilation");
      expect(await page.locator("[name=room] option").count()).toBeGreaterThan(1);
      // Neither an address nor a code: everything still stands there.
      await press(page, words.sv("propose.send"));
      expect(await page.locator("#email-error").innerText()).toContain(words.sv("fault.contact-missing"));
      expect(await page.inputValue("[name=title]")).toBe("Ta vara på värmen i simhallens ventilation");
      expect(await page.inputValue("[name=name]")).toBe("Åsa Öberg");
      await page.locator("[name=email]").fill("asa@post.example");
      await press(page, words.sv("propose.send"));
      expect(new URL(page.url()).pathname).toMatch(/^\/sv\/confirm\//);
      const { code, text } = await newestLetter(city, "asa@post.example");
      expect(text).toContain(new URL(page.url()).pathname);
      await page
        .getByLabel(new RegExp(words.sv("confirm.code")))
        .fill(code === "000000" ? "000001" : "000000");
      await press(page, words.sv("confirm.do"));
      expect(await page.locator("#code-error").innerText()).toContain(words.sv("fault.code-wrong"));
      await page.getByLabel(new RegExp(words.sv("confirm.code"))).fill(code);
      await press(page, words.sv("confirm.do"));
      expect(await page.getByText(words.sv("done.proposed")).isVisible()).toBe(true);
      mine = new URL(page.url()).pathname;
      id = Number(/my-proposal\/(\d+)-/.exec(mine)?.[1]);
    });
    const page = await dataOf(id);
    expect(page).toMatchObject({ state: "received", language: "sv", author: null, channel: "mail" });
    const html = await (await fetch(`${city.baseUrl}/sv/proposals/${id}`)).text();
    expect(html).not.toContain("Öberg");
    expect(html).not.toContain("asa@post");
  });

  it("is worded anew by its author until the review begins, and everybody can read what changed", async () => {
    await at(resident, mine, async (page) => {
      await page
        .getByLabel(/^Varför, och hur/)
        .fill("Luften är mycket varm när den blåses ut.\n\nSpara den.");
      await press(page, words.sv("mine.edit-do"));
      expect(await page.getByText(words.sv("done.edited")).isVisible()).toBe(true);
    });
    const [change] = (await dataOf(id)).changes;
    expect(change?.body?.filter(({ kind }) => kind !== "same").map(({ text }) => text.trim())).toEqual([
      "mycket",
    ]);
  });

  it("is endorsed once per address, and followed in another language", async () => {
    for (const expected of [words.zh("done.endorsed"), words.zh("done.endorsed-before")]) {
      await at(resident, `/zh/proposals/${id}`, async (page) => {
        await page.locator("#email-endorse").fill("wang@post.example");
        await press(page, words.zh("endorse.do"));
        await page.locator("[name=code]").fill((await newestLetter(city, "wang@post.example")).code);
        await press(page, words.zh("confirm.do"));
        expect(await page.getByText(expected).isVisible()).toBe(true);
      });
    }
    expect((await dataOf(id)).endorsements).toBe(1);
    await at(resident, `/zh/proposals/${id}`, async (page) => {
      await page.locator("#email-follow").fill("li@post.example");
      await press(page, words.zh("follow.do"));
      await page.locator("[name=code]").fill((await newestLetter(city, "li@post.example")).code);
      await press(page, words.zh("confirm.do"));
      expect(await page.getByText(words.zh("done.follows")).isVisible()).toBe(true);
    });
  });

  it("is declined with a reason: author and follower are told in their languages, and the page says why", async () => {
    await decide("officer", id, "Under review", "We look at the fans.");
    await decide("officer", id, "Declined", "The fans are new.");
    const told = await newestLetter(city, "asa@post.example");
    expect(told.text).toContain("Avslaget");
    expect(told.text).toContain("The fans are new.");
    expect(addressIn(told.text, "my-proposal")).toBe(mine);
    expect((await newestLetter(city, "li@post.example")).text).toContain("未采纳");
    await at(resident, `/sv/proposals/${id}`, async (page) => {
      expect(await page.locator("#thread").innerText()).toContain("The fans are new.");
      expect(await page.locator("#endorse").count()).toBe(0);
    });
  });

  it("is appealed once by its author, and answered by another official than the one who declined", async () => {
    await at(resident, mine, async (page) => {
      await page
        .getByLabel(new RegExp(`^${words.sv("mine.appeal-reason").replace("?", "\\?")}`))
        .fill("Ni såg bara på den ena fläkten.");
      await press(page, words.sv("mine.appeal-do"));
      expect(await page.getByText(words.sv("done.appealed")).isVisible()).toBe(true);
      expect(await page.locator("#appeal").count()).toBe(0);
    });
    await official("officer", id, async (page) => {
      expect(await page.locator("#appeal").innerText()).toContain(words.en("appeal.another-official"));
      expect(await page.locator("#appeal form").count()).toBe(0);
    });
    await official("elected", id, async (page) => {
      await page.getByLabel(words.en("entry.appeal-upheld")).check();
      await page.locator("#appeal-reason").fill("The other fan is old.");
      await press(page, words.en("appeal.do"));
    });
    expect((await newestLetter(city, "asa@post.example")).text).toContain("The other fan is old.");
    expect((await dataOf(id)).state).toBe("under-review");
  });

  it("is accepted and becomes a measure, whose steps and verdict stand in its thread; the measure names it", async () => {
    await decide("elected", id, "Accepted", "Yes.");
    await official("adviser", id, async (page) => {
      await page.locator("[name=measure]").selectOption("algkronan-led");
      await press(page, words.en("write.measure-do"));
    });
    const page = await dataOf(id);
    expect(page.measures[0]).toMatchObject({ slug: "algkronan-led" });
    expect(page.thread.filter(({ kind }) => kind === "measure-step").length).toBeGreaterThan(2);
    await at(resident, "/sv/measures/algkronan-led", async (measure) => {
      expect(await measure.locator("#proposals").innerText()).toContain("simhallens ventilation");
    });
  });

  it("is translated by a person, who is named by role; the original is one press away", async () => {
    await official("international", id, async (page) => {
      await page.locator("#translate-language").selectOption("zh");
      await page.locator("#translate-title").fill("回收游泳馆通风的热量");
      await page.locator("#translate-body").fill("排出的空气很热。");
      await press(page, words.en("write.translate-do"));
    });
    await at(resident, `/zh/proposals/${id}`, async (page) => {
      const text = page.locator("#text");
      expect(await text.innerText()).toContain("排出的空气很热");
      expect(await text.innerText()).toContain("由人工");
      await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: /阅读原文/ }).click()]);
      expect(await page.locator("#text .written").getAttribute("lang")).toBe("sv");
      expect(await page.locator("#text").innerText()).toContain("Luften är mycket varm");
    });
  });

  it("is put in easy words, corrected with a reason and freed of a name for good", async () => {
    await official("adviser", id, async (page) => {
      await page.locator("#easy-language").selectOption("sv");
      await page.locator("#easy-body").fill("Spara den varma luften.");
      await press(page, words.en("write.easy-do"));
      await page.locator("#correct-body").fill("Luften är varm när den blåses ut.");
      await page.locator("#correct-reason").fill("It named a person.");
      await press(page, words.en("write.correct-do"));
      await page.locator("#erase-reason").fill("It named a person.");
      await press(page, words.en("write.erase-do"));
    });
    await official("international", id, async (page) => {
      expect(await page.locator("#translate").count()).toBe(1);
      expect(await page.locator("#correct, #erase, #measure").count()).toBe(0);
    });
    const html = await at(resident, `/sv/proposals/${id}`, (page) => page.locator("main").innerHTML());
    expect(html).toContain("Spara den varma luften.");
    expect(html).toContain("It named a person.");
    const [correction, edit] = (await dataOf(id)).changes;
    expect(correction?.body?.some(({ kind }) => kind === "removed")).toBe(true);
    expect(edit?.body).toBeNull();
  });

  it("the letters end with one press, and a mail program ends them by itself", async () => {
    const stop = addressIn((await newestLetter(city, "li@post.example")).text, "stop");
    await at(resident, stop, async (page) => {
      await press(page, words.zh("stop.do"));
      expect(await page.locator("h1").innerText()).toBe(words.zh("stop.stopped"));
    });
    const left = async (): Promise<string[]> =>
      (
        await city.node.civic
          .selectFrom("proposal_follower")
          .select("email")
          .where("proposal_id", "=", id)
          .execute()
      ).map(({ email }) => email);
    expect(await left()).toEqual(["asa@post.example"]);
    const key = /stop\/([\w-]+)/.exec(
      addressIn((await newestLetter(city, "asa@post.example")).text, "stop"),
    )![1];
    const posted = await fetch(`${city.baseUrl}/stop/${key}`, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect(posted.status).toBe(200);
    expect(await left()).toEqual([]);
  });

  it("its author is forgotten when they ask, and the proposal stays", async () => {
    await at(resident, mine, async (page) => {
      await page.getByLabel(words.sv("mine.forget-sure")).check();
      await press(page, words.sv("mine.forget-do"));
      expect(await page.getByText(words.sv("done.forgotten")).isVisible()).toBe(true);
    });
    expect((await fetch(`${city.baseUrl}${mine}`)).status).toBe(404);
    const authors = await city.node.civic.selectFrom("proposal_author").select("name").execute();
    expect(JSON.stringify(authors)).not.toContain("Öberg");
  });
});

describe("without e-mail", () => {
  it("a code of a desk lets one person propose in Chinese, and another endorse", async () => {
    const codes = await at(desks.get("officer")!, "/en/staff/desk", async (page) => {
      await page.locator("[name=count]").fill("2");
      await press(page, words.en("desk.do"));
      return page.locator(".desk-code").allInnerTexts();
    });
    expect(codes).toHaveLength(2);
    const id = await at(resident, "/zh/propose", async (page) => {
      await page.locator("[name=title]").fill("图书馆晚上请关灯");
      await page.locator("[name=body]").fill("夜里没有人，灯却一直亮着。");
      await press(page, words.zh("propose.look"));
      await page.locator("[name=deskCode]").fill(codes[0]!);
      await press(page, words.zh("propose.send"));
      expect(await page.getByText(words.zh("mine.keep")).isVisible()).toBe(true);
      return Number(/my-proposal\/(\d+)-/.exec(page.url())?.[1]);
    });
    await at(resident, `/zh/proposals/${id}`, async (page) => {
      for (const [code, said] of [
        [codes[0]!, words.zh("fault.desk-code-used")],
        [codes[1]!.toLowerCase(), words.zh("done.endorsed")],
      ] as const) {
        await page.locator("[name=deskCode]").fill(code);
        await press(page, words.zh("endorse.do"));
        expect(await page.getByText(said).isVisible()).toBe(true);
      }
    });
    expect(await dataOf(id)).toMatchObject({ language: "zh", channel: "desk", endorsements: 1 });
  });

  it("what came on paper is entered with where the paper lies", async () => {
    await at(desks.get("adviser")!, "/en/staff/proposals/paper", async (page) => {
      await page.locator("[name=title]").fill("Laga dörren på gaveln");
      await page.locator("[name=body]").fill("Den står öppen hela vintern.");
      await page.locator("[name=language]").selectOption("sv");
      // Blanks get past a browser, and not past the city.
      await page.locator("[name=paperAt]").fill("  ");
      await press(page, words.en("paper.do"));
      expect(await page.locator("#paperAt-error").innerText()).toContain(words.en("fault.text-missing"));
      expect(await page.inputValue("[name=title]")).toBe("Laga dörren på gaveln");
      await page.locator("[name=paperAt]").fill("Library desk, folder 4");
      await press(page, words.en("paper.do"));
      expect(await page.getByText(words.en("done.entered")).isVisible()).toBe(true);
    });
    const newest = (await city.node.proposals.register.list({ limit: 1 }))[0]!;
    expect(newest).toMatchObject({ channel: "paper", paperAt: "Library desk, folder 4", language: "sv" });
  });
});

describe("by keyboard alone", () => {
  const tabTo = async (page: Page, selector: string): Promise<void> => {
    for (let pressed = 0; pressed < 80; pressed++) {
      await page.keyboard.press("Tab");
      if (
        await page.locator(selector).evaluateAll((found) => found.includes(document.activeElement as never))
      )
        return;
    }
    throw new Error(`${selector} cannot be reached by the keyboard`);
  };
  const enter = (page: Page) => Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);

  it("a proposal is written, confirmed and found, and its page says what it is to who only hears it", async () => {
    await at(resident, "/en/proposals", async (page) => {
      await tabTo(page, 'main a[href="/en/propose"]');
      await enter(page);
      await tabTo(page, "[name=title]");
      await page.keyboard.type("Quieter fans in the reading room");
      await tabTo(page, "[name=body]");
      await page.keyboard.type("They hum.");
      await tabTo(page, "button[value=look]");
      await enter(page);
      await tabTo(page, "[name=email]");
      await page.keyboard.type("keys@post.example");
      await tabTo(page, "button[value=send]");
      await enter(page);
      const { code } = await newestLetter(city, "keys@post.example");
      await tabTo(page, "[name=code]");
      await page.keyboard.type(code);
      await enter(page);
      await tabTo(page, 'main a[href^="/en/proposals/"]');
      await enter(page);
      const tree = await page.locator("main").ariaSnapshot();
      expect(tree).toContain('heading "Proposal ');
      for (const region of ["thread.title", "endorse.title", "follow.title", "text.title"] as const)
        expect(tree).toContain(`region "${words.en(region)}"`);
      expect(tree).toContain(`textbox "${words.en("contact.email")}"`);
      expect(tree).toContain(`button "${words.en("endorse.do")}"`);
      expect(tree).toContain("Quieter fans in the reading room");
    });
  });
});

describe("what is not taken", () => {
  const good = { title: "A", body: "B", about: "city", do: "send" };
  const count = async (): Promise<number> =>
    (
      await city.node.civic
        .selectFrom("proposal")
        .select(({ fn }) => fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;

  it.each([
    ["an over-long text", { ...good, body: "x".repeat(5000), email: "a@b.example" }, "fault.text-too-long"],
    [
      "a control character",
      { ...good, title: "a\u0008b", email: "a@b.example" },
      "fault.text-hidden-characters",
    ],
    [
      "a bidirectional override",
      { ...good, body: "a\u202eb", email: "a@b.example" },
      "fault.text-hidden-characters",
    ],
    [
      "an address with a newline",
      { ...good, email: "a@b.example\r\nBcc: c@d.example" },
      "fault.address-malformed",
    ],
    ["a code that was made up", { ...good, deskCode: "ABCD EFGH JKLC" }, "fault.desk-code-unknown"],
    ["a code with a slip of the finger", { ...good, deskCode: "ABCD EFGH JKL3" }, "fault.desk-code-mistyped"],
  ] as const)("%s, with a clear answer in each language and without a trace", async (_, fields, key) => {
    const [before, mails] = [
      await count(),
      await city.node.civic.selectFrom("demo_mail").select("id").execute(),
    ];
    for (const language of ["sv", "zh", "en"] as const) {
      const answer = await postForm(`${city.baseUrl}/${language}/propose`, fields);
      expect(answer.status).toBe(422);
      const html = (await answer.text()).replaceAll("&#x27;", "'").replaceAll("&quot;", '"');
      const said = words[language](key, { most: 4000, state: "" });
      expect(html.replaceAll(/\s/g, "")).toContain(said.replaceAll(/\s/g, ""));
    }
    expect(await count()).toBe(before);
    expect(await city.node.civic.selectFrom("demo_mail").select("id").execute()).toEqual(mails);
  });

  it("a state by the wrong role, by a stale page, and without a reason", async () => {
    const id = (await city.node.proposals.register.list({ limit: 1 }))[0]!.id;
    const log = async (): Promise<number> =>
      (await city.node.civic.selectFrom("log_entry").select("sequence").execute()).length;
    const before = await log();
    const send = async (role: "officer" | "elected" | "resident", fields: Record<string, string>) =>
      postForm(
        `${city.baseUrl}/en/staff/proposals/${id}`,
        { do: "state", reason: "r", ...fields },
        { cookie: await city.signInAs(role) },
      );
    expect((await send("resident", { expected: "received", to: "under-review" })).status).toBe(403);
    for (const [role, fields, key] of [
      ["elected", { expected: "received", to: "under-review" }, "fault.role-may-not"],
      ["officer", { expected: "received", to: "accepted" }, "fault.edge-not-open"],
      ["officer", { expected: "under-review", to: "accepted" }, "fault.state-changed"],
      ["officer", { expected: "received", to: "under-review", reason: " " }, "fault.text-missing"],
    ] as const) {
      const answer = await send(role, fields);
      expect(answer.status).toBe(422);
      const said = words.en(key, { most: 0, state: "Received" });
      expect(await answer.text()).toContain(said.slice(0, 40));
    }
    expect(await log()).toBe(before);
  });
});

describe("what stands afterwards", () => {
  it("the feeds are well-formed and tell the reasons", async () => {
    const answer = await fetch(`${city.baseUrl}/feeds/en/proposals.atom`);
    expect(answer.headers.get("content-type")).toContain("application/atom+xml");
    const atom = await answer.text();
    expect(atom).toContain("The fans are new.");
    await at(resident, "/en/proposals", async (page) => {
      expect(await page.locator('link[type="application/atom+xml"]').getAttribute("href")).toBe(
        "/feeds/en/proposals.atom",
      );
    });
    expect((await fetch(`${city.baseUrl}/feeds/en/proposals/1.atom`)).status).toBe(200);
    expect((await fetch(`${city.baseUrl}/feeds/en/proposals/999.atom`)).status).toBe(404);
  });

  it("the log holds every act, verifies from outside, and names nobody", async () => {
    const lines = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    for (const act of [
      "received",
      "under-review",
      "declined",
      "appealed",
      "appeal-upheld",
      "accepted",
      "became",
      "edited",
      "translated",
    ])
      expect(lines, act).toContain(`"act":"proposal.${act}"`);
    for (const word of ["asa@post", "wang@post", "li@post", "Öberg", "simhallens", "fans are new", "图书馆"])
      expect(lines, word).not.toContain(word);
    const verified = await husting("verify-log", city.baseUrl);
    expect(verified.code, verified.stderr).toBe(0);
  });
});
