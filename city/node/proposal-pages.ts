import { type AskForm, decisionsOfProposal, whyOfProposal } from "../features/decisions/index.ts";
import { questionsOf, type WithProcess } from "../features/heard/index.ts";
import {
  appeal as appealModeration,
  mustBeTold,
  pointedOut,
  readSubject,
  type Subject,
} from "../features/moderation/index.ts";
import type { Person, RouteKey } from "../features/people/index.ts";
import {
  type Attempt,
  atomFeed,
  CivicDeskIsFull,
  confirmPage,
  type MyAttempt,
  type MyProposalPage,
  myProposalPage,
  newestItems,
  nothingSaid,
  type ProposePage,
  type PublicOutcome,
  proposalPage,
  proposalsPage,
  proposeForm,
  proposePage,
  readText,
  readWritten,
  type SaidProposal,
  type StaffAttempt,
  type StaffProposalView,
  saidTexts,
  seenVersion,
  staffAct,
  staffProposalPage,
  staffProposalsPage,
  type WholeProposalPage,
} from "../features/proposals/index.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import { formCode, type Visit } from "../features/service-desk/index.ts";
import { qrCode } from "../features/votes/index.ts";
import { isLanguage, type Language } from "../web/language/index.ts";
import { idNumber, pageNumber, text } from "./fields.ts";
import { ofProposals, tookPart } from "./heard-pages.ts";
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Asked, Page } from "./pages.ts";
import { answerWhy, askWhy, awaitedWhy } from "./why-actions.ts";

/** Pages of proposals: for everybody, for their authors and for officials. */
export const proposalPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/proposals": ({ node, language, query }) =>
    proposalsPage(node, language, {
      state: query.get("state"),
      search: query.get("search"),
      page: pageNumber(query.get("page")),
    }),
  "GET /:lang/proposals/:id": async (asked) => {
    const id = idNumber(asked.last);
    const ask = await awaitedWhy(asked, { kind: "proposal", ref: String(id) });
    return shownProposal(asked, id, { wanted: asked.query.get("text") }, null, ask);
  },
  "GET /:lang/propose": async (asked) => {
    const { node, language, query } = asked;
    const building = query.get("building") ?? "";
    const about = building === "" ? "city" : "building";
    const said = { ...nothingSaid, about, building, room: query.get("room") ?? "" };
    return { ...(await proposePage(node, language, said)), ...(await ofProposals(asked)) };
  },
  "GET /:lang/confirm/:id": async ({ node, last }) => {
    const pending = await node.proposals.pending.find(last);
    return pending && confirmPage(pending);
  },
  // Whoever opens the page has not stopped anything yet: scanners of mail open every link.
  "GET /:lang/stop/:key": async ({ last }) => ({ key: last, isStopped: false }),
  "GET /:lang/my-proposal/:key": async (asked) => {
    const page = await myProposalPage(asked.node, asked.last, ownProposal(asked));
    return page && { ...page, ...(await ofProposals(asked)) };
  },
  "GET /:lang/proposal-form": async ({ node, language }) => {
    const address = `${node.proposals.baseUrl}/${language}/propose`;
    const code = formCode({ kind: "propose", number: 0, proof: "" });
    const questions = await questionsOf(node.heard);
    return { address, qr: qrCode(address), names: node.city.names, code, questions };
  },
  "GET /:lang/staff/proposals": ({ node, language, query }) =>
    staffProposalsPage(node, language, query.get("state")),
  "GET /:lang/staff/proposals/paper": async ({ node, language }) => ({
    ...(await proposeForm(node.registry, nothingSaid)),
    paperAt: "",
    email: "",
    language,
  }),
  "GET /:lang/staff/proposals/:id": async ({ node, language, last, person }) =>
    person === null ? undefined : staffView(node, idNumber(last), language, person),
};

