import { createHash } from "node:crypto";
import type { VerdictInputs } from "@husting/verdict";
import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import type { RecordedVerdict, VerdictBook } from "../verdicts/index.ts";
import type { CityFactors } from "./city-factors.ts";
import {
  type ClaimDocument,
  calibrationsOf,
  claimOf,
  claimText,
  type JudgedVersion,
} from "./claim-document.ts";

/** A claim as it is kept. */
export interface KeptClaim {
  /** The verdict's version. */
  readonly version: number;
  /** Canonical JSON, as it was when its hash went on record. */
  readonly text: string;
  readonly document: ClaimDocument;
  readonly sha256: string;
  readonly frozenAtMs: number;
  readonly logEntry: number;
}

export interface ClaimBookParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly factors: CityFactors;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** What the measures of a city have avoided of carbon, as it was claimed: append-only, each claim's hash in the log. */
export class ClaimBook {
  readonly #parts: ClaimBookParts;

  constructor(parts: ClaimBookParts) {
    this.#parts = parts;
  }

  /** Freezes the claim of a verdict in the transaction that puts the verdict on record. */
  async freeze(transaction: Transaction<CivicTables>, verdict: RecordedVerdict): Promise<void> {
    const claim = await this.#claimOf(verdict, async () => verdict.inputs);
    if (claim !== undefined) await this.#put(transaction, verdict.measure.id, claim);
  }

  /**
   * Freezes the claims of verdicts that have none: those of before there were claims, and those whose energy had no
   * factor until now.
   */
  async freezeMissing(verdicts: Pick<VerdictBook, "inputsOf">): Promise<void> {
    const rows = await this.#parts.civic
      .selectFrom("verdict")
      .innerJoin("measure", "measure.id", "verdict.measure_id")
      .leftJoin("carbon_claim", (join) =>
        join
          .onRef("carbon_claim.measure_id", "=", "verdict.measure_id")
          .onRef("carbon_claim.verdict_version", "=", "verdict.version"),
      )
      .select([
        "verdict.measure_id",
        "verdict.version",
        "verdict.sha256",
        "verdict.is_final",
        "verdict.document",
        "measure.slug",
        "measure.carrier",
      ])
      .where("carbon_claim.measure_id", "is", null)
      .orderBy("verdict.id")
      .execute();
    for (const row of rows) {
      const judged: JudgedVersion = {
        measure: { slug: row.slug, carrier: row.carrier },
        version: row.version,
        sha256: row.sha256,
        isFinal: row.is_final === 1,
        document: JSON.parse(row.document),
      };
      const claim = await this.#claimOf(judged, () => verdicts.inputsOf(row.sha256));
      if (claim === undefined) continue;
      await this.#parts.civic
        .transaction()
        .execute((transaction) => this.#put(transaction, row.measure_id, claim));
    }
  }

  async #claimOf(
    judged: JudgedVersion,
    inputs: () => Promise<VerdictInputs | undefined>,
  ): Promise<ClaimDocument | undefined> {
    const { factors, zone, nowMs } = this.#parts;
    const today = Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(zone).toPlainDate();
    const made = await claimOf(judged, factors, today.toString(), async () => {
      const read = await inputs();
      return read === undefined ? [] : calibrationsOf(read);
    });
    return made.ok ? made.value : undefined;
  }

  async #put(
    transaction: Transaction<CivicTables>,
    measureId: number,
    document: ClaimDocument,
  ): Promise<void> {
    const { log, nowMs } = this.#parts;
    const text = claimText(document);
    const sha256 = createHash("sha256").update(text).digest("hex");
    const { measure, factor, factorHash } = document.claim;
    const { version } = document.verdict;
    const { entry } = await log.append(transaction, {
      act: "carbon.claimed",
      role: "node",
      personId: null,
      subject: `measure/${measure}`,
      facts: { version, factor: factor.id, factorSha256: factorHash, sha256 },
    });
    await transaction
      .insertInto("carbon_claim")
      .values({
        measure_id: measureId,
        verdict_version: version,
        document: text,
        sha256,
        frozen_at_ms: nowMs(),
        log_entry: entry.sequence,
      })
      .execute();
  }

  /** The claim of a version of a measure's verdict. */
  async find(measureId: number, version: number): Promise<KeptClaim | undefined> {
    const row = await this.#parts.civic
      .selectFrom("carbon_claim")
      .selectAll()
      .where("measure_id", "=", measureId)
      .where("verdict_version", "=", version)
      .executeTakeFirst();
    return row && keptOf(row);
  }

  /** Each measure's claim of its newest verdict, by the measure's number; a verdict without a claim has none here. */
  async newest(): Promise<Map<number, KeptClaim>> {
    const rows = await this.#parts.civic
      .selectFrom("carbon_claim")
      .selectAll("carbon_claim")
      .where("verdict_version", "=", (of) =>
        of
          .selectFrom("verdict")
          .select((row) => row.fn.max("version").as("newest"))
          .whereRef("verdict.measure_id", "=", "carbon_claim.measure_id"),
      )
      .execute();
    return new Map(rows.map((row) => [row.measure_id, keptOf(row)]));
  }
}

function keptOf(row: CivicTables["carbon_claim"]): KeptClaim {
  return {
    version: row.verdict_version,
    text: row.document,
    document: JSON.parse(row.document),
    sha256: row.sha256,
    frozenAtMs: row.frozen_at_ms,
    logEntry: row.log_entry,
  };
}
