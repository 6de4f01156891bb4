import {
  act,
  answer,
  type CaseAttempt,
  casePage,
  countsCsv,
  countsPage,
  houseRulesPage,
  queuePage,
  readSubject,
  report,
  reportPage,
} from "../features/moderation/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import type { Language } from "../web/language/index.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** House rules, reports, the officials' queue, and the counts of what was done. */
export const moderationPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/house-rules": async ({ node }) => houseRulesPage(node.moderation.house),
  "GET /:lang/moderation": ({ node }) => countsPage({ ...node, zone: node.city.zone }),
  "GET /:lang/report/:subject": ({ node, last }) => reportPage(node.moderation, node.moderation.house, last),
  "GET /:lang/staff/moderation": async ({ node, person }) =>
    person === null ? undefined : queuePage(node.moderation, person),
  "GET /:lang/staff/moderation/:id": async ({ node, last, person }) =>
    person === null ? undefined : casePage(node.moderation, node.moderation.house, idNumber(last), person),
};

export const moderationActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/report/:subject": async ({ node, language, last, client }, form) => {
    const { moderation } = node;
    const subject = readSubject(last);
    const kept = subject && (await moderation.keepers[subject.kind].find(node.civic, subject.ref));
    if (subject === undefined || kept?.isPublic !== true) return undefined;
    const said = { rule: text(form, "rule"), words: text(form, "words"), mark: text(form, "mark") };
    const fault = await report(moderation, moderation.house, subject, kept, said, { client, language });
    if (fault === null) return { kind: "go", to: `/${language}/report/${last}?done=reported` };
    return { kind: "again", data: await reportPage(moderation, moderation.house, last, { said, fault }) };
  },
  "POST /:lang/staff/moderation/:id": async ({ node, language, person, last }, form) => {
    if (person === null) return undefined;
    const { moderation } = node;
    const id = idNumber(last);
    if ((await casePage(moderation, moderation.house, id, person)) === undefined) return undefined;
    const said = {
      act: text(form, "do"),
      rule: text(form, "rule"),
      reason: text(form, "reason"),
      mark: text(form, "mark"),
      passages: text(form, "passages"),
      answer: text(form, "answer"),
    };
    let fault: CaseAttempt["fault"] | null;
    if (said.act === "answer")
      fault = await answer(moderation, idNumber(text(form, "appeal")), { ...said, language }, person);
    else {
      const outcome = await act(moderation, moderation.house, id, { ...said, language }, person);
      fault = outcome.ok ? null : outcome.fault;
    }
    if (fault === null) return { kind: "go", to: `/${language}/staff/moderation?done=decided` };
    const data = await casePage(moderation, moderation.house, id, person, { said, fault });
    return data && { kind: "again", data };
  },
};

/** The counts as a file. */
export async function moderationCsv(node: CityNode, language: Language): Promise<string> {
  return countsCsv(await countsPage({ ...node, zone: node.city.zone }), language);
}
