import type { Names } from "../buildings/index.ts";

/** What can lie in an inbox. */
export const workKinds = ["quality", "advice", "complaint", "moderation"] as const;
export type WorkKind = (typeof workKinds)[number];

export function isWorkKind(text: string | null): text is WorkKind {
  return (workKinds as readonly (string | null)[]).includes(text);
}

/** How soon something wants a person. */
export const urgencies = ["now", "soon", "later"] as const;
export type Urgency = (typeof urgencies)[number];

/** What it is, in the terms of the feature it comes from. */
export type Matter =
  | {
      readonly kind: "quality";
      readonly alarm: "source-silent" | "building-silent" | "questions";
      readonly source: string;
      readonly points: number;
    }
  | {
      readonly kind: "advice";
      readonly code: string;
      readonly confidence: number;
      readonly rooms: number;
    }
  /** `outsideShare`: of the room's occupied hours outside its limits; null where that is not known. */
  | {
      readonly kind: "complaint";
      readonly id: string;
      readonly text: string;
      readonly outsideShare: number | null;
    }
  | {
      readonly kind: "moderation";
      readonly id: number;
      readonly subject: string;
      readonly rule: string;
      readonly reports: number;
    };

/** One thing that wants a person. */
export interface WorkItem {
  /** The same for the same trouble, from day to day. */
  readonly key: string;
  readonly urgency: Urgency;
  readonly matter: Matter;
  readonly building: { readonly slug: string; readonly names: Names } | null;
  readonly room: Names | null;
  /** Since when, as a local day; null where there is none. A sentence of somebody's has only its week. */
  readonly since: string | null;
  /** Where it is worked with. */
  readonly path: string;
  /** How large it is; what was set aside comes back when this has grown. */
  readonly figure: number;
  /** Which of two that are as urgent comes first: the higher. */
  readonly weight: number;
}

/** What can be done with several at once. Nothing of it is for good: each is undone by one press. */
export const workActs = ["aside", "seen", "taken"] as const;
export type WorkAct = (typeof workActs)[number];

export function isWorkAct(text: string): text is WorkAct {
  return (workActs as readonly string[]).includes(text);
}

/** With what an act can be done. A text that was reported may hurt somebody while it waits: it is not set aside. */
export const ACTED_ON: Readonly<Record<WorkAct, readonly WorkKind[]>> = {
  aside: ["quality", "advice", "complaint"],
  seen: ["complaint"],
  taken: ["quality", "advice", "complaint", "moderation"],
};

/** Why something is set aside. */
export const asideReasons = ["ordered", "with-other-work", "season", "known", "others"] as const;
export type AsideReason = (typeof asideReasons)[number];

export function isAsideReason(text: string): text is AsideReason {
  return (asideReasons as readonly string[]).includes(text);
}

/** Longest that something is set aside: what nobody looks at for longer is not set aside but forgotten. */
export const LONGEST_ASIDE_DAYS = 180;
/** What was done can be undone for so long. */
export const UNDO_DAYS = 14;
/** So many at once: as many as stand on a page. */
export const MOST_AT_ONCE = 100;

/**
 * Keys that lead to a part or press a button, with the browser's own modifier: no script, and no letter that Chromium, Edge or
 * Firefox take for themselves with it (d, e and f open the address bar and menus).
 */
export const ACCESS_KEYS = {
  now: "j",
  soon: "k",
  later: "l",
  acts: "b",
  done: "w",
  aside: "a",
  seen: "s",
  taken: "t",
  undo: "u",
} as const;
