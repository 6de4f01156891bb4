import {
  conversationPage,
  conversationsPage,
  endKeyCookie,
  keyCookie,
  keyIn,
  resultsPage,
  staffConversationAct,
  staffConversationPage,
  staffConversationsPage,
} from "../features/conversations/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import { TooManyWaiting } from "../stores/group-commit.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

export const conversationPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/conversations": ({ node }) => conversationsPage(node.conversations),
  "GET /:lang/conversations/:slug": ({ node, last, headers, query }) => {
    const wanted = idNumber(query.get("statement") ?? "");
    return conversationPage(node.conversations, last, keyIn(headers, last), wanted === 0 ? null : wanted);
  },
  "GET /:lang/conversation-results/:slug": ({ node, last }) => resultsPage(node.conversations, last),
  "GET /:lang/staff/conversations": ({ node }) => staffConversationsPage(node.conversations),
  "GET /:lang/staff/conversations/:slug": ({ node, last }) => staffConversationPage(node.conversations, last),
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
      node.conversations,
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
      const data = await staffConversationPage(node.conversations, last, { attempt });
      return data && { kind: "again", data };
    }
    // Codes are shown once, on the answer itself: kept nowhere, they cannot be led to.
    if (outcome.codes.length > 0) {
      const data = await staffConversationPage(node.conversations, last, { codes: outcome.codes });
      return data && { kind: "again", data, status: 200 };
    }
    return { kind: "go", to: `/${language}/staff/conversations/${encodeURIComponent(last)}?done=done` };
  },
};

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