export const proposalActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/propose": async (request, form) => {
    const { node, language, client, visit } = request;
    const said = saidProposal(form);
    const contact = {
      email: text(form, "email"),
      deskCode: text(form, "deskCode"),
      helped: visit?.secret ?? null,
    };
    const again = async (
      stage: ProposePage["stage"],
      fault?: ProposePage["fault"],
    ): Promise<ActionOutcome> => ({
      kind: "again",
      data: {
        ...(await proposePage(node, language, said, { stage, contact, ...(fault ? { fault } : {}) })),
        ...(await ofProposals(request)),
      },
      ...(fault ? {} : { status: 200 }),
    });
    if (text(form, "do") !== "send") {
      const read = await node.proposals.desk.check(said);
      return read.ok ? again("send") : again("write", read.fault);
    }
    const read = await node.proposals.desk.check(said);
    if (!read.ok) return again("send", read.fault);
    // Told first; whoever sends the same again has been told.
    if (mustBeTold(saidTexts(said), text(form, "seen"))) return again("send");
    const asked = await eased(() => node.proposals.desk.propose(said, contact, language, client));
    return asked.ok ? goOn(node, asked, language, contact.deskCode, visit) : again("send", asked.fault);
  },
  "POST /:lang/proposals/:id": async (request, form) => {
    const { node, language, last, client, visit } = request;
    const id = idNumber(last);
    if (["ask", "confirm"].includes(text(form, "do"))) return askOfProposal(request, id, form);
    const which = text(form, "do") === "follow" ? "follow" : "endorse";
    const [email, deskCode] = [text(form, "email"), text(form, "deskCode")];
    const { desk } = node.proposals;
    const asked = await eased(() =>
      which === "follow"
        ? desk.follow(id, email, language, client)
        : desk.endorse(id, { email, deskCode, helped: visit?.secret ?? null }, language, client),
    );
    if (asked.ok) return goOn(node, asked, language, deskCode, visit);
    const attempt = { form: which, email, deskCode, fault: asked.fault } as const;
    const data = await shownProposal(request, id, { wanted: null }, attempt);
    return data && { kind: "again", data };
  },
  "POST /:lang/confirm/:id": async ({ node, language, last, client, visit }, form) => {
    const pending = await node.proposals.pending.find(last);
    if (pending === undefined) return undefined;
    const asked = await eased(() => node.proposals.desk.confirm(pending, text(form, "code"), client));
    return asked.ok
      ? goOn(node, asked, language, pending.email, visit)
      : { kind: "again", data: confirmPage(pending, asked.fault) };
  },
  "POST /:lang/stop/:key": async ({ node, last }) => {
    await node.proposals.desk.stop(last);
    return { kind: "again", data: { key: last, isStopped: true }, status: 200 };
  },
  "POST /:lang/my-proposal/:key": async (asked, form) => {
    const { node, language, last, client, visit } = asked;
    const { desk } = node.proposals;
    const id = ownProposal(asked);
    const page = await myProposalPage(node, last, id);
    if (id === undefined || page === undefined) return undefined;
    const here = `/${language}/my-proposal/${last}`;
    const [title, body, reason] = [text(form, "title"), text(form, "body"), text(form, "reason")];
    const again = async (
      attempt: Pick<MyAttempt, "form" | "fault" | "pointed">,
      status?: 200,
    ): Promise<ActionOutcome> => ({
      kind: "again",
      data: await myProposalPage(node, last, id, {
        ...attempt,
        ...{ subject: text(form, "subject"), title, body, reason },
      }),
      ...(status === undefined ? {} : { status }),
    });
    switch (text(form, "do")) {
      case "show":
      case "hide": {
        const isDone = await desk.showName(id, text(form, "do") === "show", client);
        return { kind: "go", to: `${here}?done=${isDone ? "name" : "name-not"}` };
      }
      case "forget":
        if (text(form, "sure") !== "yes")
          return again({ form: "forget", fault: { code: "not-sure" }, pointed: null });
        await desk.forgetAuthor(id);
        return { kind: "go", to: `/${language}/proposals/${id}?done=forgotten` };
      case "appeal": {
        if (page.canAppeal && readText("reason", reason).ok && mustBeTold([reason], text(form, "seen")))
          return again({ form: "appeal", fault: null, pointed: pointedOut([reason]) }, 200);
        const outcome = await desk.appeal(id, reason, language, client);
        if (outcome.ok && visit !== null) visit.counts.appeals++;
        if (outcome.ok) return { kind: "go", to: `${here}?done=appealed` };
        return again({ form: "appeal", fault: outcome.fault, pointed: pointedOut([reason]) });
      }
      case "moderation": {
        const subject = ofProposal(page, text(form, "subject"));
        const fault = !node.moderation.gate.admits("appeal", client)
          ? ({ code: "too-many" } as const)
          : subject === undefined
            ? ({ code: "no-appeal" } as const)
            : await appealModeration(node.moderation, subject, reason, language);
        if (fault === null) return { kind: "go", to: `${here}?done=moderation` };
        return again({ form: "moderation", fault, pointed: null });
      }
      default: {
        if (page.canEdit && readWritten({ title, body }).ok && mustBeTold([title, body], text(form, "seen")))
          return again({ form: "edit", fault: null, pointed: pointedOut([title, body]) }, 200);
        const seen = seenVersion(text(form, "version"));
        const fault = await desk.edit(id, { title, body, seen }, client);
        if (fault === null) return { kind: "go", to: `${here}?done=edited` };
        return again({ form: "edit", fault, pointed: pointedOut([title, body]) });
      }
    }
  },
  "POST /:lang/staff/proposals/paper": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidProposal(form);
    const asked = text(form, "language");
    const paper = {
      paperAt: text(form, "paperAt"),
      email: text(form, "email"),
      language: isLanguage(asked) ? asked : language,
    };
    const entered =
      text(form, "do") === "rooms" ? undefined : await node.proposals.desk.enterPaper(said, paper, person);
    if (entered?.ok && entered.kind === "proposed") await tookPart(node, null);
    if (entered?.ok && entered.kind === "proposed")
      return { kind: "go", to: `/${language}/staff/proposals/${entered.proposalId}?done=entered` };
    const fault = entered === undefined || entered.ok ? null : entered.fault;
    const data = { ...(await proposeForm(node.registry, said, fault)), ...paper };
    return fault === null ? { kind: "again", data, status: 200 } : { kind: "again", data };
  },
  "POST /:lang/staff/proposals/:id": async ({ node, language, last, person }, form) => {
    const id = idNumber(last);
    if (person === null || (await node.proposals.register.find(id)) === undefined) return undefined;
    const fields = Object.fromEntries([...form.keys()].map((name) => [name, text(form, name)]));
    if (["answer", "withhold"].includes(text(form, "do"))) {
      // As of decisions: an officer or an elected representative.
      if (person.role !== "officer" && person.role !== "elected") return undefined;
      const answered = await answerWhy(node, { kind: "proposal", ref: String(id) }, form, language, person);
      return answered.ok
        ? { kind: "go", to: `/${language}/staff/proposals/${id}?done=${answered.done}` }
        : { kind: "again", data: await staffView(node, id, language, person, null, answered.answering) };
    }
    const into = text(form, "language");
    const done = await staffAct(
      { ...node, proposals: node.proposals.register },
      id,
      { form: text(form, "do"), fields, language, into: isLanguage(into) ? into : language },
      person,
    );
    if (done.ok) return { kind: "go", to: `/${language}/staff/proposals/${id}?done=done` };
    return {
      kind: "again",
      data: await staffView(node, id, language, person, done.attempt),
    };
  },
};

