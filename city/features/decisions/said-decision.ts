import { canonicalJson, type JsonValue, sha256, toHex, utf8 } from "@husting/openness";
import type { Names } from "../buildings/index.ts";
import type { Register } from "./bodies.ts";
import { type Body, type Holder, inOffice, isVote, termOn, type Vote } from "./office.ts";
import { type About, type AboutKind, isDecisionOutcome, MOST, type Outcome } from "./outcome.ts";
import {
  optional,
  type Read,
  readAddress,
  readCaseNumber,
  readDate,
  readLine,
  readMinor,
  readText,
  type TextFault,
} from "./read-text.ts";

/** A promise as its form gives it. */
export interface SaidPromise {
  readonly text: string;
  readonly measurable: string;
  readonly due: string;
  readonly office: string;
  readonly officeEmail: string;
  /** Whether the verdict of the measure answers it, or of the measure that the proposal becomes. */
  readonly byVerdict: boolean;
}

/** A decision as its form gives it, every field as it was written. */
export interface SaidDecision {
  readonly body: string;
  readonly date: string;
  readonly caseNumber: string;
  /** `free`, `measure:SLUG`, `proposal:REF` or `conversation:SLUG`. */
  readonly about: string;
  readonly titleSv: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly outcome: string;
  readonly reasons: string;
  readonly cost: string;
  readonly covers: string;
  readonly voting: string;
  /** By the number of the office, in the order of the form. */
  readonly votes: readonly (readonly [holder: string, vote: string])[];
  readonly reservations: string;
  readonly promises: readonly SaidPromise[];
}

export type DecisionFault =
  | TextFault
  | "date-malformed"
  | "date-in-future"
  | "case-number-malformed"
  | "cost-malformed"
  | "covers-without-cost"
  | "address-malformed"
  | "body-unknown"
  /** The body was in no term on that day, or did not stand. */
  | "no-term"
  | "about-unknown"
  | "outcome-unknown"
  | "voting-unknown"
  | "nobody-in-office"
  | "vote-missing"
  | "vote-unknown"
  | "vote-twice"
  | "voter-not-in-office"
  /** A substitute who does not vote has no vote; absent is a member. */
  | "substitute-absent"
  /** More substitutes voted than members were absent. */
  | "substitutes-without-seat"
  | "due-before-decision"
  | "verdict-without-measure"
  | "promise-of-declined"
  | "too-many-promises"
  /** What would be recorded is not what was looked at. */
  | "not-checked"
  | "already-recorded"
  /** What it is about has moved on meanwhile. */
  | "cannot-follow";

export interface DecisionRefusal {
  readonly field: string;
  readonly code: DecisionFault;
}

export interface NewPromise {
  readonly text: string;
  readonly measurable: string | null;
  readonly dueDate: string;
  readonly office: string;
  readonly officeEmail: string | null;
  readonly byVerdict: boolean;
}

/** A decision, understood. */
export interface NewDecision {
  readonly body: Body;
  readonly date: string;
  readonly caseNumber: string;
  readonly about: About;
  readonly titles: Names;
  readonly outcome: Outcome;
  readonly reasons: string;
  readonly costMinor: number | null;
  readonly covers: string | null;
  readonly voting: "recorded" | "acclamation";
  /** Who was in office on that day, substitutes among them. */
  readonly members: readonly Holder[];
  readonly votes: ReadonlyMap<number, Vote>;
  readonly reservations: string | null;
  readonly promises: readonly NewPromise[];
}

export const MOST_PROMISES = 12;

class Refused extends Error {
  readonly refusal: DecisionRefusal;
  constructor(field: string, code: DecisionFault) {
    super(code);
    this.refusal = { field, code };
  }
}

/** A name for exactly what was written, so that what is recorded is what was looked at. The form has room for more promises than were written: that is nothing. */
export function checkedMark(said: SaidDecision): string {
  const written = { ...said, promises: said.promises.filter((promise) => !isEmpty(promise)) };
  return toHex(sha256(utf8(canonicalJson(written as unknown as JsonValue)))).slice(0, 32);
}

function isEmpty({ text, measurable, due, office, officeEmail, byVerdict }: SaidPromise): boolean {
  return [text, measurable, due, office, officeEmail].every((part) => part.trim() === "") && !byVerdict;
}

/**
 * Reads the form against the register: who may have voted is whoever was in office on that day, and nobody else.
 * @param today the city's day; nothing is decided on a day to come.
 * @param isKnown whether there is such a measure, proposal or conversation.
 */
export function readDecision(
  said: SaidDecision,
  register: Register,
  today: string,
  isKnown: (kind: AboutKind, ref: string) => boolean,
): Read<NewDecision, DecisionRefusal> {
  try {
    return { ok: true, value: understood(said, register, today, isKnown) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.refusal };
    throw error;
  }
}

