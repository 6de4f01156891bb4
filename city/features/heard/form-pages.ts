import type { Names } from "../buildings/index.ts";
import { AGE_BANDS } from "./dimensions.ts";
import type { HeardParts } from "./heard-page.ts";
import type { Level } from "./levels.ts";
import type { District } from "./population.ts";
import type { ProcessBook } from "./processes.ts";
import type { SaidOfSelf, StatementFault } from "./statement-desk.ts";

/** The three questions, where somebody may answer them. */
export interface AboutYouPage {
  /** Null without a ticket. */
  readonly questions: Questions | null;
  readonly said: SaidOfSelf;
  readonly fault: StatementFault | null;
}

export interface Questions {
  readonly ages: readonly string[];
  readonly districts: readonly District[];
}

export const nothingOfSelf: SaidOfSelf = { sex: "", age: "", district: "" };

export async function questionsOf({ population }: Pick<HeardParts, "population">): Promise<Questions> {
  return { ages: AGE_BANDS.map(({ id }) => id), districts: await population.districts() };
}

/** How far a say reaches, in one sentence with a link. */
export interface LevelLine {
  readonly slug: string;
  readonly names: Names;
  readonly level: Level;
}

/** What other features' pages say of the process they belong to. */
export interface WithProcess {
  readonly process: LevelLine | null;
  /** Whether whoever looks has just taken part, and may say who they are. */
  readonly mayState: boolean;
}

export async function levelLine(processes: ProcessBook, slug: string): Promise<LevelLine | null> {
  const process = await processes.bySlug(slug);
  return process === undefined ? null : { slug: process.slug, names: process.names, level: process.level };
}
