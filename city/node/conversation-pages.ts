import {
  checkPaper,
  conversationPage,
  conversationsPage,
  endKeyCookie,
  enterPaper,
  enterPaperPage,
  keyCookie,
  keyIn,
  paperFormPage,
  resultsPage,
  saidPaper,
  staffConversationAct,
  staffConversationPage,
  staffConversationsPage,
} from "../features/conversations/index.ts";
import { decisionsOfConversation } from "../features/decisions/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import { wayTo } from "../features/service-desk/index.ts";
import { TooManyWaiting } from "../stores/group-commit.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

export const conversationPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/conversations": ({ node }) => conversationsPage(node.conversations),
  "GET /:lang/conversations/:slug": ({ node, last, headers, query }) => {
    const wanted = idNumber(query.get("statement") ?? "");
    return conversationPage(partsOf(node), last, keyIn(headers, last), wanted === 0 ? null : wanted);
  },
  "GET /:lang/conversation-results/:slug": ({ node, last }) => resultsPage(partsOf(node), last),
  "GET /:lang/print/conversation-form/:slug": async ({ node, last }) => {
    const [page, conversation] = await Promise.all([
      paperFormPage(node.conversations, last),
      node.conversations.book.find(last),
    ]);
    if (page === undefined || conversation === undefined) return undefined;
    return { ...page, way: wayTo(node.proposals.baseUrl, "conversation", conversation.id) };
  },
  "GET /:lang/staff/conversation-papers/:slug": ({ node, last }) => enterPaperPage(node.conversations, last),
  "GET /:lang/staff/conversations": ({ node }) => staffConversationsPage(node.conversations),
  "GET /:lang/staff/conversations/:slug": ({ node, last }) => staffConversationPage(staffPartsOf(node), last),
};

export const conversationActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/conversations/:slug": async ({ node, language, last, headers, client }, form) => {
    const { book, takingPart } = node.conversations;
    const conversation = (await book.view(last))?.conversation;
    if (conversation === undefined || conversation.state === "draft") return undefined;
    const key = keyIn(headers, last);
    const here = `/${language}/conversations/${last}`;
    const what = text(form, "do");
    if (what === "leave") return { kind: "go", to: `${here}?done=left`, cookies: [endKeyCookie(last)] };
    if (what === "forget") {
      if (key !== undefined && conversation.state === "open") takingPart.forget(conversation, key);
      return { kind: "go", to: `${here}?done=forgotten`, cookies: [endKeyCookie(last)] };
    }
    const formName = what === "write" || what === "enter" ? what : "vote";
    const said = text(form, { write: "statement", enter: "code", vote: "vote" }[formName]);
    const took = await eased(() => {
      if (formName === "enter") return Promise.resolve(takingPart.enter(conversation, said, client));
      return formName === "write"
        ? takingPart.write(last, key, said, language, client)
        : takingPart.vote(last, key, { statement: idNumber(text(form, "statement")), vote: said }, client);
    });
    if (took.ok) {
      const strict = conversation.moderation === "strict";
      const done = { enter: "entered", write: strict ? "waits" : "written", vote: "voted" }[formName];
      const isSecure = node.proposals.baseUrl.startsWith("https:");
      const cookies = took.key === key ? [] : [keyCookie(last, took.key, isSecure)];
      return { kind: "go", to: `${here}?done=${done}#${formName === "write" ? "write" : "vote"}`, cookies };
    }
    const attempt = { form: formName, said, fault: took.fault } as const;
    const data = await conversationPage(
      partsOf(node),
      last,
      key,
      formName === "vote" ? idNumber(text(form, "statement")) : null,
      attempt,
    );
    return data && { kind: "again", data };
  },
  "POST /:lang/staff/conversations": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = Object.fromEntries([...form.keys()].map((name) => [name, text(form, name)]));
    const made = await node.conversations.book.make(said, person);
    if (made.ok)
      return {
        kind: "go",
        to: `/${language}/staff/conversations/${encodeURIComponent(made.slug)}?done=made`,
      };
    return { kind: "again", data: await staffConversationsPage(node.conversations, said, made.fault) };
  },
  "POST /:lang/staff/conversations/:slug": async ({ node, language, last, person }, form) => {
    if (person === null || (await node.conversations.book.find(last)) === undefined) return undefined;
    const said = Object.fromEntries([...form.keys()].map((name) => [name, text(form, name)]));
    const what = text(form, "do");
    const outcome = await staffConversationAct(
      { ...node.conversations, civic: node.civic, log: node.log },
      last,
      what,
      said,
      language,
      person,
    );
    if (!outcome.ok) {
      const attempt = { form: what, said, fault: outcome.fault };
      const data = await staffConversationPage(staffPartsOf(node), last, { attempt });
      return data && { kind: "again", data };
    }
    // Codes are shown once, on the answer itself: kept nowhere, they cannot be led to.
    if (outcome.codes.length > 0) {
      const data = await staffConversationPage(staffPartsOf(node), last, { codes: outcome.codes });
      return data && { kind: "again", data, status: 200 };
    }
    return { kind: "go", to: `/${language}/staff/conversations/${encodeURIComponent(last)}?done=done` };
  },
  "POST /:lang/staff/conversation-papers/:slug": async ({ node, language, last }, form) => {
    const said = saidPaper(Object.fromEntries([...form.keys()].map((name) => [name, text(form, name)])));
    if (text(form, "do") === "enter") {
      const fault = await enterPaper(node.conversations, last, said, text(form, "checked"));
      if (fault === null)
        return {
          kind: "go",
          to: `/${language}/staff/conversation-papers/${encodeURIComponent(last)}?done=entered`,
        };
      const data = await enterPaperPage(node.conversations, last, { said, fault });
      return data && { kind: "again", data };
    }
    const check = await checkPaper(node.conversations, last, said);
    const data = await enterPaperPage(
      node.conversations,
      last,
      check.ok ? { said, checked: check.mark } : { said, fault: check.fault },
    );
    return data && { kind: "again", data, ...(check.ok ? { status: 200 } : {}) };
  },
};

function partsOf(node: CityNode) {
  const decidedOf = (slug: string) => decisionsOfConversation(node.decisions, slug);
  return { ...node.conversations, decidedOf };
}

function staffPartsOf({ conversations, proposals }: CityNode) {
  return { ...conversations, baseUrl: proposals.baseUrl };
}

type Took = Awaited<ReturnType<CityNode["conversations"]["takingPart"]["vote"]>>;

/** Too much waits to be written: whoever came is asked to come again. */
async function eased(work: () => Promise<Took>): Promise<Took> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TooManyWaiting) return { ok: false, fault: { code: "too-often" } };
    throw error;
  }
}
