import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { HeardCounts, Stated } from "../../stores/heard/counts.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { AGE_BANDS, type DimensionId, FEWEST_PEOPLE, SEXES } from "./dimensions.ts";
import type { Process } from "./processes.ts";
import { quarterOf } from "./quarters.ts";
import { readCount } from "./text.ts";

/** A form with counts, every field as it was written: `slips`, `sex-woman`, `age-none`, `district-3`, `participants`. */
export type SaidCounts = Readonly<Record<string, string>>;

export interface CountsFault {
  readonly field: string;
  readonly code: "not-a-count" | "too-few" | "sum-differs" | "more-than-took-part" | "typed-before" | "none";
  /** What was found, and what it should be. */
  readonly found?: number;
  readonly expected?: number;
}

interface SlipParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly counts: HeardCounts;
  readonly today: () => string;
}

const MOST_AT_ONCE = 10_000;

/** Where a slip left a question empty. */
export const NONE = "none";

/** The boxes of a batch: by dimension, what a slip can have ticked. */
export function boxesOf(
  districts: readonly string[],
): readonly (readonly [DimensionId, readonly string[]])[] {
  return [
    ["sex", SEXES],
    ["age", AGE_BANDS.map(({ id }) => id)],
    ...(districts.length === 0 ? [] : [["district", districts] as const]),
  ];
}

/**
 * Types in a batch of paper slips: how many ticked what, each question by itself, so that no slip stays together. Every
 * question has to add up to the number of slips. A batch holds five slips or more: the number stands in the log.
 */
export async function typeSlips(
  parts: SlipParts,
  process: Process,
  said: SaidCounts,
  districts: readonly string[],
  by: Person,
): Promise<CountsFault[]> {
  const slips = readCount(said.slips ?? "", MOST_AT_ONCE);
  if (slips === undefined) return [{ field: "slips", code: "not-a-count" }];
  if (slips < FEWEST_PEOPLE) return [{ field: "slips", code: "too-few", expected: FEWEST_PEOPLE }];
  const faults: CountsFault[] = [];
  const stated: Stated[] = [];
  const quarter = quarterOf(parts.today());
  for (const [dimension, categories] of boxesOf(districts)) {
    let sum = 0;
    let isReadable = true;
    for (const category of [...categories, NONE]) {
      const field = `${dimension}-${category}`;
      const times = readCount(said[field] ?? "", MOST_AT_ONCE);
      if (times === undefined) {
        faults.push({ field, code: "not-a-count" });
        isReadable = false;
        continue;
      }
      sum += times;
      if (category !== NONE && times > 0)
        stated.push({ process: process.id, quarter, dimension, category, times });
    }
    if (isReadable && sum !== slips)
      faults.push({ field: `${dimension}-${NONE}`, code: "sum-differs", found: sum, expected: slips });
  }
  if (faults.length > 0) return faults;
  // Slips of a meeting come from those who were there; of proposals every paper form was counted when it was typed in.
  const took = parts.counts.takingPart(process.id).reduce((sum, { times }) => sum + times, 0);
  const before = mostStated(parts.counts.stated(process.id));
  if (before + slips > took)
    return [{ field: "slips", code: "more-than-took-part", found: before + slips, expected: took }];
  return once(parts, said.form ?? "", process, by, { act: "slips.counted", facts: { slips } }, () =>
    parts.counts.add(stated),
  );
}

/** Types in how many took part in what is not done on these pages: a meeting, a round of paper forms. */
export async function typeParticipants(
  parts: SlipParts,
  process: Process,
  said: SaidCounts,
  by: Person,
): Promise<CountsFault[]> {
  const times = readCount(said.participants ?? "");
  if (times === undefined) return [{ field: "participants", code: "not-a-count" }];
  if (times === 0) return [{ field: "participants", code: "none" }];
  // That three people came to a meeting is no secret, but who they were might follow from it.
  const facts: Record<string, number> = times < FEWEST_PEOPLE ? {} : { participants: times };
  return once(parts, said.form ?? "", process, by, { act: "participants.counted", facts }, () =>
    parts.counts.addTakingPart([{ process: process.id, quarter: quarterOf(parts.today()), times }]),
  );
}

/**
 * The log's entry and the counts, which lie in two files: counted last, before the entry becomes durable, so that what could
 * not be counted leaves no entry, and a form that is sent twice counts once.
 */
async function once(
  { civic, log }: SlipParts,
  formKey: string,
  process: Process,
  by: Person,
  { act, facts }: { readonly act: string; readonly facts: Record<string, number> },
  count: () => void,
): Promise<CountsFault[]> {
  return civic.transaction().execute(async (transaction): Promise<CountsFault[]> => {
    const added = await transaction
      .insertInto("heard_batch")
      .values({ form_key: formKey.slice(0, 64) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) return [{ field: "form", code: "typed-before" }];
    await log.append(transaction, {
      ...{ act, facts, role: by.role, personId: by.id },
      subject: `process/${process.slug}`,
    });
    count();
    return [];
  });
}

/** How many at least have answered. */
function mostStated(stated: readonly Stated[]): number {
  const sums = [...Map.groupBy(stated, ({ dimension }) => dimension).values()].map((same) =>
    same.reduce((sum, { times }) => sum + times, 0),
  );
  return Math.max(0, ...sums);
}
