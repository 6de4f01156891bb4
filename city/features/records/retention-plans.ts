/** How a source is known: read in the source itself (V), quoted by another (S), from memory and to be checked (M). */
export type Mark = "V" | "S" | "M";

/** A rule of law or of good order that a period stands on. */
export interface RetentionSource {
  /** Its name is a message, `source.…`. */
  readonly id:
    | "archives-law"
    | "arkivlag-10"
    | "arkivlag-3-10"
    | "gdpr-17"
    | "gdpr-5-1-e"
    | "osl-5"
    | "pipl-19"
    | "pipl-45-47";
  readonly mark: Mark;
}

/** What a period of the rules stands on; each plan says by which of its sources. */
export type Basis = "preserved" | "short-lived" | "needed-no-longer" | "own-wish" | "counted-once";

/** By which sources a city keeps and erases: a record that profiles name by its id. A plan holds once an archive authority has decided it. */
export interface RetentionPlan {
  readonly id: string;
  readonly sources: Readonly<Record<Basis, readonly RetentionSource[]>>;
}

const gdprStorage = {
  id: "gdpr-5-1-e",
  mark: "M",
} as const satisfies RetentionSource;
const gdprErasure = {
  id: "gdpr-17",
  mark: "M",
} as const satisfies RetentionSource;
const piplShortest = {
  id: "pipl-19",
  mark: "S",
} as const satisfies RetentionSource;
const piplErasure = {
  id: "pipl-45-47",
  mark: "S",
} as const satisfies RetentionSource;

export const retentionPlans: readonly RetentionPlan[] = [
  {
    id: "sweden",
    sources: {
      preserved: [
        { id: "arkivlag-3-10", mark: "S" },
        { id: "osl-5", mark: "S" },
      ],
      "short-lived": [
        // RA-FS 2021:6 binds state authorities: a municipality decides its own of the same kind.
        { id: "arkivlag-10", mark: "S" },
        gdprStorage,
      ],
      "needed-no-longer": [gdprStorage],
      "own-wish": [gdprErasure],
      "counted-once": [gdprStorage],
    },
  },
  {
    id: "china",
    sources: {
      preserved: [{ id: "archives-law", mark: "M" }],
      "short-lived": [piplShortest],
      "needed-no-longer": [piplShortest],
      "own-wish": [piplErasure],
      "counted-once": [piplShortest],
    },
  },
];

/** @throws when a profile names a plan that is not there, which its schema refuses. */
export function planOf(id: string): RetentionPlan {
  const plan = retentionPlans.find((one) => one.id === id);
  if (plan === undefined) throw new Error(`no retention plan ${id}`);
  return plan;
}