/** A text of a proposal by its name; undefined where it is another's, whatever key is at hand. */
function ofProposal({ proposal, moderation }: MyProposalPage, name: string): Subject | undefined {
  const subject = readSubject(name);
  if (subject?.kind === "proposal" || subject?.kind === "name")
    return subject.ref === String(proposal.id) ? subject : undefined;
  return subject?.kind === "appeal" && Object.hasOwn(moderation.appeals, subject.ref) ? subject : undefined;
}

/** The feed of one proposal, or of all; undefined where there is no such proposal. */
export async function proposalFeed(
  node: CityNode,
  language: Language,
  asked: string | null,
): Promise<string | undefined> {
  const context = {
    language,
    cityNames: node.city.names,
    baseUrl: node.proposals.baseUrl,
    nowMs: node.nowMs(),
  };
  const t = proposalMessages.t(language);
  if (asked === null) {
    const items = await newestItems(node, language, null);
    return atomFeed(context, `/feeds/${language}/proposals.atom`, t("list.title"), items);
  }
  const id = idNumber(asked);
  if ((await node.proposals.register.find(id)) === undefined) return undefined;
  const items = await newestItems(node, language, id);
  return atomFeed(context, `/feeds/${language}/proposals/${id}.atom`, items[0]?.title ?? `#${id}`, items);
}

