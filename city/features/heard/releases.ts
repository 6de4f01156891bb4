import { createHash } from "node:crypto";
import { canonicalJson, type JsonObject, type ReleaseRecord } from "@husting/openness";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { HeardCounts } from "../../stores/heard/counts.ts";
import { openThreads } from "../../threads/pool.ts";
import type { ActLog } from "../log/index.ts";
import { type DimensionId, FEWEST_PEOPLE } from "./dimensions.ts";
import { guardHeard, participantsOf, type Telling, type ToldDimension } from "./guarding.ts";
import type { Weighing } from "./guarding-thread.ts";
import type { Population, PopulationBook } from "./population.ts";
import type { Process, ProcessBook } from "./processes.ts";
import { newestDue, quarterOf } from "./quarters.ts";

/** What is told of one process up to a day. Frozen: the log holds its hash. */
export interface ReleaseBody {
  readonly process: string;
  readonly period: string;
  readonly until: string;
  readonly fewestPeople: number;
  /** How often people took part: proposals, endorsements, slips; not how many people they were. */
  readonly participants: number;
  /** Whom they are compared with; null where the city has no population table. */
  readonly population: {
    readonly source: string;
    readonly licence: string;
    readonly asOf: string;
    readonly persons: number;
  } | null;
  readonly dimensions: readonly ReleasedDimension[];
}

export interface ReleasedDimension extends Omit<ToldDimension, "groups"> {
  readonly groups: readonly ReleasedGroup[];
}

export interface ReleasedGroup {
  readonly id: string;
  /** Null where it is not told. */
  readonly heard: number | null;
  /** Null without a population table. */
  readonly population: number | null;
}

export interface Release extends ReleaseBody {
  readonly logEntry: number;
  readonly sha256: string;
}

export interface ReleaseParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly counts: HeardCounts;
  readonly processes: ProcessBook;
  readonly population: PopulationBook;
  /** Of the node: which of equally good figures is withheld follows from it. */
  readonly secret: string;
  readonly today: () => string;
}

/** So many are weighed in some tenths of a second. */
const MANY = 500;

/** Fewer who took part since the last release do not make another. */
const FEWEST_NEW = FEWEST_PEOPLE;

/**
 * What is told of who was heard, in steps: once a quarter, and after the end of a process. A step that has been looked at is
 * never looked at again, whatever came of it, so that nobody can watch a figure move.
 */
export class ReleaseBook {
  readonly #parts: ReleaseParts;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: ReleaseParts) {
    this.#parts = parts;
  }

  /** Makes the releases whose day has come. @returns how many told something. */
  makeDue(today = this.#parts.today()): Promise<number> {
    // One at a time: two would weigh against the same past.
    const next = this.#running.then(
      () => this.#makeDue(today),
      () => this.#makeDue(today),
    );
    this.#running = next;
    return next;
  }

  /** What was told of a process, newest first. */
  async of(process: Process): Promise<Release[]> {
    const rows = await this.#parts.civic
      .selectFrom("heard_release")
      .selectAll()
      .where("process_id", "=", process.id)
      .where("body", "is not", null)
      .orderBy("until_date", "desc")
      .execute();
    return rows.map(({ body, log_entry }) => ({
      ...(JSON.parse(body!) as ReleaseBody),
      logEntry: log_entry!,
      sha256: sha256Of(body!),
    }));
  }

  async #makeDue(today: string): Promise<number> {
    let told = 0;
    for (const process of await this.#parts.processes.all()) {
      const until = newestDue(process, today);
      if (until === undefined) continue;
      if (await this.#make(process, until)) told++;
    }
    return told;
  }

  async #make(process: Process, until: string): Promise<boolean> {
    const { civic, counts, secret } = this.#parts;
    const period = process.kind === "proposals" ? until.slice(0, 4) : "whole";
    const earlier = await civic
      .selectFrom("heard_release")
      .selectAll()
      .where("process_id", "=", process.id)
      .where("period", "=", period)
      .orderBy("until_date")
      .execute();
    if (earlier.some(({ until_date }) => until_date >= until)) return false;
    const inPeriod = ({ quarter }: { readonly quarter: string }): boolean =>
      quarter <= quarterOf(until) && (period === "whole" || quarter.startsWith(period));
    const stated = counts.stated(process.id).filter(inPeriod);
    const took = counts.takingPart(process.id).filter(inPeriod);
    const population = await this.#parts.population.on(until);
    const counted = {
      ...{ process: process.id, period, stated },
      took: took.reduce((sum, { times }) => sum + times, 0),
      districts: population?.districts.map(({ id }) => id) ?? [],
    };
    const last = earlier.findLast(({ body }) => body !== null);
    const before = last === undefined ? 0 : (JSON.parse(last.body!) as ReleaseBody).participants;
    const released = earlier.flatMap(({ guard_record }) =>
      guard_record === null ? [] : [JSON.parse(guard_record) as ReleaseRecord],
    );
    const telling =
      participantsOf(counted) - before < FEWEST_NEW
        ? null
        : await weighed({ counted, released, release: `${process.slug} ${period} ${until}`, secret });
    if (telling === null) {
      await civic
        .insertInto("heard_release")
        .values({
          process_id: process.id,
          period,
          until_date: until,
          body: null,
          guard_record: null,
          log_entry: null,
        })
        .execute();
      return false;
    }
    const body: ReleaseBody = {
      ...{ process: process.slug, period, until, fewestPeople: FEWEST_PEOPLE },
      participants: telling.participants,
      population: population === undefined ? null : comparedWith(population),
      dimensions: telling.dimensions.map((told) => ({
        ...told,
        groups: told.groups.map((group) => ({
          ...group,
          population: population === undefined ? null : livingIn(population, told.dimension, group.id),
        })),
      })),
    };
    await this.#freeze(process, body, telling.record);
    return true;
  }

  async #freeze(process: Process, body: ReleaseBody, record: ReleaseRecord): Promise<void> {
    const canonical = canonicalJson(body as unknown as JsonObject);
    const { period, until, participants } = body;
    await this.#parts.civic.transaction().execute(async (transaction) => {
      const { entry } = await this.#parts.log.append(transaction, {
        act: "heard.released",
        role: "node",
        personId: null,
        subject: `process/${process.slug}`,
        facts: { until, participants, sha256: sha256Of(canonical) },
      });
      await transaction
        .insertInto("heard_release")
        .values({
          ...{ process_id: process.id, period, until_date: until, body: canonical },
          ...{ guard_record: JSON.stringify(record), log_entry: entry.sequence },
        })
        .execute();
    });
  }
}

/** On a thread of its own where many took part. */
async function weighed(weighing: Weighing): Promise<Telling | null> {
  const { counted, released, release, secret } = weighing;
  if (participantsOf(counted) < MANY) return guardHeard(counted, released, release, secret) ?? null;
  const module = new URL("./guarding-thread.ts", import.meta.url);
  const threads = openThreads<null, Weighing, Telling | null>(module, null, 1);
  try {
    return await threads.run(weighing);
  } finally {
    await threads.close();
  }
}

function comparedWith({ source, licence, asOf, persons }: Population): ReleaseBody["population"] {
  return { source, licence, asOf, persons };
}

/** How many of a group live in the city, of fifteen years and older. */
export function livingIn({ cells }: Pick<Population, "cells">, dimension: DimensionId, id: string): number {
  const column = { sex: "sex", age: "band", district: "district" } as const;
  return cells
    .filter((cell) => cell[column[dimension]] === id)
    .reduce((sum, { persons }) => sum + persons, 0);
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
