import type { RouteKey } from "../features/people/index.ts";
import { accessibilityPage, staffAccessibilityPage } from "../features/site/index.ts";
import { idNumber, text } from "./fields.ts";
import type { Action, Page } from "./pages.ts";

/** Pages about this site itself. */
export const sitePages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/glossary": async () => ({}),
  "GET /:lang/accessibility": ({ node }) => accessibilityPage(node.faults, node.city),
  "GET /:lang/staff/accessibility": ({ node }) => staffAccessibilityPage(node.faults),
};

export const siteActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/accessibility": async ({ node, language, client }, form) => {
    const said = { page: text(form, "page"), text: text(form, "text"), email: text(form, "email") };
    const fault = await node.faults.report(said, { client, language });
    if (fault !== null)
      return { kind: "again", data: await accessibilityPage(node.faults, node.city, { said, fault }) };
    const done = said.email.trim() === "" ? "reported" : "reported-answer";
    return { kind: "go", to: `/${language}/accessibility?done=${done}` };
  },
  "POST /:lang/staff/accessibility": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const id = idNumber(text(form, "id"));
    const said = {
      outcome: text(form, "outcome"),
      answer: text(form, "answer"),
      publicText: text(form, "publicText"),
    };
    const fault = await node.faults.answer(id, said, person);
    if (fault !== null)
      return { kind: "again", data: await staffAccessibilityPage(node.faults, { id, said, fault }) };
    node.faults.sendDue().catch((error: unknown) => console.error("answers about accessibility wait", error));
    return { kind: "go", to: `/${language}/staff/accessibility?done=answered` };
  },
};
