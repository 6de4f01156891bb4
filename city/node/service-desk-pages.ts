import { budgetPage, isBeforeVoting } from "../features/budget-votes/index.ts";
import { decisionPage } from "../features/decisions/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import {
  deskPage,
  enterSlips,
  issueCodes,
  issueSlips,
  myProposalPage,
  type Proposal,
  proposalPage,
} from "../features/proposals/index.ts";
import {
  askable,
  askedOf,
  authorSlipPage,
  type CodePage,
  codeOf,
  deskPlace,
  enterSlipsPage,
  type HelpPage,
  IDLE_MINUTES,
  type Invited,
  invitationPage,
  noticePage,
  type Opening,
  paperQuestionPage,
  posterPage,
  publicPlace,
  type SaidPaperQuestion,
  type ServiceDeskPage,
  slipsPage,
  type WhereParts,
  type WhyFormPage,
  wayTo,
} from "../features/service-desk/index.ts";
import { isLanguage, type Language } from "../web/language/index.ts";
import { decisionPartsOf } from "./decision-pages.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Page } from "./pages.ts";
import { ownProposal, proposalPartsOf } from "./proposal-pages.ts";

/** Papers to print, the desk where they are entered, and help for whoever sits there. */
export const serviceDeskPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/code": async ({ query }): Promise<CodePage> => ({ opening: mistypedIn(query.get("code")) }),
  "GET /:lang/help": async ({ visit, query }): Promise<HelpPage> => ({
    state: visit !== null ? "open" : query.get("done") === "over" ? "over" : "none",
    minutes: IDLE_MINUTES,
  }),
  "GET /:lang/print/proposals/:id": async ({ node, language, last }) => {
    const page = await proposalPage(proposalPartsOf(node), idNumber(last), { language, wanted: null });
    return page && posterPage(page, node.proposals.baseUrl, node.nowMs());
  },
  "GET /:lang/print/decisions/:id": async ({ node, language, last }) => {
    const page = await decisionPage(decisionPartsOf(node), idNumber(last));
    return page && noticePage(page, language, node.proposals.baseUrl);
  },
  "GET /:lang/print/conversations/:slug": async ({ node, last }) => {
    const conversation = await node.conversations.book.find(last);
    if (conversation === undefined || conversation.state === "draft") return undefined;
    const { id, slug, titles, questions, state, access } = conversation;
    const invited: Invited = {
      ...{ kind: "conversation", number: id, path: `/conversations/${slug}`, titles, questions },
      budget: null,
      ...{ standing: state === "open" ? "open" : "over", isForSome: access === "code" },
    };
    return invitationPage(invited, node.proposals.baseUrl);
  },
  "GET /:lang/print/budgets/:id": async ({ node, last }) => {
    const page = await budgetPage(node.budgets, idNumber(last));
    if (page === undefined) return undefined;
    const { id, names, amountMinor, currency, opensAtMs, closesAtMs, state } = page.budget;
    const isSoon = !page.isOpen && (isBeforeVoting(state) || node.nowMs() < opensAtMs);
    const invited: Invited = {
      ...{ kind: "budget", number: id, path: `/budgets/${id}`, titles: names, questions: null },
      budget: { amountMinor, currency, opensAtMs, closesAtMs },
      ...{ standing: page.isOpen ? "open" : isSoon ? "soon" : "over", isForSome: true },
    };
    return invitationPage(invited, node.proposals.baseUrl);
  },
  "GET /:lang/print/why/:about": async ({ node, last }): Promise<WhyFormPage | undefined> => {
    const [asked, subject] = [askedOf(last), await askable(node, last)];
    // A form on which nothing can be asked would be filled in for nothing.
    if (asked === undefined || subject?.canAsk !== true) return undefined;
    const kind = asked.kind === "decision" ? "ask-decision" : "ask-proposal";
    return { titles: subject.titles, way: wayTo(node.proposals.baseUrl, kind, asked.number) };
  },
  "GET /:lang/print/author/:key": async (asked) => {
    const { node, language } = asked;
    const { keys, baseUrl } = node.proposals;
    const id = ownProposal(asked);
    const page = await myProposalPage(node, asked.last, id);
    if (id === undefined || page === undefined) return undefined;
    return authorSlipPage(page.proposal, keys.authorKey(id), keys.authorProof(id), baseUrl, language);
  },
  "GET /:lang/staff/desk": ({ node }) => desk(node),
  "GET /:lang/staff/slips/:id": async ({ node, last }) => {
    const proposal = await node.proposals.register.find(idNumber(last));
    return proposal && slips(node, proposal);
  },
  "GET /:lang/staff/endorsements/:id": async ({ node, last }) => {
    const proposal = await node.proposals.register.find(idNumber(last));
    return proposal && enterSlipsPage(proposal);
  },
  "GET /:lang/staff/questions/:about": ({ node, language, last }) =>
    paperQuestionPage(node, last, { text: "", sameAs: "", paperAt: "", language }),
};