/** The proposal whose author comes: by their key, or as the visitor who sits at a desk and has made or opened it there. */
export function ownProposal({
  node,
  last,
  visit,
}: Pick<Asked, "node" | "last" | "visit">): number | undefined {
  if (last === HERE) return visit?.proposalId ?? undefined;
  return node.proposals.keys.proposalOfAuthor(last);
}

/** Stands where an author's key does, while somebody is helped: no key stays in the browser's history. */
export const HERE = "here";

async function shownProposal(
  asked: Pick<Asked, "node" | "language" | "headers" | "query">,
  id: number,
  reader: { readonly wanted: string | null },
  attempt: Attempt | null = null,
  ask: AskForm | null = null,
): Promise<(WholeProposalPage & WithProcess) | undefined> {
  const { node, language } = asked;
  const page = await proposalPage(partsOf(node), id, { language, ...reader }, attempt);
  return page && { ...page, why: await whyOfProposal(node, String(id), ask), ...(await ofProposals(asked)) };
}

/** "Why not?" of a proposal that was declined. */
async function askOfProposal(
  asked: Asked & { readonly client: string },
  id: number,
  form: FormData,
): Promise<ActionOutcome | undefined> {
  const why = await whyOfProposal(asked.node, String(id));
  if (why?.canAsk !== true) return undefined;
  return askWhy(asked, form, {
    about: { kind: "proposal", ref: String(id) },
    path: why.path,
    answerDays: why.answerDays,
    again: (ask) => shownProposal(asked, id, { wanted: null }, null, ask),
  });
}

async function staffView(
  node: CityNode,
  id: number,
  language: Language,
  person: Person,
  attempt: StaffAttempt | null = null,
  answering: StaffProposalView["answering"] = null,
): Promise<StaffProposalView | undefined> {
  const page = await staffProposalPage(partsOf(node), id, language, person, attempt);
  return page && { ...page, why: await whyOfProposal(node, String(id)), answering };
}

const partsOf = proposalPartsOf;

export function proposalPartsOf(node: CityNode) {
  return {
    ...node,
    proposals: node.proposals.register,
    decidedOf: (id: number) => decisionsOfProposal(node.decisions, id),
    keys: node.proposals.keys,
    baseUrl: node.proposals.baseUrl,
  };
}

/**
 * Where somebody comes to whose wish was taken; who took part may say who they are there, save on a desk's computer, where
 * there are slips for it.
 * @param who an address or a code, which is not kept.
 */
async function goOn(
  node: CityNode,
  asked: PublicOutcome & { readonly ok: true },
  language: Language,
  who: string,
  visit: Visit | null,
): Promise<ActionOutcome> {
  const at = `/${language}`;
  const isNew = asked.kind !== "confirm" && (asked.kind !== "endorsed" || asked.endorsed === "counted");
  const cookies = isNew ? await tookPart(node, visit === null ? who : null) : [];
  if (visit !== null) {
    if (asked.kind === "endorsed" && asked.endorsed === "counted") visit.counts.endorsed++;
    if (asked.kind === "proposed") {
      visit.counts.proposals++;
      visit.proposalId = asked.proposalId;
      return { kind: "go", to: `${at}/my-proposal/${HERE}?done=proposed` };
    }
  }
  switch (asked.kind) {
    case "confirm":
      return { kind: "go", to: `${at}/confirm/${asked.id}`, cookies };
    case "proposed":
      return { kind: "go", to: `${at}/my-proposal/${asked.authorKey}?done=proposed`, cookies };
    case "endorsed":
      return { kind: "go", to: `${at}/proposals/${asked.proposalId}?done=${asked.endorsed}`, cookies };
    case "follows":
      return { kind: "go", to: `${at}/proposals/${asked.proposalId}?done=follows`, cookies };
  }
}

/** Too much waits to be written: whoever came is asked to come again, and keeps what they wrote. */
async function eased(work: () => Promise<PublicOutcome>): Promise<PublicOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CivicDeskIsFull) return { ok: false, fault: { code: "too-many" } };
    throw error;
  }
}

function saidProposal(form: FormData): SaidProposal {
  return {
    title: text(form, "title"),
    body: text(form, "body"),
    about: text(form, "about"),
    building: text(form, "building"),
    room: text(form, "room"),
    street: text(form, "street"),
    name: text(form, "name"),
    showName: text(form, "showName") === "yes",
  };
}
