import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ChangedRange } from "../../stores/readings/contract.ts";
import type { SavingsClaim } from "./claims/claim.ts";

/** Why a figure is another than the one published before it for the same days. */
export type RevisionCause = "readings" | "weather" | "declaration" | "method";

export interface PublishedFigure {
  readonly version: number;
  readonly publishedAtMs: number;
  /** Local dates of the reporting period. */
  readonly from: string;
  readonly to: string;
  readonly avoidedKwh: number;
  /** Half-width of the 90 % interval; of figures computed by an older method, of that method's band. */
  readonly bandKwh: number;
  /** Null for a first figure, and for one that only counts more days. */
  readonly cause: RevisionCause | null;
  /** Instants whose readings had changed; null where no reading had. */
  readonly changed: ChangedRange | null;
}

/** What a figure was computed from. */
export interface FigureBasis {
  readonly readingsCommit: number;
  readonly weatherCommit: number;
  readonly declaration: number;
  readonly methodVersion: string;
}

export interface FigureParts {
  readonly civic: CivicDatabase;
  readonly nowMs: () => number;
  /** What of the point's own readings, or of the weather, later commits than this changed. */
  readonly changedSince: (of: "readings" | "weather", commit: number) => Promise<ChangedRange | undefined>;
}

/**
 * Puts the figure of a measure on record when it is another than the last: the first one, one that counts more days, or a
 * revision, which says what changed. A figure that was published stays readable with its version.
 *
 * Only figures about measures are kept: the year-on-year comparison moves its days along every midnight and is not one
 * figure.
 */
export async function publishFigure(
  parts: FigureParts,
  pointId: number,
  measure: string,
  claim: SavingsClaim,
  basis: FigureBasis,
): Promise<void> {
  const { from, to } = claim.coverage.reporting;
  const row = {
    from_date: from,
    to_date: to,
    avoided_kwh: claim.savings.value,
    band_kwh: claim.savings.interval90.halfWidth,
    observed_kwh: claim.savings.observed,
    readings_commit: basis.readingsCommit,
    weather_commit: basis.weatherCommit,
    declaration: basis.declaration,
    method_version: basis.methodVersion,
  };
  const last = await parts.civic
    .selectFrom("published_figure")
    .selectAll()
    .where("point_id", "=", pointId)
    .where("measure", "=", measure)
    .orderBy("version", "desc")
    .executeTakeFirst();
  const isSame =
    last !== undefined &&
    last.from_date === from &&
    last.to_date === to &&
    agree(last.avoided_kwh, row.avoided_kwh) &&
    agree(last.band_kwh, row.band_kwh) &&
    agree(last.observed_kwh, row.observed_kwh);
  if (isSame) return;
  const grown = last !== undefined && last.from_date === from && to > last.to_date;
  let cause: RevisionCause | null = null;
  let changed: ChangedRange | undefined;
  if (last !== undefined && !grown) {
    if (last.method_version !== basis.methodVersion) cause = "method";
    else if (last.declaration !== basis.declaration) cause = "declaration";
    else {
      changed = await parts.changedSince("readings", last.readings_commit);
      cause = changed === undefined ? "weather" : "readings";
      changed ??= await parts.changedSince("weather", last.weather_commit);
    }
  }
  await parts.civic
    .insertInto("published_figure")
    .values({
      point_id: pointId,
      measure,
      version: (last?.version ?? 0) + 1,
      published_at_ms: parts.nowMs(),
      ...row,
      cause,
      changed_from_ms: changed?.fromMs ?? null,
      changed_to_ms: changed?.toMs ?? null,
    })
    .execute();
}

/** The figures of a measure at a point, newest first. */
export async function publishedFigures(
  db: CivicDatabase,
  pointId: number,
  measure: string,
): Promise<PublishedFigure[]> {
  const rows = await db
    .selectFrom("published_figure")
    .selectAll()
    .where("point_id", "=", pointId)
    .where("measure", "=", measure)
    .orderBy("version", "desc")
    .execute();
  return rows.map((row) => ({
    version: row.version,
    publishedAtMs: row.published_at_ms,
    from: row.from_date,
    to: row.to_date,
    avoidedKwh: row.avoided_kwh,
    bandKwh: row.band_kwh,
    cause: row.cause as RevisionCause | null,
    changed:
      row.changed_from_ms === null || row.changed_to_ms === null
        ? null
        : { fromMs: row.changed_from_ms, toMs: row.changed_to_ms },
  }));
}

/** A figure that was published and turned out otherwise. */
export interface CorrectedFigure {
  readonly pointId: number;
  readonly measure: string;
  readonly version: number;
  readonly cause: RevisionCause;
  readonly atMs: number;
}

/** What was corrected of the figures at some points, oldest first. */
export async function correctedFigures(
  db: CivicDatabase,
  pointIds: readonly number[],
): Promise<CorrectedFigure[]> {
  if (pointIds.length === 0) return [];
  const rows = await db
    .selectFrom("published_figure")
    .select(["point_id", "measure", "version", "cause", "published_at_ms"])
    .where("point_id", "in", pointIds)
    .where("cause", "is not", null)
    .orderBy("published_at_ms")
    .orderBy("version")
    .execute();
  return rows.map((row) => ({
    pointId: row.point_id,
    measure: row.measure,
    version: row.version,
    cause: row.cause as RevisionCause,
    atMs: row.published_at_ms,
  }));
}

/** Two computations of the same days differ by rounding at most. */
function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