function understood(
  said: SaidDecision,
  register: Register,
  today: string,
  isKnown: (kind: AboutKind, ref: string) => boolean,
): NewDecision {
  const body = register.bodies.find(({ slug }) => slug === said.body);
  if (body === undefined) throw new Refused("body", "body-unknown");
  const date = taken("date", readDate(said.date));
  if (date > today) throw new Refused("date", "date-in-future");
  if (termOn(body, register.terms, date) === undefined) throw new Refused("date", "no-term");
  const caseNumber = taken("caseNumber", readCaseNumber(said.caseNumber));
  const about = readAbout(said.about, isKnown);
  const first = said.titleEn.trim() || said.titleSv.trim() || said.titleZh.trim();
  const titles = {
    sv: taken("titleSv", readLine(said.titleSv || first)),
    zh: taken("titleZh", readLine(said.titleZh || first)),
    en: taken("titleEn", readLine(said.titleEn || first)),
  };
  if (!isDecisionOutcome(said.outcome)) throw new Refused("outcome", "outcome-unknown");
  const reasons = taken("reasons", readText(said.reasons));
  const costMinor = taken("cost", optional(said.cost, readMinor));
  const covers = taken("covers", optional(said.covers, readText));
  if (covers !== null && costMinor === null) throw new Refused("cost", "covers-without-cost");
  if (said.voting !== "recorded" && said.voting !== "acclamation")
    throw new Refused("voting", "voting-unknown");
  const members = inOffice(body, register.terms, register.holders, date);
  const votes = said.voting === "recorded" ? readVotes(said.votes, members) : new Map<number, Vote>();
  const reservations = taken("reservations", optional(said.reservations, readText));
  const promises = said.promises.flatMap((promise, index) => {
    const read = readPromise(promise, index, date, about.kind === "measure" || about.kind === "proposal");
    return read === null ? [] : [read];
  });
  if (promises.length > MOST_PROMISES) throw new Refused("promises", "too-many-promises");
  if (promises.length > 0 && said.outcome !== "accepted")
    throw new Refused("promise-0-text", "promise-of-declined");
  return {
    ...{ body, date, caseNumber, about, titles, outcome: said.outcome, reasons, costMinor, covers },
    ...{ voting: said.voting, members, votes, reservations, promises },
  };
}

function readAbout(said: string, isKnown: (kind: AboutKind, ref: string) => boolean): About {
  if (said === "free") return { kind: "free", ref: null };
  const about = aboutIn(said);
  if (about === undefined || !isKnown(about.kind, about.ref)) throw new Refused("about", "about-unknown");
  return about;
}

/** What the form's choice names, whether there is such a thing or not. */
export function aboutIn(said: string): { readonly kind: AboutKind; readonly ref: string } | undefined {
  const found = /^(measure|proposal|conversation):(.+)$/u.exec(said);
  return found === null ? undefined : { kind: found[1] as AboutKind, ref: found[2]! };
}

function readVotes(said: SaidDecision["votes"], members: readonly Holder[]): Map<number, Vote> {
  if (!members.some(({ seat }) => seat === "member")) throw new Refused("voting", "nobody-in-office");
  const cast = new Map<number, Vote>();
  for (const [holder, vote] of said) {
    const member = members.find(({ id }) => String(id) === holder);
    if (member === undefined) throw new Refused("votes", "voter-not-in-office");
    if (cast.has(member.id)) throw new Refused(`vote-${member.id}`, "vote-twice");
    if (vote === "") continue;
    if (!isVote(vote)) throw new Refused(`vote-${member.id}`, "vote-unknown");
    if (member.seat === "substitute" && vote === "absent")
      throw new Refused(`vote-${member.id}`, "substitute-absent");
    cast.set(member.id, vote);
  }
  const without = members.find(({ id, seat }) => seat === "member" && !cast.has(id));
  if (without !== undefined) throw new Refused(`vote-${without.id}`, "vote-missing");
  const serving = members.filter(({ id, seat }) => seat === "substitute" && cast.has(id));
  if (serving.length > members.filter(({ id }) => cast.get(id) === "absent").length)
    throw new Refused(`vote-${serving.at(-1)!.id}`, "substitutes-without-seat");
  return cast;
}

/** @returns null where nothing was written. */
function readPromise(
  said: SaidPromise,
  index: number,
  decidedOn: string,
  canBeJudged: boolean,
): NewPromise | null {
  if (isEmpty(said)) return null;
  const { text, measurable, due, office, officeEmail, byVerdict } = said;
  const field = (name: string) => `promise-${index}-${name}`;
  const dueDate = taken(field("due"), readDate(due));
  if (dueDate < decidedOn) throw new Refused(field("due"), "due-before-decision");
  if (byVerdict && !canBeJudged) throw new Refused(field("byVerdict"), "verdict-without-measure");
  return {
    text: taken(field("text"), readText(text, MOST.question)),
    measurable: taken(
      field("measurable"),
      optional(measurable, (said) => readText(said, MOST.question)),
    ),
    dueDate,
    office: taken(field("office"), readLine(office)),
    officeEmail: taken(field("officeEmail"), optional(officeEmail, readAddress)),
    byVerdict,
  };
}

function taken<Value>(field: string, read: Read<Value, DecisionFault>): Value {
  if (!read.ok) throw new Refused(field, read.fault);
  return read.value;
}
