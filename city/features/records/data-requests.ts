import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { Person } from "../people/index.ts";
import { readAddress } from "../people/index.ts";
import { readCaseAddress, readCaseNumber } from "./case-numbers.ts";
import type { DataDeskFault } from "./data-desk.ts";
import { keptHtml, keptJson } from "./data-file.ts";
import { type EraseParts, eraseKept } from "./erase-kept.ts";
import { findKept, type Subject } from "./find-kept.ts";
import { countKinds, type KeptItem } from "./kept-items.ts";
import { faultOfReason, type ReasonFault } from "./reason.ts";

/** The page where anybody asks what is kept of them. */
export interface MyDataPage {
  readonly stage: "ask" | "code" | "shown" | "erased";
  readonly email: string;
  readonly id: string;
  readonly code: string;
  readonly items: readonly KeptItem[];
  /** What was erased; empty before. */
  readonly erased: readonly KeptItem[];
  readonly fault: DataDeskFault | "not-sure" | null;
}

export const noData: MyDataPage = {
  stage: "ask",
  email: "",
  id: "",
  code: "",
  items: [],
  erased: [],
  fault: null,
};

export type StaffDataFault =
  | ReasonFault
  | "who-missing"
  | "who-unknown"
  | "identity-not-checked"
  | "not-sure";

/** The same for an official who was asked. */
export interface StaffDataPage {
  readonly said: SaidRequest;
  /** Null before anything was looked for. */
  readonly items: readonly KeptItem[] | null;
  readonly erased: readonly KeptItem[];
  readonly fault: StaffDataFault | null;
}

export interface SaidRequest {
  /** An address, an author's key or the link with it, or a case number. */
  readonly who: string;
  readonly reason: string;
  readonly isChecked: boolean;
}

export const nothingAsked: StaffDataPage = {
  said: { who: "", reason: "", isChecked: false },
  items: null,
  erased: [],
  fault: null,
};

export interface RequestParts extends EraseParts {
  readonly proposalOfAuthor: (key: string) => number | undefined;
}

/** Whom an official means. */
export async function readSubject(parts: RequestParts, who: string): Promise<Subject | undefined> {
  const said = who.trim();
  const email = readAddress(said);
  if (email !== undefined) return { kind: "address", email };
  const written = parts.proposalOfAuthor(said.split(/[?#]/)[0]!.split("/").at(-1) ?? "");
  if (written !== undefined) return { kind: "case", of: "proposal", subject: written };
  const number = readCaseAddress(said) ?? readCaseNumber(said);
  const opened = number && (await parts.cases.find(number));
  if (opened === undefined || opened.kind === "decision") return undefined;
  return { kind: "case", of: opened.kind, subject: opened.subject };
}

/** Reads a request as it has to be before anything is looked for: who, why, and that it is theirs. */
export async function readRequest(
  parts: RequestParts,
  said: SaidRequest,
): Promise<
  { readonly ok: true; readonly subject: Subject } | { readonly ok: false; readonly fault: StaffDataFault }
> {
  if (said.who.trim() === "") return { ok: false, fault: "who-missing" };
  const faulty = faultOfReason(said.reason);
  if (faulty !== null) return { ok: false, fault: faulty };
  if (!said.isChecked) return { ok: false, fault: "identity-not-checked" };
  const subject = await readSubject(parts, said.who);
  return subject === undefined ? { ok: false, fault: "who-unknown" } : { ok: true, subject };
}

/** Looks, for an official; that they looked stands in the log, with why and without of whom. */
export async function lookUp(
  parts: RequestParts,
  subject: Subject,
  said: SaidRequest,
  act: "personal-data.searched" | "personal-data.given-out",
  by: Person,
): Promise<KeptItem[]> {
  const items = await findKept(parts, subject);
  await parts.civic.transaction().execute((transaction) =>
    parts.log.append(transaction, {
      act,
      role: by.role,
      personId: by.id,
      subject: "records",
      facts: countKinds(items),
      secret: { reason: said.reason },
    }),
  );
  return items;
}

/** Erases, for an official. */
export function eraseFor(parts: RequestParts, subject: Subject, said: SaidRequest, by: Person) {
  return eraseKept(parts, subject, {
    kind: "official",
    role: by.role,
    personId: by.id,
    reason: said.reason,
  });
}

/** What is kept as a file. */
export function keptFile(
  items: readonly KeptItem[],
  form: "html" | "json",
  language: Language,
  cityNames: Names,
): { readonly text: string; readonly type: string; readonly name: string } {
  return form === "json"
    ? { text: keptJson(items), type: "application/json; charset=utf-8", name: "husting-my-data.json" }
    : {
        text: keptHtml(items, language, cityNames),
        type: "text/html; charset=utf-8",
        name: "husting-my-data.html",
      };
}
