/** How people may vote: for as many projects as they like, for up to so many, or by sharing out points. */
export const BALLOT_KINDS = ["approval", "up-to-k", "cumulative"] as const;
export type BallotKind = (typeof BALLOT_KINDS)[number];

export function isBallotKind(text: string): text is BallotKind {
  return (BALLOT_KINDS as readonly string[]).includes(text);
}

/** What a ballot may be. */
export interface BallotRules {
  readonly kind: BallotKind;
  /** Projects for "up-to-k", points for "cumulative"; null for "approval". */
  readonly most: number | null;
  /** Numbers of the projects that are voted on. */
  readonly projects: readonly number[];
}

/** Units by project number: 1 for a project that is approved, points where points are shared out. Ascending numbers. */
export type Choices = Readonly<Record<string, number>>;

export type BallotFault =
  | { readonly code: "ballot-malformed" }
  | { readonly code: "ballot-empty" }
  | { readonly code: "ballot-project-unknown"; readonly project: string }
  | { readonly code: "ballot-over"; readonly have: number; readonly most: number };

export type ReadBallot =
  | { readonly ok: true; readonly choices: Choices }
  | { readonly ok: false; readonly fault: BallotFault };

const refused = (fault: BallotFault): ReadBallot => ({ ok: false, fault });

/** A ballot from what was sent, in the one form equal ballots have. */
export function readBallot(rules: BallotRules, said: unknown): ReadBallot {
  if (typeof said !== "object" || said === null || Array.isArray(said))
    return refused({ code: "ballot-malformed" });
  const known = new Set(rules.projects.map(String));
  const perProject = rules.kind === "cumulative" ? (rules.most ?? 0) : 1;
  const chosen: [number, number][] = [];
  for (const [project, units] of Object.entries(said)) {
    if (!known.has(project)) return refused({ code: "ballot-project-unknown", project });
    if (!Number.isSafeInteger(units) || units < 0) return refused({ code: "ballot-malformed" });
    if (units > perProject) return refused({ code: "ballot-over", have: units, most: perProject });
    if (units > 0) chosen.push([Number(project), units]);
  }
  if (chosen.length === 0) return refused({ code: "ballot-empty" });
  const have =
    rules.kind === "cumulative" ? chosen.reduce((sum, [, units]) => sum + units, 0) : chosen.length;
  if (rules.most !== null && have > rules.most)
    return refused({ code: "ballot-over", have, most: rules.most });
  chosen.sort(([a], [b]) => a - b);
  return { ok: true, choices: Object.fromEntries(chosen) };
}
