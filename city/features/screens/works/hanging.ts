import type { Transaction } from "kysely";
import type { CivicTables } from "../../../stores/civic/tables.ts";
import type { ActLog } from "../../log/index.ts";
import type { Person } from "../../people/index.ts";
import { type PublishFault, readDates } from "./work.ts";

export type Actor = Pick<Person, "id" | "role"> | null;

/** Where and from when until when a work is to hang. */
export interface Hanging {
  readonly screenIds: readonly number[];
  readonly from: string;
  readonly until: string;
}

interface HangingParts {
  readonly log: ActLog;
  readonly nowMs: () => number;
}

/** What is wrong with where and when a work is to hang, before anything is looked up. @param today the local date it is. */
export function readHanging({ screenIds, from, until }: Hanging, today: string): PublishFault | null {
  return screenIds.length === 0 ? "screens-none" : readDates(from, until, today);
}

/** Hangs a work up that waits; not by who brought it. */
export async function hangUp(
  transaction: Transaction<CivicTables>,
  parts: HangingParts,
  workId: number,
  hanging: Hanging,
  by: Actor,
): Promise<PublishFault | null> {
  const row = await workAt(transaction, workId);
  if (row?.state !== "waiting") return "not-waiting";
  if (by !== null && row.submitted_by === by.id) return "own-work";
  return hang(transaction, parts, { id: workId, kind: row.kind, act: "work.published" }, hanging, by);
}

/**
 * Hangs a work elsewhere, or for other days; not by who brought it, for a second pair of eyes looks at every place. Its days count from
 * the first on which it hung: it hangs no longer for having been moved.
 */
export async function moveWork(
  transaction: Transaction<CivicTables>,
  parts: HangingParts,
  today: string,
  workId: number,
  hanging: Hanging,
  by: Actor,
): Promise<PublishFault | null> {
  const row = await workAt(transaction, workId);
  if (row?.state !== "published" || row.from_date === null || row.until_date === null) return "not-hanging";
  if (row.until_date < today) return "not-hanging";
  if (by !== null && row.submitted_by === by.id) return "own-work";
  const isBegun = row.from_date <= today;
  const from = isBegun ? row.from_date : hanging.from;
  const fault = readDates(from, hanging.until, today);
  if (fault !== null) return fault;
  const before = await transaction
    .selectFrom("work_screen")
    .innerJoin("screen", "screen.id", "work_screen.screen_id")
    .select("screen.code")
    .where("work_id", "=", workId)
    .orderBy("screen.id")
    .execute();
  const moved = {
    id: workId,
    kind: row.kind,
    act: "work.moved",
    fromScreens: before.map(({ code }) => code),
  };
  return hang(transaction, parts, moved, { ...hanging, from }, by);
}

async function workAt(transaction: Transaction<CivicTables>, workId: number) {
  return transaction
    .selectFrom("work")
    .select(["state", "kind", "submitted_by", "from_date", "until_date"])
    .where("id", "=", workId)
    .executeTakeFirst();
}

/** On record first, then on its screens and on no others. */
async function hang(
  transaction: Transaction<CivicTables>,
  { log, nowMs }: HangingParts,
  work: {
    readonly id: number;
    readonly kind: string;
    readonly act: string;
    readonly fromScreens?: readonly string[];
  },
  { screenIds, from, until }: Hanging,
  by: Actor,
): Promise<PublishFault | null> {
  const screens = await transaction
    .selectFrom("screen")
    .select(["id", "code"])
    .where("id", "in", [...screenIds])
    .where("removed_at_ms", "is", null)
    .execute();
  if (screens.length === 0) return "screens-none";
  await log.append(transaction, {
    act: work.act,
    role: by?.role ?? "node",
    personId: by?.id ?? null,
    subject: `work/${work.id}`,
    facts: {
      workKind: work.kind,
      screens: screens.map(({ code }) => code).join(" "),
      ...(work.fromScreens === undefined ? {} : { fromScreens: work.fromScreens.join(" ") }),
      shownFrom: from,
      shownUntil: until,
    },
  });
  await transaction
    .updateTable("work")
    .set({ state: "published", from_date: from, until_date: until, changed_at_ms: nowMs() })
    .where("id", "=", work.id)
    .execute();
  await transaction.deleteFrom("work_screen").where("work_id", "=", work.id).execute();
  await transaction
    .insertInto("work_screen")
    .values(screens.map(({ id }) => ({ work_id: work.id, screen_id: id })))
    .execute();
  return null;
}
