import { createHash } from "node:crypto";
import type { ShortTrial, ShortTrialInput, ShortTrialReason } from "@husting/savings";
import type { Result } from "@husting/series";
import type { Selectable } from "kysely";
import type { SchoolAnswerTable } from "../../stores/civic/school-tables.ts";
import { openThreads, type Threads } from "../../threads/pool.ts";
import type { ActLog } from "../log/index.ts";
import {
  ANSWER_METHOD,
  type AnswerDocument,
  type AnswerEnergy,
  type AnswerOutcome,
  answerText,
  outcomeOf,
  roundedTrial,
} from "./answer-document.ts";
import { type ClassBook, daysOf, LEAST_DAYS, type SchoolClass } from "./class-book.ts";
import { plusDays } from "./days.ts";
import { type ExperimentId, experiments } from "./experiments.ts";
import { type GatherParts, gatherEnergy, gatherRooms } from "./gather.ts";

/** Readings of the last day come late at times: so many days are waited for them. */
export const GRACE_DAYS = 2;

export interface KeptAnswer {
  readonly classId: number;
  readonly buildingId: number;
  readonly experiment: ExperimentId;
  readonly fromDate: string;
  readonly toDate: string;
  readonly outcome: AnswerOutcome;
  /** Canonical JSON, as it was when its hash went on record. */
  readonly text: string;
  readonly document: AnswerDocument;
  readonly sha256: string;
  readonly answeredAtMs: number;
  readonly logEntry: number;
}

export interface AnswerParts extends GatherParts {
  readonly classes: ClassBook;
  readonly log: ActLog;
  readonly city: string;
  readonly nowMs: () => number;
}

type TrialThreads = Threads<ShortTrialInput, Result<ShortTrial, ShortTrialReason>>;

/** What buildings answered: each class once, append-only, its hash on record in the log. */
export class ClassAnswers {
  readonly #parts: AnswerParts;

  constructor(parts: AnswerParts) {
    this.#parts = parts;
  }

  async of(classId: number): Promise<KeptAnswer | undefined> {
    const row = await this.#parts.civic
      .selectFrom("school_answer")
      .selectAll()
      .where("class_id", "=", classId)
      .executeTakeFirst();
    return row && keptOf(row);
  }

  async byHash(sha256: string): Promise<KeptAnswer | undefined> {
    const row = await this.#parts.civic
      .selectFrom("school_answer")
      .selectAll()
      .where("sha256", "=", sha256)
      .executeTakeFirst();
    return row && keptOf(row);
  }

  /** The newest answers to an experiment. */
  async to(experiment: ExperimentId, most: number): Promise<KeptAnswer[]> {
    const rows = await this.#parts.civic
      .selectFrom("school_answer")
      .selectAll()
      .where("experiment", "=", experiment)
      .orderBy("to_date", "desc")
      .orderBy("id", "desc")
      .limit(most)
      .execute();
    return rows.map(keptOf);
  }

  /** The date from which on a class's building is asked. */
  dueOn({ toDate }: Pick<SchoolClass, "toDate">): string {
    return plusDays(toDate, GRACE_DAYS + 1);
  }

  /** Asks the buildings whose days are in. An answer that stands is never computed again. @returns how many are new. */
  async answerDue(): Promise<number> {
    const { classes, civic } = this.#parts;
    const answered = new Set(
      (await civic.selectFrom("school_answer").select("class_id").execute()).map(({ class_id }) => class_id),
    );
    const due = (await classes.all()).filter(
      (of) => of.begunEntry !== null && !answered.has(of.id) && classes.today >= this.dueOn(of),
    );
    if (due.length === 0) return 0;
    const threads: TrialThreads = openThreads(new URL("./trial-thread.ts", import.meta.url), null, 1);
    try {
      for (const of of due) await this.#put(of, await this.#documentOf(of, threads));
    } finally {
      await threads.close();
    }
    return due.length;
  }

  async #documentOf(of: SchoolClass, threads: TrialThreads): Promise<AnswerDocument> {
    const building = (await this.#parts.registry.buildings()).find(({ id }) => id === of.buildingId);
    if (building === undefined) throw new Error(`class ${of.id} is of a building that is not there`);
    const experiment = experiments[of.experiment];
    const tried = { building, experiment, fromDate: of.fromDate, toDate: of.toDate };
    const [gathered, rooms] = await Promise.all([
      gatherEnergy(this.#parts, tried),
      gatherRooms(this.#parts, tried),
    ]);
    const energy = await energyOf(of, gathered, threads);
    return {
      ...{ format: "husting-class-experiment", version: 1, method: ANSWER_METHOD },
      ...{ city: this.#parts.city, building: building.slug, experiment: experiment.id },
      ...{ hours: experiment.hours, days: { first: of.fromDate, last: of.toDate } },
      ...{ meters: gathered.meters, energy, rooms, outcome: outcomeOf(energy, rooms) },
    };
  }

  async #put(of: SchoolClass, document: AnswerDocument): Promise<void> {
    const { civic, log, nowMs } = this.#parts;
    const text = answerText(document);
    const sha256 = createHash("sha256").update(text).digest("hex");
    await civic.transaction().execute(async (transaction) => {
      const { entry } = await log.append(transaction, {
        act: "class.answered",
        role: "node",
        personId: null,
        subject: `class/${of.id}`,
        facts: {
          building: document.building,
          experiment: of.experiment,
          from: of.fromDate,
          to: of.toDate,
          answer: document.outcome,
          sha256,
        },
      });
      await transaction
        .insertInto("school_answer")
        .values({
          ...{ class_id: of.id, building_id: of.buildingId, experiment: of.experiment },
          ...{
            from_date: of.fromDate,
            to_date: of.toDate,
            outcome: document.outcome,
            document: text,
            sha256,
          },
          ...{ answered_at_ms: nowMs(), log_entry: entry.sequence },
        })
        .execute();
    });
  }
}

async function energyOf(
  of: SchoolClass,
  gathered: Awaited<ReturnType<typeof gatherEnergy>>,
  threads: TrialThreads,
): Promise<AnswerEnergy> {
  if (of.isStopped && daysOf(of) < LEAST_DAYS)
    return { ok: false, reason: { code: "stopped-early", have: daysOf(of), need: LEAST_DAYS } };
  if (!gathered.ok) return { ok: false, reason: gathered.reason };
  const trial = await threads.run({ ...gathered.days, trialStart: gathered.trialStart });
  return trial.ok ? { ok: true, ...roundedTrial(trial.value) } : { ok: false, reason: trial.reason };
}

/** @throws where a document is not the one whose hash is on record. */
function keptOf(row: Selectable<SchoolAnswerTable>): KeptAnswer {
  if (createHash("sha256").update(row.document).digest("hex") !== row.sha256)
    throw new Error(`the answer to class ${row.class_id} is not the one on record`);
  return {
    classId: row.class_id,
    buildingId: row.building_id,
    experiment: row.experiment as ExperimentId,
    fromDate: row.from_date,
    toDate: row.to_date,
    outcome: row.outcome as AnswerOutcome,
    text: row.document,
    document: JSON.parse(row.document),
    sha256: row.sha256,
    answeredAtMs: row.answered_at_ms,
    logEntry: row.log_entry,
  };
}
