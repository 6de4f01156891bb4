import type { RouteKey } from "../features/people/index.ts";
import {
  caseFile,
  type ExportParts,
  eraseFor,
  eraseKept,
  findKept,
  keptFile,
  lookUp,
  type MyDataPage,
  noData,
  nothingAsked,
  publicExport,
  readCaseAddress,
  readRequest,
  registerCsv,
  registerPage,
  releaseCase,
  retentionPage,
  type StaffDataPage,
  staffCasePage,
} from "../features/records/index.ts";
import type { Language } from "../web/language/index.ts";
import { pageNumber, text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, ActionOutcome, Asked, Page } from "./pages.ts";

const register: Page = ({ node, query }) =>
  registerPage(partsOf(node), {
    year: query.get("year"),
    search: query.get("search"),
    page: pageNumber(query.get("page")),
  });

/** The register of cases, what is kept how long, and what is kept of one person. */
export const recordPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/cases": register,
  "GET /:lang/cases/:number": async ({ node, last }) => {
    const opened = await openedAt(node, last);
    return opened && caseFile(partsOf(node), opened);
  },
  "GET /:lang/retention": ({ node }) => retentionPage(node.records, node.city.records),
  "GET /:lang/my-data": async () => noData,
  "GET /:lang/staff/cases": register,
  "GET /:lang/staff/cases/:number": async ({ node, last, person }) => {
    const opened = await openedAt(node, last);
    return opened && person ? staffCasePage(partsOf(node), opened, person.role) : undefined;
  },
  "GET /:lang/staff/data": async () => nothingAsked,
};

export const recordActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/my-data": async ({ node, language, client }, form) => {
    const { desk, requests } = node.records;
    const [email, id, code] = [text(form, "email"), text(form, "id"), text(form, "code")];
    const again = (data: Partial<MyDataPage>, status?: 200): ActionOutcome => ({
      kind: "again",
      data: { ...noData, email, id, ...data },
      ...(status === undefined ? {} : { status }),
    });
    const wanted = text(form, "do");
    if (wanted === "" || wanted === "ask") {
      const asked = await desk.ask(email, language, client);
      return asked.ok
        ? again({ stage: "code", id: asked.id }, 200)
        : again({ stage: "ask", fault: asked.fault });
    }
    const opened = desk.open(id, code);
    if (!opened.ok)
      return again(
        opened.fault === "code-spent"
          ? { stage: "ask", fault: opened.fault }
          : { stage: "code", fault: opened.fault },
      );
    const subject = { kind: "address", email: opened.email } as const;
    const shown = { stage: "shown", email: opened.email, code } as const;
    if (wanted === "erase") {
      if (text(form, "sure") !== "yes")
        return again({ ...shown, items: await findKept(requests, subject), fault: "not-sure" });
      const { erased, stays } = await eraseKept(requests, subject, { kind: "person" });
      desk.close(id);
      return again({ stage: "erased", email: opened.email, id: "", erased, items: stays }, 200);
    }
    const items = await findKept(requests, subject);
    if (wanted === "html" || wanted === "json")
      return { kind: "file", ...keptFile(items, wanted, language, node.city.names) };
    return again({ ...shown, items }, 200);
  },
  "POST /:lang/staff/cases/:number": async ({ node, language, last, person }, form) => {
    const opened = await openedAt(node, last);
    if (opened === undefined || person === null) return undefined;
    const parts = partsOf(node);
    const leftOut = form.getAll("leave").filter((key) => typeof key === "string");
    const reason = text(form, "reason");
    if (text(form, "do") !== "release") {
      const data = await staffCasePage(parts, opened, person.role, { leftOut, reason, fault: null });
      return { kind: "again", data, status: 200 };
    }
    const said = { leftOut, mark: text(form, "mark"), reason, read: text(form, "read") === "yes" };
    const released = await releaseCase(parts, opened, said, language, person);
    if (!released.ok) {
      const { fault } = released;
      return {
        kind: "again",
        data: await staffCasePage(parts, opened, person.role, { leftOut, reason, fault }),
      };
    }
    return { kind: "file", bytes: released.bytes, type: "application/zip", name: released.name };
  },
  "POST /:lang/staff/data": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const { requests } = node.records;
    const said = {
      who: text(form, "who"),
      reason: text(form, "reason"),
      isChecked: text(form, "checked") === "yes",
    };
    const again = (data: Partial<StaffDataPage>, status?: 200): ActionOutcome => ({
      kind: "again",
      data: { ...nothingAsked, said, ...data },
      ...(status === undefined ? {} : { status }),
    });
    const request = await readRequest(requests, said);
    if (!request.ok) return again({ fault: request.fault });
    const { subject } = request;
    const wanted = text(form, "do");
    if (wanted === "html" || wanted === "json") {
      const items = await lookUp(requests, subject, said, "personal-data.given-out", person);
      return { kind: "file", ...keptFile(items, wanted, language, node.city.names) };
    }
    if (wanted === "erase") {
      if (text(form, "sure") !== "yes")
        return again({ items: await findKept(requests, subject), fault: "not-sure" });
      const { erased, stays } = await eraseFor(requests, subject, said, person);
      return again({ erased, items: stays }, 200);
    }
    return again({ items: await lookUp(requests, subject, said, "personal-data.searched", person) }, 200);
  },
};

/** The register as a table. */
export function downloadRegister(node: CityNode, year: string | null, language: Language): Promise<string> {
  return registerCsv(partsOf(node), year, language);
}

/** A case as a file for everybody; undefined where there is no such case. */
export async function downloadCase(
  node: CityNode,
  file: string,
  language: Language,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string } | undefined> {
  const address = /^(.{1,20})\.zip$/.exec(file)?.[1] ?? "";
  const opened = await openedAt(node, address);
  if (opened === undefined) return undefined;
  return {
    bytes: await publicExport(partsOf(node), opened, language),
    name: `${node.city.id}-${address}.zip`,
  };
}

async function openedAt({ cases }: Asked["node"], address: string) {
  const number = readCaseAddress(address);
  return number && cases.find(number);
}

function partsOf(node: CityNode): ExportParts & Pick<CityNode, "log"> {
  const { civic, log, cases, measures, verdicts, city, logKey, nowMs, records } = node;
  return { civic, log, cases, measures, verdicts, city, logKey, nowMs, zone: city.zone, tree: records.tree };
}
