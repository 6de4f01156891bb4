import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import {
  type AdviceCarbon,
  type AdviceParts,
  advicePage,
  leadingFigure,
  type RankedAdvice,
} from "../climate/index.ts";
import { type ModerationCase, waitingCases } from "../moderation/index.ts";
import type { Viewer } from "../people/index.ts";
import { type ListedAlarm, openAlarms, type QualityParts } from "../quality/index.ts";
import { type CommentPageParts, commentsPage } from "../votes/index.ts";
import { kindsOf } from "./kinds.ts";
import { type Urgency, urgencies, type WorkItem, type WorkKind } from "./model.ts";

/** What an inbox is gathered from: the lists of the features themselves. */
export interface InboxParts {
  readonly civic: CivicDatabase;
  readonly quality: Pick<QualityParts, "alarms" | "registry">;
  readonly advice: AdviceParts & AdviceCarbon;
  readonly comments: CommentPageParts;
  readonly zone: string;
  readonly nowMs: () => number;
}

const DAY_MS = 86_400_000;
/** A room outside its limits in more of its hours than this: a complaint about it is no surprise. */
const OFTEN_OUTSIDE = 0.1;
/** A reported text that nobody has looked at for so long. */
const LONG_WAITING_DAYS = 7;
/** Advice that rests on figures as sure as this. */
const CLEAR = 0.85;

/** Everything that wants somebody of this role, the most urgent first, whatever was done with it. */
export async function gather(parts: InboxParts, viewer: Viewer): Promise<WorkItem[]> {
  const gathered = await Promise.all(kindsOf(viewer).map((kind) => GATHERED[kind](parts, viewer)));
  return gathered
    .flat()
    .sort(
      (a, b) =>
        urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
        b.weight - a.weight ||
        (a.since ?? "9").localeCompare(b.since ?? "9") ||
        a.key.localeCompare(b.key),
    );
}

const GATHERED: Readonly<Record<WorkKind, (parts: InboxParts, viewer: Viewer) => Promise<WorkItem[]>>> = {
  quality: async ({ quality, zone }) => (await openAlarms(quality)).map((alarm) => alarmItem(alarm, zone)),
  advice: async ({ advice }, viewer) =>
    (await advicePage(advice, viewer, "worth")).advice
      .filter(({ measure }) => measure === null)
      .map((found, place, all) => adviceItem(found, all.length - place)),
  complaint: complaints,
  moderation: async ({ civic, zone, nowMs }) =>
    (await waitingCases(civic)).map((one, place, all) => caseItem(one, all.length - place, zone, nowMs())),
};

function alarmItem({ kind, subject, points, sinceMs, building }: ListedAlarm, zone: string): WorkItem {
  const isSilence = kind !== "questions";
  return {
    key: `quality/${kind}/${subject}`,
    urgency: isSilence ? "now" : "soon",
    matter: { kind: "quality", alarm: kind, source: kind === "source-silent" ? subject : "", points },
    building,
    room: null,
    since: localDate(zone, sinceMs),
    path: building === null ? "/staff/quality" : `/staff/quality/${building.slug}`,
    figure: points,
    weight: points,
  };
}

function adviceItem(
  { building, key, code, confidence, evidence, roomCount }: RankedAdvice,
  weight: number,
): WorkItem {
  return {
    key: `advice/${building.slug}/${key}`,
    urgency: confidence >= CLEAR ? "soon" : "later",
    matter: { kind: "advice", code, confidence, rooms: roomCount },
    building,
    room: null,
    since: null,
    path: `/staff/advice/${building.slug}`,
    figure: leadingFigure({ code, evidence }),
    weight,
  };
}

async function complaints({ civic, comments }: InboxParts): Promise<WorkItem[]> {
  const [{ buildings }, rooms] = await Promise.all([
    commentsPage(comments),
    civic.selectFrom("climate_room").select(["room_id", "outside_share"]).execute(),
  ]);
  const outside = new Map(rooms.map((row) => [row.room_id, row.outside_share]));
  return buildings.flatMap(({ slug, names, comments: of }) =>
    of
      .filter(({ isSeen }) => !isSeen)
      .map(({ id, roomId, room, week, text }): WorkItem => {
        const outsideShare = outside.get(roomId) ?? null;
        const urgency: Urgency = (outsideShare ?? 0) >= OFTEN_OUTSIDE ? "now" : "soon";
        return {
          key: `complaint/${id}`,
          urgency,
          matter: { kind: "complaint", id, text, outsideShare },
          building: { slug, names },
          room,
          since: week,
          path: `/staff/comments/${id}`,
          figure: 1,
          weight: outsideShare ?? 0,
        };
      }),
  );
}

function caseItem(
  { id, subject, rule, reports, openedAtMs }: ModerationCase,
  weight: number,
  zone: string,
  nowMs: number,
): WorkItem {
  const isGrave = rule === "unlawful" || rule === "threats" || rule === "personal-data";
  return {
    key: `moderation/${id}`,
    urgency: isGrave || nowMs - openedAtMs > LONG_WAITING_DAYS * DAY_MS ? "now" : "soon",
    matter: { kind: "moderation", id, subject: subject.kind, rule, reports },
    building: null,
    room: null,
    since: localDate(zone, openedAtMs),
    path: `/staff/moderation/${id}`,
    figure: 1,
    weight,
  };
}
