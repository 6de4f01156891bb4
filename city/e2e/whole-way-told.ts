import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { BoardPage, DecisionPage, DecisionsPage } from "../features/decisions/index.ts";
import { decisionMessages } from "../features/decisions/messages.ts";
import type { MeasurePage } from "../features/measures/index.ts";
import { measureMessages } from "../features/measures/messages.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import { stateName } from "../features/proposals/words.ts";
import { outcomeName } from "../features/verdicts/words.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { husting } from "./command.ts";
import {
  backBy,
  carryOn,
  confirm,
  confirmByMailbox,
  decideAbout,
  registerMeasure,
  tieToMeasure,
} from "./whole-way.ts";
import { starts, WayCity } from "./whole-way-city.ts";
import type { Way } from "./whole-way-words.ts";
import { yearThatFollows } from "./year-that-follows.ts";

const AUTHOR = "author@post.example";
const PAPER_AUTHOR = "paper@post.example";
const BACKER = "backer@post.example";
const FOLLOWER = "follower@post.example";
const REFUSED_AUTHOR = "refused@post.example";
/** Days after the demo's end. */
const WORK = { from: 10, days: 12, told: 25, due: 500, judged: 22 + 365 + 4 } as const;

/**
 * A proposal from the first word to the promise kept, in the language of the city: in a real Chromium without JavaScript, by the keyboard alone, with what the
 * browser tells screen readers looked at on the way. The measure's year is simulated on: the work changes the building, and what its meters and sensors then show
 * is sent to the node as a gateway would send it.
 */
