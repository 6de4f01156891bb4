import { decisionsOfProposal } from "../features/decisions/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import {
  atomFeed,
  CivicDeskIsFull,
  confirmPage,
  deskPage,
  issueCodes,
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
  staffAct,
  staffProposalPage,
  staffProposalsPage,
} from "../features/proposals/index.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import { qrCode } from "../features/votes/index.ts";
import { isLanguage, type Language } from "../web/language/index.ts";
import { idNumber, pageNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Page } from "./pages.ts";

/** Pages of proposals: for everybody, for their authors and for officials. */
export const proposalPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/proposals": ({ node, language, query }) =>
    proposalsPage(node, language, {
      state: query.get("state"),
      search: query.get("search"),
      page: pageNumber(query.get("page")),
    }),
  "GET /:lang/proposals/:id": ({ node, language, last, query }) =>
    proposalPage(partsOf(node), idNumber(last), { language, wanted: query.get("text") }),
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
  "GET /:lang/my-proposal/:key": ({ node, last }) =>
    myProposalPage(node, last, node.proposals.keys.proposalOfAuthor(last)),
  "GET /:lang/proposal-form": async ({ node, language }) => {
    const address = `${node.proposals.baseUrl}/${language}/propose`;
    return { address, qr: qrCode(address), names: node.city.names };
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
    person === null ? undefined : staffProposalPage(partsOf(node), idNumber(last), language, person),
  "GET /:lang/staff/desk": ({ node }) => deskPage(node),
};

export const proposalActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/propose": async ({ node, language, client }, form) => {
    const said = saidProposal(form);
    const contact = { email: text(form, "email"), deskCode: text(form, "deskCode") };
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
    return asked.ok ? goOn(asked, language) : again("send", asked.fault);
  },
  "POST /:lang/proposals/:id": async ({ node, language, last, client }, form) => {
    const id = idNumber(last);
    const which = text(form, "do") === "follow" ? "follow" : "endorse";
    const [email, deskCode] = [text(form, "email"), text(form, "deskCode")];
    const { desk } = node.proposals;
    const asked = await eased(() =>
      which === "follow"
        ? desk.follow(id, email, language, client)
        : desk.endorse(id, { email, deskCode }, language, client),
    );
    if (asked.ok) return goOn(asked, language);
    const attempt = { form: which, email, deskCode, fault: asked.fault } as const;
    const data = await proposalPage(partsOf(node), id, { language, wanted: null }, attempt);
    return data && { kind: "again", data };
  },
  "POST /:lang/confirm/:id": async ({ node, language, last }, form) => {
    const pending = await node.proposals.pending.find(last);
    if (pending === undefined) return undefined;
    const asked = await eased(() => node.proposals.desk.confirm(pending, text(form, "code")));
    return asked.ok ? goOn(asked, language) : { kind: "again", data: confirmPage(pending, asked.fault) };
  },
  "POST /:lang/stop/:key": async ({ node, last }) => {
    await node.proposals.desk.stop(last);
    return { kind: "again", data: { key: last, isStopped: true }, status: 200 };
  },
  "POST /:lang/my-proposal/:key": async ({ node, language, last }, form) => {
    const { desk, keys } = node.proposals;
    const id = keys.proposalOfAuthor(last);
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
      data: await staffProposalPage(partsOf(node), id, language, person, done.attempt),
    };
  },
  "POST /:lang/staff/desk": async ({ node, person }, form) => {
    if (person === null) return undefined;
    const made = await issueCodes(node, idNumber(text(form, "count")), person);
    return made.ok
      ? { kind: "again", data: await deskPage(node, { codes: made.codes, fault: null }), status: 200 }
      : { kind: "again", data: await deskPage(node, { codes: [], fault: made.fault }) };
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

function partsOf(node: CityNode) {
  return {
    ...node,
    proposals: node.proposals.register,
    decidedOf: (id: number) => decisionsOfProposal(node.decisions, id),
    keys: node.proposals.keys,
    baseUrl: node.proposals.baseUrl,
  };
}

/** Where somebody comes to whose wish was taken. */
function goOn(asked: PublicOutcome & { readonly ok: true }, language: Language): ActionOutcome {
  const at = `/${language}`;
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
