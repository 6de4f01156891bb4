import type { Language } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { proposalMessages } from "../messages.ts";
import type { ProposalState } from "../states.ts";
import { stateName } from "../words.ts";

export interface AnyFault {
  readonly code: string;
  readonly field?: string;
  readonly most?: number;
  readonly state?: ProposalState;
}

/** What was wrong with what was sent, and what to do. */
export function faultText(language: Language, { code, most, state }: AnyFault): string {
  const t = proposalMessages.t(language);
  const key = `fault.${code}`;
  return t(proposalMessages.has(key) ? key : "fault.text-missing", {
    most: most ?? 0,
    state: state === undefined ? "" : stateName(language, state),
  });
}

/** The error of one field of a form; undefined where the fault is another's. */
export function errorOf(
  language: Language,
  fault: AnyFault | null | undefined,
  belongs: (fault: AnyFault) => boolean,
): { readonly word: string; readonly text: string } | undefined {
  if (!fault || !belongs(fault)) return undefined;
  return { word: shellMessages.t(language)("notice.error"), text: faultText(language, fault) };
}