export function goTheWholeWay(way: Way): void {
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  const { language, building, byWeb, onPaper, refused, reasons, decided, measure } = way;
  const t = proposalMessages.t(language);
  const d = decisionMessages.t(language);
  const m = measureMessages.t(language);
  let city: WayCity;
  const ids = { web: 0, paper: 0, refused: 0 };

  beforeAll(async () => {
    city = await WayCity.open(way);
  });
  afterAll(() => city.close());

  const json = async <T>(path: string): Promise<T> =>
    (await (await fetch(city.url(`${path}.json`))).json()) as T;

  describe("a proposal is made", () => {
    it("from a building's page, with a code by mail", async () => {
      const keys = await city.anyone("");
      await city.skip(keys);
      await keys.follow(building.name);
      await keys.follow(t("building.propose"));
      const lines = await city.heard(keys);
      expect(lines).toContain(`heading 1 "${t("propose.title")}"`);
      expect(lines).toContain(
        `textbox "${t("field.title")} ${t("field.required")}" required : ${t("field.title-hint", { most: 120 })}`,
      );
      await city.skip(keys);
      await keys.write(starts(t("field.title")), byWeb.title);
      await keys.write(starts(t("field.body")), byWeb.body);
      await keys.write(starts(t("field.name")), byWeb.name);
      await keys.tick(starts(t("field.show-name")));
      await keys.press(t("propose.look"));
      await city.skip(keys);
      // Neither address nor code: the error is said with the field, and nothing that was typed is lost.
      await keys.press(t("propose.send"));
      const error = `${shellMessages.t(language)("notice.error")} ${t("fault.contact-missing")}`;
      expect(await city.heard(keys)).toContain(
        `textbox "${t("contact.email")}" invalid : ${error} ${t("propose.email-hint")}`,
      );
      await city.skip(keys);
      await keys.write(starts(t("contact.email")), AUTHOR);
      await keys.press(t("propose.send"));
      await city.heard(keys);
      await confirmByMailbox(city, keys, AUTHOR);
      expect(await keys.text()).toContain(t("done.proposed"));
      await city.heard(keys);
      await keys.follow(t("mine.public"));
      ids.web = Number(/proposals\/(\d+)/.exec(keys.page.url())?.[1]);
      const page = await city.heard(keys);
      expect(page).toContain(`heading 1 "${t("heading", { id: ids.web })}"`);
      expect(page).toContain(`StaticText "${stateName(language, "received")}"`);
      for (const region of ["text.title", "thread.title", "endorse.title", "follow.title"] as const)
        expect(page).toContain(`region "${t(region)}"`);
      expect(await keys.text()).toContain(byWeb.name);
      await keys.close();
    });

    it("on paper, typed in by the adviser as it stands there", async () => {
      const keys = await city.official("adviser", "/staff/proposals");
      await city.skip(keys);
      await keys.follow(t("paper.title"));
      await city.heard(keys);
      await city.skip(keys);
      await keys.write(starts(t("paper.at")), onPaper.paperAt);
      await keys.choose(starts(t("paper.language")), shellMessages.t(language)(`language.${language}`));
      await keys.write(starts(t("field.title")), onPaper.title);
      await keys.write(starts(t("field.body")), onPaper.body);
      const abouts = (["city", "building", "street"] as const).map((about) => t(`about.${about}`));
      await keys.pick(t("about.building"), abouts);
      await keys.choose(starts(t("field.building")), building.name);
      await keys.write(starts(t("contact.email")), PAPER_AUTHOR);
      await keys.press(t("paper.do"));
      expect(await keys.text()).toContain(t("done.entered"));
      await city.heard(keys);
      ids.paper = Number(/proposals\/(\d+)/.exec(keys.page.url())?.[1]);
      expect(await (await fetch(city.url(`/proposals/${ids.paper}`))).text()).toContain(onPaper.paperAt);
      await keys.close();
    });

    it("endorsed by one and followed by another, each with a code by mail", async () => {
      await backBy(city, ids.web, "endorse", BACKER);
      await backBy(city, ids.paper, "endorse", BACKER);
      await backBy(city, ids.web, "follow", FOLLOWER);
      expect(await json(`/proposals/${ids.web}`)).toMatchObject({ endorsements: 1, language });
    });
  });

  describe("it is decided", () => {
    it("taken under review with a reason, and author and follower get a letter in their language", async () => {
      await carryOn(city, "officer", ids.web, "under-review", reasons.review);
      await carryOn(city, "adviser", ids.paper, "under-review", reasons.review);
      for (const to of [AUTHOR, FOLLOWER, PAPER_AUTHOR]) {
        const [letter] = await city.lettersTo(to);
        const title = to === PAPER_AUTHOR ? onPaper.title : byWeb.title;
        expect(letter!.subject).toContain(title);
        expect(letter!.body).toContain(
          t("letter.state", { title, state: stateName(language, "under-review") }),
        );
        expect(letter!.body).toContain(reasons.review);
      }
    });

    it("by the elected body, with votes, cost and a promise that the verdict is to answer", async () => {
      const [first, second] = decided.caseNumbers;
      await decideAbout(city, byWeb.title, first, city.day(WORK.due));
      await decideAbout(city, onPaper.title, second, city.day(WORK.due));
      for (const id of [ids.web, ids.paper]) {
        const keys = await city.anyone(`/proposals/${id}`);
        const lines = await city.heard(keys);
        expect(lines).toContain(`region "${d("measure.decisions")}"`);
        expect(lines).toContain(`StaticText "${stateName(language, "accepted")}"`);
        expect(await keys.text("#decisions")).toContain(decided.promise);
        await city.skip(keys);
        await keys.follow(decided.title);
        const decision = await city.heard(keys);
        expect(decision).toContain(`heading 1 "${decided.title}"`);
        expect(await keys.text()).toContain(d("promise.by-verdict-to-come"));
        await keys.close();
      }
      expect((await city.lettersTo(AUTHOR))[0]!.body).toContain(decided.reasons);
    });
  });

  describe("it is done", () => {
    it("as a measure, registered from the proposal and tied to both, on which the promises now hang", async () => {
      await registerMeasure(city, ids.web);
      await tieToMeasure(city, ids.paper);
      const { bodies } = await json<BoardPage>("/promises");
      const hung = bodies
        .flatMap(({ terms }) => terms.flatMap(({ promises }) => promises))
        .filter(({ text }) => text === decided.promise);
      expect(hung.map((promise) => promise.measure?.slug)).toEqual([measure.slug, measure.slug]);
      for (const id of [ids.web, ids.paper]) await carryOn(city, "adviser", id, "planned", reasons.planned);
    });

    it("approved by the elected by the decision about the proposal, begun and finished", async () => {
      const path = `/measures/${encodeURIComponent(measure.slug)}`;
      const elected = await city.official("elected", path);
      await city.skip(elected);
      await elected.choose(starts(m("do.decision")), new RegExp(decided.title));
      await elected.press(m("do.approve"));
      expect(await elected.text("#steps")).toContain(m("step.decision"));
      await elected.close();
      city.wait(WORK.told);
      const adviser = await city.official("adviser", path);
      for (const [step, day] of [
        ["start", WORK.from],
        ["finish", WORK.from + WORK.days],
      ] as const) {
        await city.skip(adviser);
        await adviser.writeDate(starts(m(`do.date-${step}`)), city.day(day));
        await adviser.press(m(`do.${step}`));
      }
      expect(await adviser.text()).toContain(m("state.finished"));
      await city.heard(adviser);
      await adviser.close();
    });
  });

  describe("it is judged", () => {
    it("by itself when its year is over, from what meters and sensors have sent", async () => {
      const midnight = (offset: number): number =>
        Temporal.PlainDate.from(city.day(offset)).toZonedDateTime(city.node.city.zone).epochMilliseconds;
      const { endMs, seed } = city.demo;
      const { readings, trueEffectShare } = yearThatFollows(
        way.city,
        { endMs, seed },
        { building: building.slug, startMs: midnight(WORK.from), days: WORK.days, change: way.change },
        midnight(WORK.judged),
      );
      expect(trueEffectShare).toBeGreaterThan(0.2);
      city.wait(WORK.judged - WORK.told);
      const added = await city.node.sources.add("gateway", "*");
      if (!added.ok) throw new Error("no source");
      const answer = await fetch(`${city.baseUrl}/api/v1/readings`, {
        method: "POST",
        headers: { authorization: `Bearer ${added.token}`, "content-type": "application/x-ndjson" },
        body: readings.map((reading) => JSON.stringify(reading)).join("\n"),
      });
      // A register's reading at the demo's last instant is known already.
      const { added: taken, repeated, corrected, rejected } = await answer.json();
      expect([taken + repeated, corrected, rejected]).toEqual([readings.length, 0, 0]);
      await vi.waitFor(
        async () => expect((await json<MeasurePage>(`/measures/${measure.slug}`)).state).toBe("verified"),
        { timeout: 100_000, interval: 500 },
      );
    });

    it("verified, and the promises are shown kept on the board, with the proposal and with the measure", async () => {
      const keys = await city.anyone(`/measures/${encodeURIComponent(measure.slug)}`);
      const lines = await city.heard(keys);
      expect(lines).toContain(`heading 1 "${measure.title}"`);
      expect(lines).toContain(`StaticText "${outcomeName(language, "verified-people-not-asked")}"`);
      expect(await keys.text("#decisions")).toContain(d("state.kept"));
      expect(await keys.text("#proposals")).toContain(onPaper.title);
      await city.skip(keys);
      await keys.follow(byWeb.title);
      expect(await keys.text("#decisions")).toContain(d("state.kept"));
      const onProposal = await city.heard(keys);
      expect(onProposal).toContain(`StaticText "${outcomeName(language, "verified-people-not-asked")}"`);
      await keys.follow(shellMessages.t(language)("nav.decisions"));
      await city.skip(keys);
      await keys.follow(d("board.title"));
      const board = await city.heard(keys);
      expect(board).toContain(`heading 1 "${d("board.title")}"`);
      // Each promise is a row of its own: what was promised, and beside it that it was kept.
      const rows = keys.page.getByRole("row").filter({ hasText: decided.promise });
      expect(await rows.count()).toBe(2);
      for (const row of await rows.all()) expect(await row.innerText()).toContain(d("state.kept"));
      await keys.close();
    });

    it("done, with a letter at every step", async () => {
      for (const id of [ids.web, ids.paper]) await carryOn(city, "officer", id, "done", reasons.done);
      for (const [to, title] of [
        [AUTHOR, byWeb.title],
        [FOLLOWER, byWeb.title],
        [PAPER_AUTHOR, onPaper.title],
      ] as const) {
        const letters = await city.lettersTo(to);
        const told = (["under-review", "accepted", "planned", "done"] as const).map((state) =>
          letters.filter(({ body }) =>
            body.includes(t("letter.state", { title, state: stateName(language, state) })),
          ),
        );
        expect(
          told.map(({ length }) => length),
          to,
        ).toEqual([1, 1, 1, 1]);
        expect(letters.filter(({ body }) => body.includes(t("letter.stop"))).length).toBeGreaterThanOrEqual(
          5,
        );
      }
      expect(await json(`/proposals/${ids.paper}`)).toMatchObject({ state: "done", channel: "paper" });
    });
  });

  describe("another is declined", () => {
    it("with a reason; its author appeals by the link in the letter", async () => {
      const keys = await city.anyone("/propose");
      await city.skip(keys);
      await keys.write(starts(t("field.title")), refused.title);
      await keys.write(starts(t("field.body")), refused.body);
      await keys.press(t("propose.look"));
      await city.skip(keys);
      await keys.write(starts(t("contact.email")), REFUSED_AUTHOR);
      await keys.press(t("propose.send"));
      await confirm(city, keys, REFUSED_AUTHOR);
      ids.refused = Number(/my-proposal\/(\d+)-/.exec(keys.page.url())?.[1]);
      await keys.close();
      await carryOn(city, "officer", ids.refused, "under-review", reasons.review);
      await carryOn(city, "officer", ids.refused, "declined", reasons.declined);
      const [letter] = await city.lettersTo(REFUSED_AUTHOR);
      expect(letter!.body).toContain(stateName(language, "declined"));
      expect(letter!.body).toContain(reasons.declined);
      const mine = await city.anyone(city.addressIn(letter!.body, "my-proposal"));
      await city.heard(mine);
      await city.skip(mine);
      await mine.write(starts(t("mine.appeal-reason")), reasons.appeal);
      await mine.press(t("mine.appeal-do"));
      expect(await mine.text()).toContain(t("done.appealed"));
      await mine.close();
    });

    it("answered by another official than the one who declined, who cannot", async () => {
      const officer = await city.official("officer", `/staff/proposals/${ids.refused}`);
      const lines = await city.heard(officer);
      expect(lines).toContain(`region "${t("appeal.title")}"`);
      expect(lines).not.toContain(`button "${t("appeal.do")}"`);
      expect(await officer.text("#appeal")).toContain(t("appeal.another-official"));
      await officer.close();
      const elected = await city.official("elected", "/staff/proposals");
      await city.skip(elected);
      await elected.follow(starts(t("number", { id: ids.refused })));
      await city.skip(elected);
      await elected.pick(t("entry.appeal-rejected"), [t("entry.appeal-upheld"), t("entry.appeal-rejected")]);
      await elected.write(starts(t("decide.reason")), reasons.answer);
      await elected.press(t("appeal.do"));
      expect(await elected.text()).toContain(t("done.staff"));
      await elected.close();
      const [letter] = await city.lettersTo(REFUSED_AUTHOR);
      expect(letter!.body).toContain(
        t("letter.appeal-answer", { title: refused.title, state: stateName(language, "declined") }),
      );
      expect(letter!.body).toContain(reasons.answer);
    });
  });

  describe("the log", () => {
    it("holds every act of the way and none of its words, and verifies from outside", async () => {
      const lines = (await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text()).trim().split("\n");
      const entries = lines.map((line) => JSON.parse(line) as { act: string; subject: string });
      const actsOf = (subject: string): string[] =>
        entries.filter((entry) => entry.subject === subject).map(({ act }) => act);
      const carried = ["under-review", "accepted", "became", "planned", "done"].map(
        (act) => `proposal.${act}`,
      );
      for (const id of [ids.web, ids.paper])
        expect(actsOf(`proposal/${id}`)).toEqual(["proposal.received", ...carried]);
      expect(actsOf(`proposal/${ids.refused}`)).toEqual(
        ["received", "under-review", "declined", "appealed", "appeal-rejected"].map(
          (act) => `proposal.${act}`,
        ),
      );
      const { decisions } = await json<DecisionsPage>("/decisions");
      for (const caseNumber of decided.caseNumbers) {
        const { id } = decisions.find((one) => one.caseNumber === caseNumber)!;
        expect(actsOf(`decision/${id}`)).toEqual(["decision.recorded"]);
        const { promises } = await json<DecisionPage>(`/decisions/${id}`);
        expect(promises.flatMap((promise) => actsOf(`promise/${promise.id}`))).toEqual([
          "promise.made",
          "promise.tied",
          "promise.answered",
        ]);
      }
      const judged = ["registered", "approved", "started", "finished", "judged"];
      expect(actsOf(`measure/${measure.slug}`).filter((act) => act.startsWith("measure."))).toEqual(
        judged.map((act) => `measure.${act}`),
      );
      for (const word of [
        AUTHOR,
        FOLLOWER,
        byWeb.name,
        byWeb.title,
        onPaper.paperAt,
        decided.promise,
        reasons.appeal,
      ])
        expect(lines.join("\n"), word).not.toContain(word);
      const verified = await husting("verify-log", city.baseUrl);
      expect(verified.code, verified.stdout + verified.stderr).toBe(0);
    });
  });
}
