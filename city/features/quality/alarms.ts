import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Silence } from "./silence.ts";

/** Something that needs a person, from when it was noticed until it is over. */
export interface Alarm {
  readonly id: number;
  readonly kind: AlarmKind;
  /** A source's name for `source-silent`, a building's number otherwise; "" for the whole city. */
  readonly subject: string;
  readonly pointIds: readonly number[];
  /** When it began: the last reading heard, or when the question was first seen. */
  readonly sinceMs: number;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
}

export type AlarmKind = Silence["kind"] | "questions";

/** What is wrong now, before it is known whether it is new. */
export type Found = Pick<Alarm, "kind" | "subject" | "pointIds"> & { readonly sinceMs: number | null };

/** An alarm as it stands; without a number until a round has noticed it. */
export interface StandingAlarm extends Pick<Alarm, "kind" | "subject" | "pointIds" | "sinceMs"> {
  readonly id: number | null;
}

/**
 * The alarms of a city. The same trouble stays one alarm while it grows or shrinks: a silence is known again by the
 * points in it, questions by their building.
 */
export class AlarmBook {
  readonly #db: CivicDatabase;

  constructor(db: CivicDatabase) {
    this.#db = db;
  }

  /** Opens what is new, follows what goes on and closes what is over. */
  async check(found: readonly Found[], nowMs: number): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom("alarm")
        .selectAll()
        .where("closed_at_ms", "is", null)
        .execute();
      const open = rows.map(alarmOf);
      const goesOn = new Set<number>();
      for (const {
        found: { kind, subject, pointIds, sinceMs },
        known,
      } of recognised(open, found)) {
        const row = { kind, subject, points: JSON.stringify(pointIds) };
        if (known === undefined) {
          await transaction
            .insertInto("alarm")
            .values({ ...row, since_ms: sinceMs ?? nowMs, opened_at_ms: nowMs })
            .execute();
          continue;
        }
        goesOn.add(known.id);
        await transaction
          .updateTable("alarm")
          .set({ ...row, since_ms: sinceMs ?? known.sinceMs })
          .where("id", "=", known.id)
          .execute();
      }
      const over = open.filter(({ id }) => !goesOn.has(id)).map(({ id }) => id);
      if (over.length === 0) return;
      await transaction.updateTable("alarm").set({ closed_at_ms: nowMs }).where("id", "in", over).execute();
    });
  }

  /**
   * What is wrong now as the alarms it is or will be, the oldest first: those on record with their beginnings, and what no
   * round has noticed yet from now on. Writes nothing.
   */
  async standing(found: readonly Found[], nowMs: number): Promise<StandingAlarm[]> {
    return recognised(await this.open(), found)
      .map(({ found: { kind, subject, pointIds, sinceMs }, known }) => ({
        id: known?.id ?? null,
        kind,
        subject,
        pointIds,
        sinceMs: sinceMs ?? known?.sinceMs ?? nowMs,
      }))
      .toSorted((a, b) => a.sinceMs - b.sinceMs);
  }

  /** Those that are not over, the oldest first. */
  async open(): Promise<Alarm[]> {
    const rows = await this.#db
      .selectFrom("alarm")
      .selectAll()
      .where("closed_at_ms", "is", null)
      .orderBy("since_ms")
      .execute();
    return rows.map(alarmOf);
  }

  /** Those that ended after an instant, the newest first. */
  async closedSince(afterMs: number): Promise<Alarm[]> {
    const rows = await this.#db
      .selectFrom("alarm")
      .selectAll()
      .where("closed_at_ms", ">", afterMs)
      .orderBy("closed_at_ms", "desc")
      .execute();
    return rows.map(alarmOf);
  }
}

/** What is wrong now, each with the alarm that it is known as already. */
function recognised(
  open: readonly Alarm[],
  found: readonly Found[],
): { readonly found: Found; readonly known: Alarm | undefined }[] {
  const taken = new Set<number>();
  return found.map((trouble) => {
    const known = open.find((alarm) => !taken.has(alarm.id) && isSame(alarm, trouble));
    if (known !== undefined) taken.add(known.id);
    return { found: trouble, known };
  });
}

function isSame(alarm: Alarm, found: Found): boolean {
  if (found.kind === "questions" || alarm.kind === "questions")
    return alarm.kind === found.kind && alarm.subject === found.subject;
  const points = new Set(alarm.pointIds);
  return found.pointIds.some((id) => points.has(id));
}

function alarmOf(row: {
  id: number;
  kind: AlarmKind;
  subject: string;
  points: string;
  since_ms: number;
  opened_at_ms: number;
  closed_at_ms: number | null;
}): Alarm {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    pointIds: JSON.parse(row.points),
    sinceMs: row.since_ms,
    openedAtMs: row.opened_at_ms,
    closedAtMs: row.closed_at_ms,
  };
}
