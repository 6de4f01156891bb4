/** How a source is known: read in the source itself (V), quoted by another (S), from memory and to be checked (M). */
export type Mark = "V" | "S" | "M";

/** A rule of law or of good order that a period stands on. */
export interface RetentionSource {
  readonly id: string;
  /** As the source is called where it is from. */
  readonly title: string;
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
  title: "Regulation (EU) 2016/679, Article 5(1)(e)",
  mark: "M",
} as const satisfies RetentionSource;
const gdprErasure = {
  id: "gdpr-17",
  title: "Regulation (EU) 2016/679, Articles 15 and 17; Article 17(3)(b) and (d)",
  mark: "M",
} as const satisfies RetentionSource;
const piplShortest = {
  id: "pipl-19",
  title: "中华人民共和国个人信息保护法 第十九条",
  mark: "S",
} as const satisfies RetentionSource;
const piplErasure = {
  id: "pipl-45-47",
  title: "中华人民共和国个人信息保护法 第四十五条、第四十七条",
  mark: "S",
} as const satisfies RetentionSource;

export const retentionPlans: readonly RetentionPlan[] = [
  {
    id: "sweden",
    sources: {
      preserved: [
        { id: "arkivlag-3-10", title: "Arkivlag (1990:782) 3 och 10 §§", mark: "S" },
        { id: "osl-5", title: "Offentlighets- och sekretesslag (2009:400) 5 kap.", mark: "S" },
      ],
      "short-lived": [
        // RA-FS 2021:6 binds state authorities: a municipality decides its own of the same kind.
        { id: "arkivlag-10", title: "Arkivlag (1990:782) 10 §", mark: "S" },
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
      preserved: [{ id: "archives-law", title: "中华人民共和国档案法（2020年修订）", mark: "M" }],
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
