import { expect } from "vitest";
import { decisionMessages } from "../features/decisions/messages.ts";
import { measureMessages } from "../features/measures/messages.ts";
import type { Role } from "../features/people/index.ts";
import { peopleMessages } from "../features/people/messages.ts";
import type { ProposalState } from "../features/proposals/index.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import { stateName } from "../features/proposals/words.ts";
import type { Keyboard } from "./keyboard.ts";
import { starts, type WayCity } from "./whole-way-city.ts";

/** The stations of the whole way, each as people do it by the keyboard. */

const words = (city: WayCity) => proposalMessages.t(city.way.language);

/** Reads the code in the demo's mailbox, as somebody does who tries the demo, and comes back to type it. */
export async function confirmByMailbox(city: WayCity, keys: Keyboard, to: string): Promise<void> {
  const t = words(city);
  await city.skip(keys);
  await keys.follow(t("confirm.mailbox"));
  expect(await keys.text()).toContain(to);
  const { subject } = (await city.lettersTo(to))[0]!;
  const code = await city.codeTo(to);
  await keys.unfold(subject);
  expect(await keys.text()).toContain(t("letter.code", { code }));
  await keys.back();
  await keys.write(starts(t("confirm.code")), code);
  await keys.press(t("confirm.do"));
}

/** Types the code of a letter that has come elsewhere. */
export async function confirm(city: WayCity, keys: Keyboard, to: string): Promise<void> {
  const t = words(city);
  await city.skip(keys);
  await keys.write(starts(t("confirm.code")), await city.codeTo(to));
  await keys.press(t("confirm.do"));
}

/** Endorses a proposal, or follows it, with an address. */
export async function backBy(
  city: WayCity,
  id: number,
  how: "endorse" | "follow",
  email: string,
): Promise<void> {
  const t = words(city);
  const keys = await city.anyone(`/proposals/${id}`);
  // The address is asked for twice on the page: for what, the section before it says.
  await keys.page.goto(city.url(`/proposals/${id}#${how}`));
  await keys.write(starts(t("contact.email")), email);
  await keys.press(t(`${how}.do`));
  await confirm(city, keys, email);
  expect(await keys.text()).toContain(t(how === "endorse" ? "done.endorsed" : "done.follows"));
  await keys.close();
}

/** Takes a proposal on, in the form of the official's page. */
export async function carryOn(
  city: WayCity,
  role: Role,
  id: number,
  to: ProposalState,
  reason: string,
): Promise<void> {
  const { language } = city.way;
  const t = words(city);
  const keys = await city.official(role, `/staff/proposals/${id}`);
  await city.skip(keys);
  const choices = (["under-review", "accepted", "planned", "done", "declined", "merged"] as const).map(
    (state) => stateName(language, state),
  );
  await keys.pick(stateName(language, to), choices);
  await keys.write(starts(t("decide.reason")), reason);
  await keys.press(t("decide.do"));
  expect(await keys.text()).toContain(t("done.staff"));
  await keys.close();
}

/** An elected representative puts on record what the body decided about a proposal: votes, cost, and a promise that the verdict will answer. */
export async function decideAbout(
  city: WayCity,
  title: string,
  caseNumber: string,
  dueDate: string,
): Promise<void> {
  const { language, body, decided } = city.way;
  const t = decisionMessages.t(language);
  const keys = await city.official("elected", "/staff");
  await city.skip(keys);
  await keys.follow(peopleMessages.t(language)("staff.decisions"));
  await city.skip(keys);
  await keys.choose(starts(t("col.body")), body);
  await keys.writeDate(starts(t("decision.date")), city.day(0));
  await keys.write(starts(t("new.caseNumber")), caseNumber);
  await keys.choose(starts(t("decision.about")), t("new.about-proposal", { title }));
  await keys.write(starts(t(language === "sv" ? "new.titleSv" : "new.titleZh")), decided.title);
  const outcomes = (["accepted", "declined", "returned"] as const).map((one) => t(`outcome.${one}`));
  await keys.pick(t("outcome.accepted"), outcomes);
  await keys.write(starts(t("new.reasons")), decided.reasons);
  const { country } = city.node.city;
  await keys.write(starts(t("new.cost", { currency: country === "CN" ? "CNY" : "SEK" })), "1 250 000");
  await keys.pick(t("new.voting-recorded"), [t("new.voting-recorded"), t("new.voting-acclamation")]);
  await keys.write(starts(t("new.promise-text")), decided.promise);
  await keys.writeDate(starts(t("promise.due")), dueDate);
  await keys.write(starts(t("promise.office")), decided.office);
  await keys.tick(starts(t("new.by-verdict")));
  await keys.press(t("new.check"));
  // The members of that day are in the form now; each gets a vote.
  const labels = (await city.heard(keys))
    .split("\n")
    .filter((line) => line.startsWith("combobox"))
    .map((line) => /"(.*?)"/u.exec(line)?.[1] ?? "")
    .filter((label) => /(ledamot|委员)/u.test(label) && !label.startsWith(t("col.body")));
  expect(labels.length).toBeGreaterThanOrEqual(3);
  await city.skip(keys);
  for (const [index, label] of labels.entries())
    await keys.choose(label, t(index === labels.length - 1 ? "vote.against" : "vote.for"));
  await keys.press(starts(t("new.check")));
  expect(await keys.text("#check")).toContain(decided.promise);
  await keys.press(t("new.record"));
  const text = await keys.text();
  expect(text).toContain(t("done.recorded"));
  expect(text).toContain(t("promise.by-verdict-to-come"));
  const lines = await city.heard(keys);
  expect(lines).toContain(`heading 2 "${t("promises.title")}"`);
  expect(lines).toContain(`StaticText "${t("state.open")}"`);
  await keys.close();
}

/** The adviser registers the measure from the proposal's page, with how it will be judged. */
export async function registerMeasure(city: WayCity, proposal: number): Promise<void> {
  const { language, measure, building, carrier, decided } = city.way;
  const t = measureMessages.t(language);
  const keys = await city.official("adviser", `/staff/proposals/${proposal}`);
  await city.skip(keys);
  await keys.follow(words(city)("write.make-measure"));
  await city.skip(keys);
  // The proposal's own words stand there already.
  for (const field of ["new.titleSv", "new.titleZh", "new.titleEn"] as const)
    await keys.write(starts(t(field)), measure.title);
  await keys.choose(starts(t("new.kind")), t("kind.insulation"));
  await keys.choose(starts(t("new.carrier")), city.carrierName(carrier));
  await keys.tick(building.name);
  await keys.write(starts(t("new.owner")), decided.office);
  await keys.write(starts(t("new.expected")), "25");
  await keys.press(t("new.check"));
  expect(await keys.text()).toContain(t("check.ask"));
  await city.heard(keys);
  await city.skip(keys);
  await keys.press(t("new.send"));
  expect(await keys.text()).toContain(t("state.planned"));
  await keys.close();
}

/** Ties a proposal to the measure it became. */
export async function tieToMeasure(city: WayCity, proposal: number): Promise<void> {
  const t = words(city);
  const keys = await city.official("adviser", `/staff/proposals/${proposal}`);
  await city.skip(keys);
  await keys.choose(starts(t("write.measure-which")), city.way.measure.title);
  await keys.press(t("write.measure-do"));
  expect(await keys.text()).toContain(t("done.staff"));
  await keys.close();
}
