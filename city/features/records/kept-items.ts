/** What can be kept of a person, and whether it is erased when they ask. Why, and what to do instead, the page says for each. */
const erasable = {
  account: true,
  /** An account with a role is erased once the role is taken back. */
  "official-account": false,
  "waiting-proposal": true,
  author: true,
  "proposal-text": false,
  follower: true,
  "house-follower": true,
  "waiting-following": true,
  endorsement: true,
  "waiting-question": true,
  "question-address": true,
  "question-trace": true,
  "question-text": false,
  "office-address": true,
  "accessibility-report": true,
  "demo-mail": true,
  /** The address stands within a text that is on record. */
  mention: false,
} as const;

export type KeptKind = keyof typeof erasable;
export const KEPT_KINDS = Object.keys(erasable) as KeptKind[];

/** Names of what is told of a thing that is kept. */
export type KeptField =
  | "address"
  | "name"
  | "text"
  | "title"
  | "at"
  | "role"
  | "number"
  | "language"
  | "where"
  | "building";

/** One thing that is kept of a person. */
export interface KeptItem {
  readonly kind: KeptKind;
  /** The case it belongs to, as the city writes its number, and its page. */
  readonly about: { readonly label: string; readonly path: string } | null;
  readonly values: readonly { readonly field: KeptField; readonly value: string }[];
}

export function isErasable({ kind }: Pick<KeptItem, "kind">): boolean {
  return erasable[kind];
}

/** How many things of each kind there are, for the log: counts, and nothing else. */
export function countKinds(items: readonly Pick<KeptItem, "kind">[]): Record<string, number> {
  return Object.fromEntries(
    KEPT_KINDS.map((kind) => [kind, items.filter((item) => item.kind === kind).length] as const).filter(
      ([, count]) => count > 0,
    ),
  );
}
