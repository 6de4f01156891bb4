import { randomBytes } from "node:crypto";
import {
  type AboutYouPage,
  heardCsv,
  heardPage,
  levelLine,
  nothingOfSelf,
  PROPOSALS,
  participationPage,
  populationPage,
  processPage,
  questionsOf,
  recordOutreach,
  staffProcessPage,
  typeParticipants,
  typeSlips,
  type WithProcess,
} from "../features/heard/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import type { Language } from "../web/language/index.ts";
import { text } from "./fields.ts";
import type { CityNode } from "./node.ts";
import type { Action, Asked, Page } from "./pages.ts";

/** Pages of who was heard: for everybody, for whoever has just taken part, and for officials. */
export const heardPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/heard": ({ node }) => heardPage(node.heard),
  "GET /:lang/heard/:slug": ({ node, last }) => processPage(node.heard, last),
  "GET /:lang/about-you": async ({ node, headers }): Promise<AboutYouPage> => ({
    questions: hasTicket(node, headers) ? await questionsOf(node.heard) : null,
    said: nothingOfSelf,
    fault: null,
  }),
  "GET /:lang/staff/participation": ({ node }) => participationPage(node.heard),
  "GET /:lang/staff/participation/:slug": ({ node, last }) =>
    staffProcessPage(node.heard, last, newFormKey()),
  "GET /:lang/staff/population": ({ node }) => populationPage(node.heard),
};

export const heardActions: Partial<Record<RouteKey, Action>> = {
  "POST /:lang/about-you": async ({ node, language, headers }, form) => {
    const said = { sex: text(form, "sex"), age: text(form, "age"), district: text(form, "district") };
    const questions = await questionsOf(node.heard);
    const districts = new Set(questions.districts.map(({ id }) => id));
    const taken = node.heard.desk.take(ticketOf(headers), said, districts);
    if (taken.ok)
      return { kind: "go", to: `/${language}/heard?done=stated`, cookies: [cookieOf(node, "", 0)] };
    const data: AboutYouPage = {
      questions: taken.fault === "ticket" ? null : questions,
      said,
      fault: taken.fault,
    };
    return { kind: "again", data };
  },
  "POST /:lang/staff/participation": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const said = fieldsOf(form);
    const opened = await node.heard.processes.open(said, person);
    if (opened.ok) return { kind: "go", to: `/${language}/staff/participation/${opened.slug}?done=opened` };
    return { kind: "again", data: await participationPage(node.heard, { said, faults: opened.faults }) };
  },
  "POST /:lang/staff/participation/:slug": async ({ node, language, person, last }, form) => {
    const process = await node.heard.processes.bySlug(last);
    if (process === undefined || person === null) return undefined;
    const said = fieldsOf(form);
    const districts = await node.heard.population.districts();
    const ids = districts.map(({ id }) => id);
    const done = (what: string) =>
      ({ kind: "go", to: `/${language}/staff/participation/${last}?done=${what}` }) as const;
    const again = async (attempt: Parameters<typeof staffProcessPage>[3]) =>
      ({
        kind: "again",
        data: await staffProcessPage(node.heard, last, said.form ?? newFormKey(), attempt),
      }) as const;
    switch (said.do) {
      case "slips": {
        const faults = await typeSlips(node.heard, process, said, ids, person);
        return faults.length === 0 ? done("slips") : again({ slips: { said, faults } });
      }
      case "participants": {
        const faults = await typeParticipants(node.heard, process, said, person);
        return faults.length === 0 ? done("participants") : again({ took: { said, faults } });
      }
      case "outreach": {
        const outreach = {
          ...{ day: said.day ?? "", group: said.group ?? "" },
          ...{ measure: said.measure ?? "", text: said.text ?? "" },
        };
        const faults = await recordOutreach(
          node.heard,
          process,
          outreach,
          { language, cityLanguage: node.city.language, districts },
          person,
        );
        return faults.length === 0 ? done("outreach") : again({ done: { said: outreach, faults } });
      }
      default: {
        const processFaults = await node.heard.processes.change(process, said, person);
        return processFaults.length === 0 ? done("changed") : again({ said, processFaults });
      }
    }
  },
  "POST /:lang/staff/population": async ({ node, language, person }, form) => {
    if (person === null) return undefined;
    const file = form.get("file");
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : undefined;
    const said = {
      ...{ source: text(form, "source"), licence: text(form, "licence"), asOf: text(form, "asOf") },
      ...{ total: text(form, "total"), newDistricts: text(form, "newDistricts") },
    };
    const taken = await node.heard.population.take(bytes, said, person);
    if (taken.ok) return { kind: "go", to: `/${language}/staff/population?done=imported` };
    const { faults, more } = taken;
    return { kind: "again", data: await populationPage(node.heard, { said, faults, more }) };
  },
};

/** Everything told of a process, as a file; undefined where there is no such process. */
export async function heardFile(
  node: CityNode,
  file: string,
  language: Language,
): Promise<string | undefined> {
  const slug = /^(.+)\.csv$/u.exec(file)?.[1];
  const page = slug === undefined ? undefined : await processPage(node.heard, slug);
  return page && heardCsv(page, language);
}

/** What the pages of proposals say of their process, and whether they offer the three questions. */
export async function ofProposals({
  node,
  headers,
  query,
}: Pick<Asked, "node" | "headers" | "query">): Promise<WithProcess> {
  return {
    process: await levelLine(node.heard.processes, PROPOSALS),
    // Only on the page that says it is done: the next to use a shared computer has not done it.
    mayState: JUST_DONE.includes(query.get("done") ?? "") && hasTicket(node, headers),
  };
}

/**
 * Counts that somebody took part by proposals.
 * @param who an address or a code, which is not kept.
 * @returns the cookie that lets them say who they are: its ticket stands in no address, and so in no log of a proxy.
 */
export async function tookPart(node: CityNode, who: string | null): Promise<readonly string[]> {
  const process = await node.heard.processes.idOf(PROPOSALS);
  const ticket = process === undefined ? undefined : node.heard.desk.tookPart(process, who);
  return ticket === undefined ? [] : [cookieOf(node, ticket, TICKET_SECONDS)];
}

/** What a page says is done when somebody has just taken part. */
const JUST_DONE: readonly string[] = ["proposed", "counted", "follows"];

const COOKIE = "husting.heard";
/** So long the browser keeps it. */
const TICKET_SECONDS = 3_600;

function cookieOf(node: CityNode, ticket: string, seconds: number): string {
  const secure = node.directory.config.publicUrl?.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${ticket}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}

function ticketOf(headers: Headers): string {
  const found = (headers.get("cookie") ?? "").split(/;\s*/u).find((one) => one.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) ?? "";
}

function hasTicket(node: CityNode, headers: Headers): boolean {
  return node.heard.desk.tickets.open(ticketOf(headers)) !== undefined;
}

function newFormKey(): string {
  return randomBytes(16).toString("base64url");
}

function fieldsOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.keys()].map((name) => [name, text(form, name)]));
}
