import type { ProposalKeys } from "../proposals/index.ts";
import { type FormCode, type FormCodeFault, type FormKind, readFormCode } from "./form-codes.ts";

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
  readonly hasBudget: (id: number) => Promise<boolean>;
  /** Of a conversation that everybody can read; undefined where there is none. */
  readonly conversationSlug: (id: number) => Promise<string | undefined>;
}

/** A code that leads somewhere. */
export interface KnownCode extends FormCode {
  /** What addresses call it: a conversation's slug, the number of everything else. */
  readonly name: string;
}

/** Reads what stands on a paper and looks whether there is such a thing. */
export async function codeOf(
  parts: WhereParts,
  typed: string,
): Promise<
  { readonly ok: true; readonly code: KnownCode } | { readonly ok: false; readonly fault: OpeningFault }
> {
  const read = readFormCode(typed);
  if (!read.ok) return read;
  const { kind, number, proof } = read.code;
  if (kind === "author" && !parts.keys.isAuthorProof(number, proof))
    return { ok: false, fault: "code-proof" };
  const name = await nameOf(parts, kind, number);
  return name === undefined
    ? { ok: false, fault: "code-unknown" }
    : { ok: true, code: { ...read.code, name } };
}

async function nameOf(parts: WhereParts, kind: FormKind, number: number): Promise<string | undefined> {
  const has = (isKnown: boolean): string | undefined => (isKnown ? String(number) : undefined);
  switch (kind) {
    case "propose":
      return has(number === 0);
    case "ask-decision":
      return has(await parts.hasDecision(number));
    case "budget":
      return has(await parts.hasBudget(number));
    case "conversation":
      return parts.conversationSlug(number);
    default:
      return has(await parts.hasProposal(number));
  }
}

/** The page for everybody that a paper is about, without the language. An author's own page is opened by their key. */
export function publicPlace({ kind, name }: KnownCode): string {
  return {
    propose: "/propose",
    endorse: `/proposals/${name}#endorse`,
    "ask-decision": `/decisions/${name}#why`,
    "ask-proposal": `/proposals/${name}#why`,
    conversation: `/conversations/${encodeURIComponent(name)}`,
    budget: `/budgets/${name}`,
    author: `/proposals/${name}`,
  }[kind];
}

/** Where a desk enters what came on a paper. */
export function deskPlace({ kind, name }: KnownCode): string {
  return {
    propose: "/staff/proposals/paper",
    endorse: `/staff/endorsements/${name}`,
    "ask-decision": `/staff/questions/decisions-${name}`,
    "ask-proposal": `/staff/questions/proposals-${name}`,
    conversation: `/staff/conversation-papers/${encodeURIComponent(name)}`,
    budget: `/staff/budget-desk/${name}`,
    author: `/proposals/${name}`,
  }[kind];
}

/** What a paper form asks "why not?" of, as its address says: decisions-1 or proposals-12. */
export function askedOf(
  said: string,
): { readonly kind: "decision" | "proposal"; readonly number: number } | undefined {
  const found = /^(decision|proposal)s-([1-9]\d{0,8})$/.exec(said);
  return found === null ? undefined : { kind: found[1] as "decision" | "proposal", number: Number(found[2]) };
}
