import type { RouteKey } from "../features/people/index.ts";
import { dayPage, readFilter, startPage } from "../features/workday/index.ts";
import { adviceParts } from "./climate-pages.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** Each role's start page, and the inbox of those who look after houses. */
export const workdayPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/staff": async ({ node, person }) =>
    person === null ? undefined : startPage(workdayParts(node), person),
  "GET /:lang/staff/day": async ({ node, person, query, scripts }) =>
    person === null
      ? undefined
      : dayPage({ ...workdayParts(node), script: scripts.day }, person, filterIn(query), {
          done: idNumber(query.get("act") ?? ""),
        }),
};

export const workdayActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/staff/day": async ({ node, language, person, query, scripts }, form) => {
    if (person === null) return undefined;
    const parts = { ...workdayParts(node), script: scripts.day };
    const filter = filterIn(query);
    const back = (done: Readonly<Record<string, string>>): { readonly kind: "go"; readonly to: string } => {
      const { kind, building } = filter;
      const kept = { ...(kind === null ? {} : { kind }), ...(building === null ? {} : { building }) };
      return { kind: "go", to: `/${language}/staff/day?${new URLSearchParams({ ...kept, ...done })}` };
    };
    if (text(form, "do") === "undo") {
      const fault = await node.work.undo(idNumber(text(form, "act")), person);
      if (fault === null) return back({ undone: "yes" });
      return { kind: "again", data: await dayPage(parts, person, filter, { undoFault: fault }) };
    }
    const said = {
      act: text(form, "do"),
      items: form.getAll("item").filter((item) => typeof item === "string"),
      reason: text(form, "reason"),
      until: text(form, "until"),
    };
    const worked = await node.work.carryOut(parts, said, person);
    if (worked.ok) return back({ act: String(worked.actId) });
    return {
      kind: "again",
      data: await dayPage(parts, person, filter, { attempt: { said, fault: worked.fault } }),
    };
  },
};

function filterIn(query: URLSearchParams) {
  return readFilter({ kind: query.get("kind"), building: query.get("building") });
}

/** What a start page and an inbox are made with. */
function workdayParts(node: CityNode) {
  return {
    ...node,
    zone: node.city.zone,
    advice: adviceParts(node),
    comments: node.votes,
  };
}
