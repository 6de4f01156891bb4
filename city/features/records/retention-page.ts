import { columnsUnder } from "./columns.ts";
import { erasesByItself } from "./erasers.ts";
import type { RetentionJob } from "./retention-job.ts";
import { type Mark, planOf, type RetentionSource } from "./retention-plans.ts";
import { type Kept, type RetentionRule, type RuleId, retentionRules } from "./retention-rules.ts";

/** What a city says of its records: by which plan, and whether an archive authority has decided it. */
export interface CityRecords {
  readonly caseNumbers: string;
  readonly plan: string;
  readonly decided: { readonly by: string; readonly on: string; readonly reference: string } | null;
}

export interface ShownRule {
  readonly id: RuleId;
  readonly holds: RetentionRule["holds"];
  readonly kept: Kept;
  readonly afterwards: RetentionRule["afterwards"];
  /** Whether the node carries it out by itself. */
  readonly isCarriedOut: boolean;
  readonly sources: readonly RetentionSource[];
  readonly tables: readonly { readonly table: string; readonly columns: readonly string[] }[];
  readonly erased: number;
  readonly lastAtMs: number | null;
}

export interface RetentionPage {
  readonly decided: CityRecords["decided"];
  readonly rules: readonly ShownRule[];
  /** How well the sources are known, for the page to explain. */
  readonly marks: readonly Mark[];
}

/** What is kept, how long and by which rule: the list that the erasing job carries out. */
export async function retentionPage(
  { retention }: { readonly retention: RetentionJob },
  records: CityRecords,
): Promise<RetentionPage> {
  const plan = planOf(records.plan);
  const erased = await retention.erased();
  const rules = retentionRules.map((rule): ShownRule => {
    const so = erased.find((one) => one.rule === rule.id);
    return {
      id: rule.id,
      holds: rule.holds,
      kept: rule.kept,
      afterwards: rule.afterwards,
      isCarriedOut: erasesByItself(rule.id),
      sources: plan.sources[rule.basis],
      tables: columnsUnder(rule.id),
      erased: so?.count ?? 0,
      lastAtMs: so?.lastAtMs ?? null,
    };
  });
  const marks = new Set(rules.flatMap(({ sources }) => sources.map(({ mark }) => mark)));
  return { decided: records.decided, rules, marks: [...marks].sort() };
}
