/** Texts that people who are no officials have published. */
export const SUBJECT_KINDS = ["proposal", "name", "appeal", "question", "comment"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/**
 * One of them: the words of a proposal with whatever was written beside them, its author's name, the reason of an appeal, a
 * "why not?" or a comment on a room.
 */
export interface Subject {
  readonly kind: SubjectKind;
  /** What it is called among its kind: a proposal's number for its words and its author's name, else its own. */
  readonly ref: string;
}

/** `proposal-12`: its name in addresses and rows. */
export function subjectName({ kind, ref }: Subject): string {
  return `${kind}-${ref}`;
}

export function readSubject(name: string): Subject | undefined {
  const [, kind, ref] = /^([a-z]+)-([\w-]{1,40})$/.exec(name) ?? [];
  const known = SUBJECT_KINDS.find((one) => one === kind);
  if (known === undefined || ref === undefined) return undefined;
  // All but comments are numbered.
  return known === "comment" || /^[1-9]\d{0,8}$/.test(ref) ? { kind: known, ref } : undefined;
}
