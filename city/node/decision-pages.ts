import {
  answerPromise,
  boardPage,
  bodiesPage,
  bodyPage,
  decisionPage,
  decisionsPage,
  enterOffice,
  eraseName,
  leaveOffice,
  newDecisionPage,
  promisesOf,
  putEasily,
  type SaidDecision,
  type SaidOffice,
  type SaidPromise,
  staffDecisionPage,
  staffPromisePage,
  staffPromisesPage,
} from "../features/decisions/index.ts";
import { type AppealFault, appeal, standingOf } from "../features/moderation/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import { isLanguage } from "../web/language/index.ts";
import { idNumber, pageNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Page } from "./pages.ts";
import { answerWhy, askWhy, awaitedWhy } from "./why-actions.ts";

/** What bodies decided, what was promised and what came of it; "why not?"; and the desks where these are put on record. */
export const decisionPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/decisions": ({ node, query }) =>
    decisionsPage(partsOf(node), query.get("body"), pageNumber(query.get("page"))),
  "GET /:lang/decisions/:id": async (asked) => {
    const id = idNumber(asked.last);
    const ask = await awaitedWhy(asked, { kind: "decision", ref: String(id) });
    return decisionPage(partsOf(asked.node), id, ask);
  },
  "GET /:lang/promises": ({ node, query }) => boardPage(node.decisions, pageNumber(query.get("page"))),
  "GET /:lang/why/:token": async ({ node, last }) => {
    const question = await node.questions.ofStopToken(last);
    return question && stopPage(node, question, last);
  },
  "GET /:lang/staff/bodies": ({ node }) => bodiesPage(node.decisions),
  "GET /:lang/staff/bodies/:slug": ({ node, last }) => bodyPage(node.decisions, last),
  "GET /:lang/staff/decisions": ({ node, query }) =>
    newDecisionPage(partsOf(node), null, null, null, query.get("about")),
  "GET /:lang/staff/decisions/:id": ({ node, last }) => staffDecisionPage(partsOf(node), idNumber(last)),
  "GET /:lang/staff/promises": ({ node }) => staffPromisesPage(node.decisions),
  "GET /:lang/staff/promises/:id": ({ node, last }) => staffPromisePage(node.decisions, idNumber(last)),
};

