import { checkSign, signValue } from "../proposals/index.ts";

/**
 * What a paper is for, by the letter its code begins with: P a new proposal, E "I want this too" for a proposal, Q "why not?" of a
 * decision, R "why not?" of a declined proposal, C a conversation, B a budget, A the slip that leads an author to their proposal.
 */
export const formKinds = {
  P: "propose",
  E: "endorse",
  Q: "ask-decision",
  R: "ask-proposal",
  C: "conversation",
  B: "budget",
  A: "author",
} as const;
type Letter = keyof typeof formKinds;
export type FormKind = (typeof formKinds)[Letter];

export interface FormCode {
  readonly kind: FormKind;
  /** Of the proposal, decision, conversation or budget; 0 for a blank proposal form. */
  readonly number: number;
  /** What proves that an author's slip is ours; empty for the other kinds. */
  readonly proof: string;
}

export type FormCodeFault = "code-missing" | "code-malformed" | "code-mistyped";

/** Signs of an author's proof: sixty bits. */
export const PROOF_SIGNS = 12;
const LETTERS = Object.keys(formKinds) as Letter[];

/**
 * The code on a paper, such as E-0012-K: what it is for, the number in the open so that a desk sees it, and a sign that finds every
 * single slip of the finger.
 */
export function formCode({ kind, number, proof }: FormCode): string {
  const letter = LETTERS.find((one) => formKinds[one] === kind)!;
  const digits = String(number).padStart(4, "0");
  const parts = [letter, digits, ...(proof.match(/.{1,4}/gu) ?? [])];
  return [...parts, checkOf(letter, digits, proof)].join("-");
}

/** A code as it was typed: small letters, spaces and hyphens do not matter, and O, I and L where a digit stands are 0 and 1. */
export function readFormCode(
  typed: string,
): { readonly ok: true; readonly code: FormCode } | { readonly ok: false; readonly fault: FormCodeFault } {
  const plain = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.]/gu, "");
  if (plain === "") return { ok: false, fault: "code-missing" };
  const letter = LETTERS.find((one) => plain.startsWith(one));
  if (letter === undefined) return { ok: false, fault: "code-malformed" };
  const ofProof = letter === "A" ? PROOF_SIGNS : 0;
  const end = plain.length - 1 - ofProof;
  const digits = plain.slice(1, Math.max(1, end)).replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const proof = plain.slice(Math.max(1, end), -1);
  if (!/^\d{4,9}$/.test(digits) || (digits.length > 4 && digits.startsWith("0")))
    return { ok: false, fault: "code-malformed" };
  if ([...proof].some((sign) => signValue(sign) === undefined)) return { ok: false, fault: "code-malformed" };
  if (checkOf(letter, digits, proof) !== plain.at(-1)) return { ok: false, fault: "code-mistyped" };
  return { ok: true, code: { kind: formKinds[letter], number: Number(digits), proof } };
}

function checkOf(letter: Letter, digits: string, proof: string): string {
  return checkSign([
    signValue(letter)!,
    ...[...digits].map(Number),
    ...[...proof].map((sign) => signValue(sign)!),
  ]);
}
