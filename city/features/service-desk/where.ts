import type { ProposalKeys } from "../proposals/index.ts";
import { type FormCode, type FormCodeFault, readFormCode } from "./form-codes.ts";

export type OpeningFault = FormCodeFault | "code-unknown" | "code-proof" | "code-too-many";

/** What somebody typed, and why it leads nowhere; null before. */
export interface Opening {
  readonly typed: string;
  readonly fault: OpeningFault;
}

export interface WhereParts {
  readonly keys: ProposalKeys;
  readonly hasProposal: (id: number) => Promise<boolean>;
  readonly hasDecision: (id: number) => Promise<boolean>;
}

/** Reads what stands on a paper and looks whether there is such a thing. */
export async function codeOf(
  parts: WhereParts,
  typed: string,
): Promise<
  { readonly ok: true; readonly code: FormCode } | { readonly ok: false; readonly fault: OpeningFault }
> {
  const read = readFormCode(typed);
  if (!read.ok) return read;
  const { kind, number, proof } = read.code;
  if (kind === "propose") return number === 0 ? read : { ok: false, fault: "code-unknown" };
  if (kind === "author" && !parts.keys.isAuthorProof(number, proof))
    return { ok: false, fault: "code-proof" };
  const isKnown = kind === "ask-decision" ? parts.hasDecision(number) : parts.hasProposal(number);
  return (await isKnown) ? read : { ok: false, fault: "code-unknown" };
}

/** The page for everybody that a paper is about, without the language. An author's own page is opened by their key. */
export function publicPlace({ kind, number }: FormCode): string {
  return {
    propose: "/propose",
    endorse: `/proposals/${number}#endorse`,
    "ask-decision": `/decisions/${number}#why`,
    "ask-proposal": `/proposals/${number}#why`,
    author: `/proposals/${number}`,
  }[kind];
}

/** Where a desk enters what came on a paper. */
export function deskPlace({ kind, number }: FormCode): string {
  return {
    propose: "/staff/proposals/paper",
    endorse: `/staff/endorsements/${number}`,
    "ask-decision": `/staff/questions/decisions-${number}`,
    "ask-proposal": `/staff/questions/proposals-${number}`,
    author: `/proposals/${number}`,
  }[kind];
}

/** What a paper form asks "why not?" of, as its address says: decisions-1 or proposals-12. */
export function askedOf(
  said: string,
): { readonly kind: "decision" | "proposal"; readonly number: number } | undefined {
  const found = /^(decision|proposal)s-([1-9]\d{0,8})$/.exec(said);
  return found === null ? undefined : { kind: found[1] as "decision" | "proposal", number: Number(found[2]) };
}
