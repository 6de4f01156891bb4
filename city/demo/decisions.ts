import { localDate } from "@husting/series";
import {
  answerPromise,
  answerQuestion,
  checkedMark,
  DecisionBook,
  type EasySubject,
  enterOffice,
  promisesOf,
  putEasily,
  QuestionBook,
  type SaidAnswer,
  type SaidDecision,
} from "../features/decisions/index.ts";
import type { Person } from "../features/people/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import { type Language, languages } from "../web/language/index.ts";
import { chanbaDecisions } from "./chanba/decisions.ts";
import { umeaDecisions } from "./umea/decisions.ts";

/** What the simulated bodies of a city decided; days are counted from the day of the demo, past ones negative. */
export interface DemoDecisions {
  readonly language: Language;
  readonly bodies: readonly {
    readonly names: Readonly<Record<Language, string>>;
    readonly office: string;
    readonly from: number;
    /** Its last day, and the slug of what went on with it. */
    readonly ended?: { readonly on: number; readonly successor: string };
    readonly terms: readonly {
      readonly from: number;
      readonly to: number;
      /** Name, party, side, and where they differ from the term's, first and last day. */
      readonly members: readonly (readonly [
        name: string,
        party: string,
        side: "majority" | "opposition" | "neither",
        from?: number,
        to?: number,
      ])[];
    }[];
  }[];
  readonly decisions: readonly DemoDecision[];
}

export interface DemoDecision {
  readonly body: string;
  readonly day: number;
  readonly caseNumber: string;
  /** `free`, `measure:SLUG`, or `proposal`: one of the simulated proposals names this case as what carried it. */
  readonly about: string;
  readonly titles: Readonly<Record<Language, string>>;
  readonly outcome: "accepted" | "declined" | "returned";
  readonly reasons: string;
  readonly cost?: readonly [amount: string, covers: string];
  /** How each side voted; by acclamation where it is not said. */
  readonly votes?: {
    readonly [side in "majority" | "opposition" | "neither"]?: "for" | "against" | "abstained";
  };
  readonly reservations?: string;
  readonly easy?: Readonly<Record<Language, string>>;
  readonly promises?: readonly {
    readonly text: string;
    readonly easy?: Readonly<Record<Language, string>>;
    readonly measurable?: string;
    readonly due: number;
    readonly office: string;
    readonly byVerdict?: true;
    readonly answer?: Pick<SaidAnswer, "state" | "text" | "evidenceKind" | "evidence"> & {
      readonly done?: number;
      readonly said: number;
    };
  }[];
  readonly questions?: readonly {
    readonly day: number;
    readonly text: string;
    readonly answer?: { readonly day: number; readonly text: string };
  }[];
}

const DAY_MS = 86_400_000;

/** Puts what the simulated bodies decided on record, by the same verbs as officers use, once. */
export async function simulateDecisions(node: CityNode): Promise<void> {
  if ((await node.decisions.all()).length > 0) return;
  const demo = node.city.id === "chanba" ? chanbaDecisions : umeaDecisions;
  const officer = await officerOf(node);
  if (officer === undefined) return;
  const day = daysFrom(node);
  await fillRegister(node, demo, day, officer);
  for (const decision of demo.decisions)
    if (decision.about !== "proposal") await decide(node, demo.language, decision, day, officer);
}

/** Puts on record what a simulated body decided about a proposal that is under review; the decision carries it. */
export async function decideOnProposal(
  node: CityNode,
  caseNumber: string,
  proposalId: number,
): Promise<void> {
  const demo = node.city.id === "chanba" ? chanbaDecisions : umeaDecisions;
  const decision = demo.decisions.find((one) => one.caseNumber === caseNumber && one.about === "proposal");
  const officer = await officerOf(node);
  if (decision === undefined || officer === undefined) throw new Error(`no simulated decision ${caseNumber}`);
  const about = `proposal:${proposalId}`;
  await decide(node, demo.language, { ...decision, about }, daysFrom(node), officer);
}

async function officerOf(node: CityNode): Promise<Person | undefined> {
  const email = demoAddress("officer", node.city.id);
  return (await node.signIn.people()).find((person) => person.email === email);
}

function daysFrom(node: CityNode): (offset: number) => string {
  const today = Temporal.PlainDate.from(localDate(node.city.zone, node.nowMs()));
  return (offset) => today.add({ days: offset }).toString();
}

async function fillRegister(
  node: CityNode,
  demo: DemoDecisions,
  day: (offset: number) => string,
  officer: Person,
): Promise<void> {
  const { bodies } = node.decisions;
  for (const { names, office, from } of demo.bodies) {
    const said = { nameSv: names.sv, nameZh: names.zh, nameEn: names.en, office, from: day(from) };
    held(await bodies.create(said, officer));
  }
  const register = (await bodies.register()).bodies;
  for (const { names, terms, ended } of demo.bodies) {
    const body = register.find((one) => one.names.en === names.en)!;
    for (const { from, to, members } of terms) {
      const term = held(await bodies.addTerm(body, { from: day(from), to: day(to) }, officer));
      for (const [name, party, side, first, last] of members) {
        const said = {
          ...{ term: String(term), name, party, side },
          ...{ from: first === undefined ? "" : day(first), to: last === undefined ? "" : day(last) },
        };
        held(await enterOffice(bodies, body, said, officer));
      }
    }
    if (ended !== undefined)
      held(await bodies.dissolve(body, { to: day(ended.on), successor: ended.successor }, officer));
  }
}