export const serviceDeskActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/code": async (asked, form) => {
    const { node, language, client, visit } = asked;
    const typed = text(form, "code");
    const read = await codeOf(whereParts(node), typed);
    if (!read.ok) {
      // Whoever tries proofs out is held back; whoever mistypes one is not.
      const isProof = read.fault === "code-proof";
      const fault = isProof && !node.proposals.gate.admitsWrongCode(client) ? "code-too-many" : read.fault;
      return { kind: "again", data: { opening: { typed, fault } } satisfies CodePage };
    }
    if (read.code.kind !== "author") return { kind: "go", to: `/${language}${publicPlace(read.code)}` };
    if (visit !== null) visit.proposalId = read.code.number;
    const key = visit === null ? node.proposals.keys.authorKey(read.code.number) : "here";
    return { kind: "go", to: `/${language}/my-proposal/${key}` };
  },
  "POST /:lang/help": async ({ node, language, headers }) => ({
    kind: "go",
    to: `/${language}/help?done=ended`,
    cookies: [await node.helping.finish(headers.get("cookie") ?? undefined)],
    clears: true,
  }),
  "POST /:lang/staff/desk": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    switch (text(form, "do")) {
      case "open": {
        const typed = text(form, "code");
        const read = await codeOf(whereParts(node), typed);
        if (read.ok) return { kind: "go", to: `/${language}${deskPlace(read.code)}` };
        return { kind: "again", data: await desk(node, { typed, fault: read.fault }) };
      }
      case "help": {
        const asked = text(form, "language");
        const cookie = await node.helping.begin(person);
        return { kind: "go", to: `/${isLanguage(asked) ? asked : language}/help`, cookies: [cookie] };
      }
      default: {
        const made = await issueCodes(node, idNumber(text(form, "count")), person);
        const codes = made.ok ? { codes: made.codes, fault: null } : { codes: [], fault: made.fault };
        const data: ServiceDeskPage = { codes: await deskPage(node, codes), opening: null };
        return made.ok ? { kind: "again", data, status: 200 } : { kind: "again", data };
      }
    }
  },
  "POST /:lang/staff/slips/:id": async ({ node, person, last }, form) => {
    const proposal = await node.proposals.register.find(idNumber(last));
    if (person === null || proposal === undefined) return undefined;
    const made = await issueSlips(node, proposal.id, idNumber(text(form, "count")), person);
    return made.ok
      ? { kind: "again", data: slips(node, proposal, { slips: made.codes, fault: null }), status: 200 }
      : { kind: "again", data: slips(node, proposal, { slips: [], fault: made.fault }) };
  },
  "POST /:lang/staff/endorsements/:id": async (
    { node, person, last },
    form,
  ): Promise<ActionOutcome | undefined> => {
    const id = idNumber(last);
    if (person === null) return undefined;
    const typed = text(form, "codes");
    const parts = { ...node, keys: node.proposals.keys, together: node.proposals.together };
    const entered = await enterSlips(parts, id, typed, person);
    const proposal = await node.proposals.register.find(id);
    if (proposal === undefined) return undefined;
    if (!entered.ok)
      return { kind: "again", data: enterSlipsPage(proposal, { typed, answers: [], fault: entered.fault }) };
    // What is to be typed again stands in the field; what is done does not.
    const again = entered.answers.filter(({ outcome }) => outcome === "mistyped" || outcome === "unknown");
    const left = { typed: again.map((one) => one.typed).join("\n"), answers: entered.answers, fault: null };
    return { kind: "again", data: enterSlipsPage(proposal, left), status: 200 };
  },
  "POST /:lang/staff/questions/:about": async ({ node, language, person, last }, form) => {
    const subject = await askable(node, last);
    if (person === null || subject === undefined) return undefined;
    const written = text(form, "language");
    const said: SaidPaperQuestion = {
      text: text(form, "text"),
      sameAs: text(form, "sameAs"),
      paperAt: text(form, "paperAt"),
      language: isLanguage(written) ? written : language,
    };
    if (!subject.canAsk) return { kind: "again", data: await paperQuestionPage(node, last, said) };
    const asked = await node.questions.askAtDesk(subject.subject, said, {
      language: said.language,
      dueDate: subject.dueDate,
      who: `paper ${said.paperAt}`,
      paperAt: said.paperAt,
      by: person,
    });
    if (asked.ok) return { kind: "go", to: `/${language}/staff/questions/${last}?done=entered` };
    return { kind: "again", data: await paperQuestionPage(node, last, said, asked.fault) };
  },
};

/** Where the short address on a paper leads; a code that is wrong leads to where it can be typed. */
export async function paperAddress(node: CityNode, language: Language, typed: string): Promise<string> {
  const read = await codeOf(whereParts(node), typed);
  return read.ok && read.code.kind !== "author"
    ? `/${language}${publicPlace(read.code)}`
    : `/${language}/code?code=${encodeURIComponent(typed.slice(0, 60))}`;
}

function whereParts({ proposals, decisions, budgets, conversations }: CityNode): WhereParts {
  return {
    keys: proposals.keys,
    hasProposal: async (id) => (await proposals.register.find(id)) !== undefined,
    hasDecision: async (id) => (await decisions.find(id)) !== undefined,
    hasBudget: async (id) => (await budgetPage(budgets, id)) !== undefined,
    conversationSlug: async (id) =>
      (await conversations.book.all()).find((one) => one.id === id && one.state !== "draft")?.slug,
  };
}

/** An address that was scanned or typed, and is wrong. */
function mistypedIn(typed: string | null): Opening | null {
  return typed === null ? null : { typed: typed.slice(0, 60), fault: "code-mistyped" };
}

async function desk(node: CityNode, opening: Opening | null = null): Promise<ServiceDeskPage> {
  return { codes: await deskPage(node), opening };
}

function slips(node: CityNode, proposal: Proposal, outcome?: Parameters<typeof slipsPage>[3]) {
  const { code, address } = wayTo(node.proposals.baseUrl, "endorse", proposal.id);
  return slipsPage(proposal, address, code, outcome);
}