export const decisionActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/decisions/:id": async (asked, form) => {
    const { node, last } = asked;
    const decision = await node.decisions.find(idNumber(last));
    if (decision === undefined) return undefined;
    const { bodies } = await node.decisions.bodies.register();
    const days = bodies.find(({ id }) => id === decision.bodyId)?.answerDays ?? 0;
    return askWhy(asked, form, {
      about: { kind: "decision", ref: String(decision.id) },
      path: `/decisions/${decision.id}`,
      answerDays: days,
      again: (ask) => decisionPage(partsOf(node), decision.id, ask),
    });
  },
  "POST /:lang/why/:token": async ({ node, language, last, client }, form) => {
    const question = await node.questions.ofStopToken(last);
    if (question === undefined) return undefined;
    if (text(form, "do") === "moderation") {
      const reason = text(form, "reason");
      const subject = { kind: "question", ref: String(question.id) } as const;
      const fault = node.moderation.gate.admits("appeal", client)
        ? await appeal(node.moderation, subject, reason, language)
        : ({ code: "too-many" } as const);
      if (fault === null) return { kind: "go", to: `/${language}/why/${last}?done=moderation` };
      return { kind: "again", data: await stopPage(node, question, last, { reason, fault }) };
    }
    await node.questions.stop(question.id);
    return { kind: "go", to: `/${language}/why/${last}` };
  },
  "POST /:lang/staff/bodies": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidIn(form);
    const made = await node.decisions.bodies.create(said, person);
    if (made.ok) return { kind: "go", to: `/${language}/staff/bodies/${made.value}` };
    return {
      kind: "again",
      data: await bodiesPage(node.decisions, { said, fault: made.fault, form: "create" }),
    };
  },
  "POST /:lang/staff/bodies/:slug": async ({ node, language, person, last }, form) => {
    const { bodies } = node.decisions;
    const body = (await bodies.register()).bodies.find(({ slug }) => slug === last);
    if (body === undefined || person === null) return undefined;
    const said = saidIn(form);
    const what = said.do ?? "";
    const verbs = {
      term: () => bodies.addTerm(body, said, person),
      holder: () => enterOffice(bodies, body, said, person),
      leave: () => leaveOffice(bodies, body, said, person),
      erase: () => eraseName(bodies, body, said, person),
      dissolve: () => bodies.dissolve(body, said, person),
    };
    const done = await verbs[Object.hasOwn(verbs, what) ? (what as keyof typeof verbs) : "term"]();
    if (done.ok) return { kind: "go", to: `/${language}/staff/bodies/${last}?done=${what}` };
    return {
      kind: "again",
      data: await bodyPage(node.decisions, last, { said, fault: done.fault, form: what }),
    };
  },
  "POST /:lang/staff/decisions": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidDecision(form);
    const read = await node.decisions.understand(said);
    if (!read.ok) {
      // The members stand in the form only now that body and day are known: nobody has been asked for votes before.
      const awaitsVotes = read.fault.code === "vote-missing" && said.votes.length === 0;
      const data = await newDecisionPage(partsOf(node), said, awaitsVotes ? null : read.fault);
      return awaitsVotes ? { kind: "again", data, status: 200 } : { kind: "again", data };
    }
    if (text(form, "do") !== "record")
      return {
        kind: "again",
        data: await newDecisionPage(partsOf(node), said, null, read.value),
        status: 200,
      };
    const put = await node.decisions.record(said, text(form, "checked"), language, person);
    if (put.ok) return { kind: "go", to: `/${language}/decisions/${put.value}?done=recorded` };
    return { kind: "again", data: await newDecisionPage(partsOf(node), said, put.fault, read.value) };
  },
  "POST /:lang/staff/decisions/:id": async ({ node, language, person, last }, form) => {
    const decision = await node.decisions.find(idNumber(last));
    if (decision === undefined || person === null) return undefined;
    const done = (word: string): ActionOutcome => ({
      kind: "go",
      to: `/${language}/staff/decisions/${decision.id}?done=${word}`,
    });
    const again = async (attempt: Parameters<typeof staffDecisionPage>[2]): Promise<ActionOutcome> => ({
      kind: "again",
      data: await staffDecisionPage(partsOf(node), decision.id, attempt),
    });
    if (text(form, "do") === "correct") {
      const said = { field: text(form, "field"), text: text(form, "text"), reason: text(form, "reason") };
      const fault = await node.decisions.correct(decision, said, language, person);
      return fault === null ? done("corrected") : again({ correction: { said, fault } });
    }
    if (text(form, "do") === "easy") {
      const [about, written] = [text(form, "about"), text(form, "language")];
      const into = isLanguage(written) ? written : language;
      const said = { about, language: into, body: text(form, "body") };
      // A promise of this decision, or the decision itself.
      const promise = (await promisesOf(node, [decision.id])).find(({ id }) => `promise-${id}` === about);
      const subject =
        promise === undefined
          ? ({ kind: "decision", id: decision.id } as const)
          : ({ kind: "promise", id: promise.id } as const);
      const fault =
        promise === undefined && about !== "decision"
          ? ("points-at-nothing" as const)
          : await putEasily(node, subject, said.body, into, person);
      return fault === null ? done("easy") : again({ easyAttempt: { said, fault } });
    }
    const answered = await answerWhy(
      node,
      { kind: "decision", ref: String(decision.id) },
      form,
      language,
      person,
    );
    return answered.ok ? done(answered.done) : again({ answering: answered.answering });
  },
  "POST /:lang/staff/promises/:id": async ({ node, language, person, last }, form) => {
    const promised = (await promisesOf(node)).find(({ id }) => id === idNumber(last));
    if (promised === undefined || person === null) return undefined;
    const said = {
      state: text(form, "state"),
      doneDate: text(form, "doneDate"),
      text: text(form, "text"),
      evidenceKind: text(form, "evidenceKind"),
      evidence: text(form, "evidence"),
    };
    const { parts, bodies } = node.decisions;
    const fault = await answerPromise(parts, promised, said, bodies.today, language, person);
    if (fault === null) return { kind: "go", to: `/${language}/staff/promises/${promised.id}?done=answered` };
    return { kind: "again", data: await staffPromisePage(node.decisions, promised.id, said, fault) };
  },
};

/** The asker's own page of a question: what was done with it, and the way to end the letters. */
async function stopPage(
  node: CityNode,
  { id, isTold }: { readonly id: number; readonly isTold: boolean },
  token: string,
  attempt: { readonly reason: string; readonly fault: AppealFault } | null = null,
) {
  const { tombstone } = await standingOf(node.civic, { kind: "question", ref: String(id) });
  return { isTold, token, question: id, tombstone, attempt };
}

const partsOf = decisionPartsOf;

export function decisionPartsOf({ decisions, questions, city }: CityNode) {
  return { decisions, questions, currency: city.country === "CN" ? "CNY" : "SEK" };
}

function saidIn(form: FormData): SaidOffice {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()]] : [])),
  );
}

/** The form of a decision; its promises and votes are as many as were written. */
function saidDecision(form: FormData): SaidDecision {
  const promises: SaidPromise[] = [];
  for (let index = 0; form.has(`promise-${index}-text`) && index < 100; index++) {
    const part = (name: string): string => text(form, `promise-${index}-${name}`);
    promises.push({
      ...{ text: part("text"), measurable: part("measurable"), due: part("due"), office: part("office") },
      ...{ officeEmail: part("officeEmail"), byVerdict: part("byVerdict") === "yes" },
    });
  }
  return {
    body: text(form, "body"),
    date: text(form, "date"),
    caseNumber: text(form, "caseNumber"),
    about: text(form, "about"),
    titleSv: text(form, "titleSv"),
    titleZh: text(form, "titleZh"),
    titleEn: text(form, "titleEn"),
    outcome: text(form, "outcome"),
    reasons: text(form, "reasons"),
    cost: text(form, "cost"),
    covers: text(form, "covers"),
    voting: text(form, "voting"),
    votes: [...form].flatMap(([name, value]) => {
      const holder = /^vote-(\d{1,9})$/.exec(name)?.[1];
      return holder === undefined || typeof value !== "string" ? [] : [[holder, value] as const];
    }),
    reservations: text(form, "reservations"),
    promises,
  };
}