async function decide(
  node: CityNode,
  language: Language,
  demo: DemoDecision,
  day: (offset: number) => string,
  officer: Person,
): Promise<void> {
  const atMs = (offset: number): number => node.nowMs() + offset * DAY_MS;
  const parts = (offset: number) => ({ ...node.decisions.parts, nowMs: () => atMs(offset) });
  // A measure that this city's simulation does not have is decided about freely.
  const measure = demo.about.startsWith("measure:")
    ? await node.measures.bySlug(demo.about.slice("measure:".length))
    : undefined;
  const about = measure === undefined && demo.about.startsWith("measure:") ? "free" : demo.about;
  const book = new DecisionBook(parts(demo.day));
  const unvoted: SaidDecision = {
    ...{ body: demo.body, date: day(demo.day), caseNumber: demo.caseNumber },
    about,
    ...{ titleSv: demo.titles.sv, titleZh: demo.titles.zh, titleEn: demo.titles.en },
    ...{ outcome: demo.outcome, reasons: demo.reasons, reservations: demo.reservations ?? "" },
    ...{ cost: demo.cost?.[0] ?? "", covers: demo.cost?.[1] ?? "" },
    ...{ voting: "acclamation", votes: [] },
    promises: (demo.promises ?? []).map(({ text, measurable, due, office, byVerdict }) => ({
      ...{ text, measurable: measurable ?? "", due: day(due), office, officeEmail: "" },
      byVerdict: byVerdict === true && about !== "free",
    })),
  };
  const members = held(await book.understand(unvoted)).members;
  const { votes } = demo;
  const said: SaidDecision =
    votes === undefined
      ? unvoted
      : {
          ...unvoted,
          voting: "recorded",
          votes: members.map(({ id, side }) => [String(id), votes[side] ?? "absent"] as const),
        };
  const id = held(await book.record(said, checkedMark(said), language, officer));
  const promised = await promisesOf(node, [id]);
  const put = async (about: EasySubject, easy: DemoDecision["easy"]): Promise<void> => {
    for (const of of easy === undefined ? [] : languages) {
      const fault = await putEasily(parts(demo.day + 1), about, easy![of], of, officer);
      if (fault !== null) throw new Error(`the demo's easy words were refused: ${fault}`);
    }
  };
  await put({ kind: "decision", id }, demo.easy);
  for (const { text, easy } of demo.promises ?? []) {
    const promise = promised.find((one) => one.text === text);
    if (promise !== undefined) await put({ kind: "promise", id: promise.id }, easy);
  }
  for (const { text, answer } of demo.promises ?? []) {
    const promise = promised.find((one) => one.text === text);
    if (promise === undefined || answer === undefined) continue;
    const { state, text: told, evidenceKind, evidence, done } = answer;
    const form = { state, text: told, evidenceKind, evidence, doneDate: done === undefined ? "" : day(done) };
    const fault = await answerPromise(parts(answer.said), promise, form, day(0), language, officer);
    if (fault !== null) throw new Error(`the demo's promise was not answered: ${fault.field} ${fault.code}`);
  }
  for (const question of demo.questions ?? []) await ask(node, language, id, question, day, parts, officer);
}

async function ask(
  node: CityNode,
  language: Language,
  decisionId: number,
  question: NonNullable<DemoDecision["questions"]>[number],
  day: (offset: number) => string,
  parts: (offset: number) => DecisionBook["parts"],
  officer: Person,
): Promise<void> {
  let code = "";
  const book = new QuestionBook({
    ...parts(question.day),
    secret: node.directory.config.sessionSecret,
    limiter: { admit: () => () => {} },
    ...{ gate: node.moderation.gate, repeats: node.moderation.repeats },
    sendCode: async (_, sent) => {
      code = sent.code;
    },
  });
  const about = { kind: "decision", ref: String(decisionId) } as const;
  const said = { text: question.text, sameAs: "", email: "resident@city.example", wantsAnswer: false };
  const { id: number, key } = held(await book.ask(about, said, language, { address: "", browser: "" }));
  await book.confirm(about, key, code, { dueDate: day(question.day + 30), client: "" });
  const asked = (await book.all()).find(({ id }) => id === number);
  if (asked === undefined || question.answer === undefined) return;
  await answerQuestion(
    parts(question.answer.day),
    asked,
    question.answer.text,
    day(question.answer.day),
    language,
    officer,
  );
}

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: { readonly field: string; readonly code: string } };

function held<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`the demo was refused: ${outcome.fault.field} ${outcome.fault.code}`);
  return outcome.value;
}
