import { sha256, toHex } from "@husting/openness";
import type { Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person, Role } from "../people/index.ts";
import type { OpenedCase } from "./case-book.ts";
import { completeExport, type ExportParts } from "./case-export.ts";
import { caseAddress } from "./case-numbers.ts";
import { type CompleteCase, completeCase, partKey, reviewMark } from "./complete-case.ts";
import { faultOfReason, type ReasonFault } from "./reason.ts";

export type ReviewFault = ReasonFault | "not-read" | "changed-since" | "no-such-part";

/** What an official has before their eyes before a complete case leaves. */
export interface StaffCasePage {
  readonly complete: CompleteCase;
  /** Everything that can be left out by itself. */
  readonly keys: readonly string[];
  readonly leftOut: readonly string[];
  /** Of what is shown: what leaves is this and nothing else. */
  readonly mark: string;
  readonly reason: string;
  readonly fault: ReviewFault | null;
  readonly canAct: boolean;
}

export interface SaidReview {
  readonly leftOut: readonly string[];
  readonly mark: string;
  readonly reason: string;
  readonly read: boolean;
}

/** Whose office it is to review secrecy before something leaves. */
export function mayRelease(role: Role): boolean {
  return role === "officer";
}

/** The case as it would leave, with what is left out left out. */
export async function staffCasePage(
  parts: ExportParts,
  opened: OpenedCase,
  role: Role,
  said: {
    readonly leftOut: readonly string[];
    readonly reason: string;
    readonly fault: ReviewFault | null;
  } = {
    leftOut: [],
    reason: "",
    fault: null,
  },
): Promise<StaffCasePage> {
  const whole = await completeCase(parts, opened, new Set());
  const keys = keysOf(whole);
  const leftOut = said.leftOut.filter((key) => keys.includes(key));
  const complete = leftOut.length === 0 ? whole : await completeCase(parts, opened, new Set(leftOut));
  return {
    ...{ complete, keys, leftOut, mark: reviewMark(complete) },
    ...{ reason: said.reason, fault: said.fault, canAct: mayRelease(role) },
  };
}

/**
 * Hands a complete case out as it was looked at: reviewed, with a reason, and on record with the hash of the very bytes. What was
 * changed since has to be looked at again.
 */
export async function releaseCase(
  parts: ExportParts & { readonly log: ActLog },
  opened: OpenedCase,
  said: SaidReview,
  language: Language,
  by: Person,
): Promise<
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string }
  | { readonly ok: false; readonly fault: ReviewFault }
> {
  const faulty = faultOfReason(said.reason);
  if (faulty !== null) return { ok: false, fault: faulty };
  if (!said.read) return { ok: false, fault: "not-read" };
  const keys = keysOf(await completeCase(parts, opened, new Set()));
  if (said.leftOut.some((key) => !keys.includes(key))) return { ok: false, fault: "no-such-part" };
  const { bytes, mark } = await completeExport(parts, opened, new Set(said.leftOut), language);
  if (mark !== said.mark) return { ok: false, fault: "changed-since" };
  await parts.civic.transaction().execute((transaction) =>
    parts.log.append(transaction, {
      act: "case.released",
      role: by.role,
      personId: by.id,
      subject: `case/${caseAddress(opened)}`,
      facts: {
        case: caseAddress(opened),
        leftOut: said.leftOut.length,
        sha256: toHex(sha256(bytes)),
      },
      secret: { reason: said.reason },
    }),
  );
  return { ok: true, bytes, name: `${parts.city.id}-${caseAddress(opened)}-complete.zip` };
}

function keysOf({ people, documents }: CompleteCase): string[] {
  return [
    ...people.map(({ key }) => key),
    ...documents.flatMap(({ entry, parts, votes }) => [
      ...new Set(parts.filter(({ text }) => text !== null).map(({ name }) => partKey(entry, name))),
      ...(votes.length === 0 ? [] : [partKey(entry, "votes")]),
    ]),
  ];
}
