import { takePlace } from "../features/moderation/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import {
  classActs,
  classPage,
  diplomaPage,
  emptyCodePage,
  experimentPage,
  libraryPage,
  readClassCode,
  type SaidClass,
  sheetPage,
  staffClassesPage,
  staffClassPage,
} from "../features/schools/index.ts";
import { idNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** Codes that one client may try in vain in ten minutes: a whole class sits behind one address. */
const MOST_TRIED = 60;

export const schoolPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/schools": () => libraryPage(),
  "GET /:lang/schools/:slug": ({ node, last }) => experimentPage(node.schools, last),
  "GET /:lang/print/teacher-sheet/:slug": ({ node, last }) => sheetPage(node.schools, last, "teacher"),
  "GET /:lang/print/pupil-sheet/:slug": ({ node, last }) => sheetPage(node.schools, last, "pupils"),
  "GET /:lang/class": async () => emptyCodePage,
  "GET /:lang/class/:code": async ({ node, last, client }) =>
    (await isThere(node, last, client)) === true ? classPage(node.schools, last) : undefined,
  "GET /:lang/print/diploma/:code": async ({ node, last, client }) =>
    (await isThere(node, last, client)) === true ? diplomaPage(node.schools, last) : undefined,
  "GET /:lang/staff/classes": async ({ node, person }) =>
    person === null ? undefined : staffClassesPage(node.schools, person),
  "GET /:lang/staff/classes/:id": async ({ node, person, last }) =>
    person === null ? undefined : staffClassPage(node.schools, person, idNumber(last)),
};

export const schoolActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/class": async ({ node, language, client }, form) => {
    const said = text(form, "code");
    const read = readClassCode(said);
    if (!read.ok) return { kind: "again", data: { said, fault: read.fault } };
    const found = await isThere(node, read.code, client);
    if (found === true) return { kind: "go", to: `/${language}/class/${read.code}` };
    return { kind: "again", data: { said, fault: found === false ? "code-unknown" : "too-often" } };
  },
  "POST /:lang/class/:code": async ({ node, language, last, client }, form) => {
    if ((await isThere(node, last, client)) !== true) return undefined;
    const fault = await node.schools.classes.predict(last, text(form, "band"));
    if (fault === null) return { kind: "go", to: `/${language}/class/${last}?done=counted` };
    const data = await classPage(node.schools, last, fault);
    return data && { kind: "again", data };
  },
  "POST /:lang/staff/classes": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said: SaidClass = {
      building: text(form, "building"),
      name: text(form, "name"),
      experiment: text(form, "experiment"),
      from: text(form, "from"),
      days: text(form, "days"),
      most: text(form, "most"),
      agreed: text(form, "agreed"),
    };
    const made = await node.schools.classes.make(said, person);
    if (made.ok) return { kind: "go", to: `/${language}/staff/classes/${made.id}?done=made` };
    return { kind: "again", data: await staffClassesPage(node.schools, person, said, made.fault) };
  },
  "POST /:lang/staff/classes/:id": async ({ node, language, person, last }, form) => {
    const id = idNumber(last);
    if (person === null || (await staffClassPage(node.schools, person, id)) === undefined) return undefined;
    const act = classActs.find((one) => one === text(form, "do"));
    const done = act !== undefined && (await node.schools.classes.act(id, act, person));
    if (done)
      return {
        kind: "go",
        to: `/${language}/staff/classes${act === "remove" ? "" : `/${id}?done=done`}`,
      };
    const data = await staffClassPage(node.schools, person, id, true);
    // Somebody removed it meanwhile.
    return data === undefined ? { kind: "go", to: `/${language}/staff/classes` } : { kind: "again", data };
  },
};

/**
 * Whether there is a class with a code. Codes tried in vain are counted wherever they are tried, and whoever has tried too many is
 * told nothing more.
 */
async function isThere(
  { schools: { classes, tried } }: CityNode,
  code: string,
  client: string,
): Promise<boolean | "too-often"> {
  const giveBack = takePlace(tried, MOST_TRIED, client);
  if (giveBack === undefined) return "too-often";
  if ((await classes.byCode(code)) === undefined) return false;
  giveBack();
  return true;
}
