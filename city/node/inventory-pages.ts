import {
  inventoryPage,
  publicBuildingsPage,
  publicFile,
  publicListYears,
  publicWorkbook,
  type SaidText,
  sayOfBuilding,
  sayOfCity,
  staffBuildingPage,
  staffBuildingsPage,
} from "../features/carbon/index.ts";
import { inventoryMessages } from "../features/carbon/inventory/messages.ts";
import { licenceText } from "../features/open-data/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import { formats, type Language } from "../web/language/index.ts";
import { WORKBOOK_TYPE } from "../web/workbook.ts";
import { idNumber, pageNumber } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Page } from "./pages.ts";

/** The inventory's pages, and the forms in which people say what no meter tells. */
export const inventoryPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/inventory": ({ node, query }) =>
    inventoryPage(node, {
      year: yearOf(query),
      kind: query.get("by"),
      page: pageNumber(query.get("page")),
    }),
  "GET /:lang/inventory/public-buildings": ({ node, query }) => publicBuildingsPage(node, askedYear(query)),
  "GET /:lang/staff/buildings": ({ node, query }) => staffBuildingsPage(node, pageNumber(query.get("page"))),
  "GET /:lang/staff/buildings/:slug": ({ node, last }) => staffBuildingPage(node, last),
};

export const inventoryActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/staff/buildings": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = saidIn(form);
    const done = await sayOfCity(node, said, person);
    if (!done.ok)
      return { kind: "again", data: await staffBuildingsPage(node, 1, { said, faults: done.faults }) };
    return { kind: "go", to: `/${language}/staff/buildings?done=said` };
  },
  "POST /:lang/staff/buildings/:slug": async ({ node, language, person, last }, form) => {
    const building = await node.registry.building(last);
    if (building === undefined || person === null) return undefined;
    const said = saidIn(form);
    const done = await sayOfBuilding(node, building, said, person);
    if (!done.ok)
      return { kind: "again", data: await staffBuildingPage(node, last, { said, faults: done.faults }) };
    // What a building is used for decides which limits hold in its rooms.
    await node.recompute();
    return { kind: "go", to: `/${language}/staff/buildings/${last}?done=said` };
  },
};

/** A file of the public buildings' inventory: those in it, those that are not and why, or both as a workbook. */
export async function downloadPublicBuildings(
  node: CityNode,
  which: "listed" | "not-listed" | "workbook",
  query: URLSearchParams,
  language: Language,
): Promise<Response> {
  const asked = askedYear(query);
  const file =
    which === "workbook"
      ? await publicWorkbook(node, asked, language, licenceText(language, node.city.openData))
      : await publicFile(node, which, asked, language);
  if (file === undefined) {
    const { list } = formats(language, node.city.zone);
    const years = list((await publicListYears(node)).map(String));
    const message = inventoryMessages.t(language)("public.no-year", { years });
    return Response.json({ error: { status: 404, code: "no-such-year", message } }, { status: 404 });
  }
  const name = `husting-${node.city.id}-public-buildings${which === "not-listed" ? "-not-listed" : ""}-${file.year}`;
  const isWorkbook = "bytes" in file;
  return new Response(isWorkbook ? file.bytes : file.text, {
    headers: {
      "content-type": isWorkbook ? WORKBOOK_TYPE : "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.${isWorkbook ? "xlsx" : "csv"}"`,
    },
  });
}

function yearOf(query: URLSearchParams): number | null {
  return idNumber(query.get("year") ?? "") || null;
}

/** A year that is asked for; 0, which there never is, where it is no year. */
function askedYear(query: URLSearchParams): number | null {
  const asked = query.get("year") ?? "";
  return asked === "" ? null : idNumber(asked);
}

function saidIn(form: FormData): SaidText {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
