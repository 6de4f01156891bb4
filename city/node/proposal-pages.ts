import { type AskForm, whyOfProposal } from "../features/decisions/index.ts";
import type { Person, RouteKey } from "../features/people/index.ts";
import {
  type Attempt,
  atomFeed,
  CivicDeskIsFull,
  confirmPage,
  myProposalPage,
  newestItems,
  nothingSaid,
  type ProposePage,
  type PublicOutcome,
  proposalPage,
  proposalsPage,
  proposeForm,
  proposePage,
  type SaidProposal,
  type StaffAttempt,
  type StaffProposalView,
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
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Asked, Page } from "./pages.ts";
import { answerWhy, askWhy } from "./why-actions.ts";

/** Pages of proposals: for everybody, for their authors and for officials. */
export const proposalPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/proposals": ({ node, language, query }) =>
    proposalsPage(node, language, {
      state: query.get("state"),
      search: query.get("search"),
      page: pageNumber(query.get("page")),
    }),
  "GET /:lang/proposals/:id": ({ node, language, last, query }) =>
    shownProposal(node, idNumber(last), { language, wanted: query.get("text") }),
  "GET /:lang/propose": ({ node, language, query }) => {
    const building = query.get("building") ?? "";
    const about = building === "" ? "city" : "building";
    return proposePage(node, language, { ...nothingSaid, about, building, room: query.get("room") ?? "" });
  },
  "GET /:lang/confirm/:id": async ({ node, last }) => {
    const pending = await node.proposals.pending.find(last);
    return pending && confirmPage(pending);
  },
  // Whoever opens the page has not stopped anything yet: scanners of mail open every link.
  "GET /:lang/stop/:key": async ({ last }) => ({ key: last, isStopped: false }),
  "GET /:lang/my-proposal/:key": (asked) => myProposalPage(asked.node, asked.last, ownProposal(asked)),
  "GET /:lang/proposal-form": async ({ node, language }) => {
    const address = `${node.proposals.baseUrl}/${language}/propose`;
    const code = formCode({ kind: "propose", number: 0, proof: "" });
    return { address, qr: qrCode(address), names: node.city.names, code };
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
  "POST /:lang/propose": async ({ node, language, client, visit }, form) => {
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
      data: await proposePage(node, language, said, { stage, contact, ...(fault ? { fault } : {}) }),
      ...(fault ? {} : { status: 200 }),
    });
    if (text(form, "do") !== "send") {
      const read = await node.proposals.desk.check(said);
      return read.ok ? again("send") : again("write", read.fault);
    }
    const asked = await eased(() => node.proposals.desk.propose(said, contact, language, client));
    return asked.ok ? goOn(asked, language, visit) : again("send", asked.fault);
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
    if (asked.ok) return goOn(asked, language, visit);
    const attempt = { form: which, email, deskCode, fault: asked.fault } as const;
    const data = await shownProposal(node, id, { language, wanted: null }, attempt);
    return data && { kind: "again", data };
  },
  "POST /:lang/confirm/:id": async ({ node, language, last, visit }, form) => {
    const pending = await node.proposals.pending.find(last);
    if (pending === undefined) return undefined;
    const asked = await eased(() => node.proposals.desk.confirm(pending, text(form, "code")));
    return asked.ok
      ? goOn(asked, language, visit)
      : { kind: "again", data: confirmPage(pending, asked.fault) };
  },
  "POST /:lang/stop/:key": async ({ node, last }) => {
    await node.proposals.desk.stop(last);
    return { kind: "again", data: { key: last, isStopped: true }, status: 200 };
  },
  "POST /:lang/my-proposal/:key": async (asked, form) => {
    const { node, language, last, visit } = asked;
    const { desk } = node.proposals;
    const id = ownProposal(asked);
    const page = await myProposalPage(node, last, id);
    if (id === undefined || page === undefined) return undefined;
    const here = `/${language}/my-proposal/${last}`;
    const [title, body, reason] = [text(form, "title"), text(form, "body"), text(form, "reason")];
    switch (text(form, "do")) {
      case "show":
      case "hide":
        await desk.showName(id, text(form, "do") === "show");
        return { kind: "go", to: `${here}?done=name` };
      case "forget":
        if (text(form, "sure") !== "yes") return { kind: "go", to: `${here}#forget` };
        await desk.forgetAuthor(id);
        return { kind: "go", to: `/${language}/proposals/${id}?done=forgotten` };
      case "appeal": {
        const outcome = await desk.appeal(id, reason, language);
        if (outcome.ok && visit !== null) visit.counts.appeals++;
        if (outcome.ok) return { kind: "go", to: `${here}?done=appealed` };
        const attempt = { form: "appeal", title, body, reason, fault: outcome.fault } as const;
        return { kind: "again", data: await myProposalPage(node, last, id, attempt) };
      }
      default: {
        const fault = await desk.edit(id, { title, body });
        if (fault === null) return { kind: "go", to: `${here}?done=edited` };
        const attempt = { form: "edit", title, body, reason, fault } as const;
        return { kind: "again", data: await myProposalPage(node, last, id, attempt) };
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
  node: CityNode,
  id: number,
  reader: { readonly language: Language; readonly wanted: string | null },
  attempt: Attempt | null = null,
  ask: AskForm | null = null,
): Promise<WholeProposalPage | undefined> {
  const page = await proposalPage(partsOf(node), id, reader, attempt);
  return page && { ...page, why: await whyOfProposal(node, String(id), ask) };
}

/** "Why not?" of a proposal that was declined. */
async function askOfProposal(
  asked: Asked & { readonly client: string },
  id: number,
  form: FormData,
): Promise<ActionOutcome | undefined> {
  const { node, language } = asked;
  const why = await whyOfProposal(node, String(id));
  if (why?.canAsk !== true) return undefined;
  return askWhy(asked, form, {
    about: { kind: "proposal", ref: String(id) },
    path: why.path,
    answerDays: why.answerDays,
    again: (ask) => shownProposal(node, id, { language, wanted: null }, null, ask),
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
    keys: node.proposals.keys,
    baseUrl: node.proposals.baseUrl,
  };
}

/** Where somebody comes to whose wish was taken. */
function goOn(
  asked: PublicOutcome & { readonly ok: true },
  language: Language,
  visit: Visit | null,
): ActionOutcome {
  const at = `/${language}`;
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
      return { kind: "go", to: `${at}/confirm/${asked.id}` };
    case "proposed":
      return { kind: "go", to: `${at}/my-proposal/${asked.authorKey}?done=proposed` };
    case "endorsed":
      return { kind: "go", to: `${at}/proposals/${asked.proposalId}?done=${asked.endorsed}` };
    case "follows":
      return { kind: "go", to: `${at}/proposals/${asked.proposalId}?done=follows` };
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
