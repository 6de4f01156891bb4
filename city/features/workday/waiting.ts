import { localDate } from "@husting/series";
import type { Names } from "../buildings/index.ts";
import { type DecisionBook, type QuestionBook, staffPromisesPage } from "../decisions/index.ts";
import { drafts, type ExchangeParts } from "../exchange/index.ts";
import type { HeardParts } from "../heard/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { waitingAppeals } from "../moderation/index.ts";
import { mayUse, type Person } from "../people/index.ts";
import { type WaitingProposals, waitingProposalAppeals, waitingProposals } from "../proposals/index.ts";
import type { VerdictBook } from "../verdicts/index.ts";
import { gather, type InboxParts } from "./inbox.ts";
import { type WorkItem, type WorkKind, workKinds } from "./model.ts";
import type { WorkBook } from "./work-book.ts";

/** What waits for somebody, one line a subject. */
export interface WaitingLine {
  readonly subject: WaitingSubject;
  readonly count: number;
  /** Where all of it stands. */
  readonly path: string;
  /** At most `MOST_NAMED`. */
  readonly gravest: readonly Named[];
}

/** One of the things that wait: what it is called, since or until when, and what is the matter. */
export interface Named {
  readonly path: string;
  readonly title:
    | { readonly names: Names }
    /** In the words and the language of whoever wrote it; null where these are kept from view. */
    | { readonly text: string | null; readonly language: string };
  /** A local day. */
  readonly date: string | null;
  readonly matter:
    | WorkItem["matter"]
    | { readonly kind: "outside"; readonly share: number }
    | { readonly kind: "proposal"; readonly state: string; readonly endorsements: number }
    | { readonly kind: "promise"; readonly state: string; readonly office: string }
    | { readonly kind: "verdict"; readonly outcome: string }
    | { readonly kind: "fault"; readonly what: "station" | "mail" | "partner" }
    | { readonly kind: "nothing-more" };
}

export const waitingSubjects = [
  ...workKinds,
  ...(["rooms", "proposals", "appeals", "promises", "questions", "participation", "verdicts"] as const),
  ...(["unsettled", "drafts", "received", "faults"] as const),
] as const;
export type WaitingSubject = (typeof waitingSubjects)[number];

export const MOST_NAMED = 3;
/** A promise that comes due within so many days waits for its office. */
const DUE_SOON_DAYS = 30;
/** What partners told and measures were judged within so many days is news. */
const NEWS_DAYS = 60;
/** Rooms outside their limits in more of their hours than this are counted: docs/roles.md says so. */
export const OFTEN_OUTSIDE = 0.1;

const DAY_MS = 86_400_000;

export interface WaitingParts extends InboxParts {
  readonly work: WorkBook;
  readonly decisions: DecisionBook;
  readonly questions: QuestionBook;
  readonly exchange: ExchangeParts;
  readonly measures: MeasureRegister;
  readonly verdicts: VerdictBook;
  readonly heard: Pick<HeardParts, "processes">;
}

/** By the parts' clock. */
interface At {
  readonly today: string;
  readonly nowMs: number;
  readonly person: Person;
}

type Lines = (parts: WaitingParts, at: At) => Promise<WaitingLine[]>;

const line = (
  subject: WaitingSubject,
  path: string,
  all: readonly Named[],
  count = all.length,
): WaitingLine => ({
  ...{ subject, path, count },
  gravest: all.slice(0, MOST_NAMED),
});

/** What lies in the inbox, a line for each kind. */
export const inboxLines: Lines = async (parts, { person }) => {
  const all = await gather(parts, person.role);
  const handled = await parts.work.handled(all);
  const waiting = all.filter((item) => handled(item).asideUntil === null);
  return workKinds.flatMap((kind: WorkKind) => {
    const own = waiting.filter(({ matter }) => matter.kind === kind);
    if (!all.some(({ matter }) => matter.kind === kind)) return [];
    const path = mayUse("GET /:lang/staff/day", person.role) ? `/staff/day?kind=${kind}` : LISTS[kind];
    return [line(kind, path, own.map(namedItem))];
  });
};

/** Where the things of a kind stand for those who have no inbox. */
const LISTS: Readonly<Record<WorkKind, string>> = {
  quality: "/staff/quality",
  advice: "/staff/advice",
  complaint: "/staff/comments",
  moderation: "/staff/moderation",
};

function namedItem({ path, matter, building, room, since }: WorkItem): Named {
  const names = building === null ? null : room === null ? building.names : joined(room, building.names);
  return {
    path,
    title: names === null ? { text: null, language: "" } : { names },
    date: since,
    matter,
  };
}

const joined = (room: Names, building: Names): Names => ({
  sv: `${room.sv}, ${building.sv}`,
  zh: `${building.zh}${room.zh}`,
  en: `${room.en}, ${building.en}`,
});

/** Rooms that are often outside their limits; homes are not named one by one, and so not counted as rooms here. */
export const roomLines: Lines = async ({ civic }) => {
  const rows = await civic
    .selectFrom("climate_room")
    .innerJoin("room", "room.id", "climate_room.room_id")
    .innerJoin("building", "building.id", "climate_room.building_id")
    .select(["room.names", "building.names as building_names", "building.slug", "outside_share"])
    .where("home", "=", 0)
    .where("outside_share", ">=", OFTEN_OUTSIDE)
    .orderBy("outside_share", "desc")
    .orderBy("room_id")
    .execute();
  const named = rows.slice(0, MOST_NAMED).map(
    (row): Named => ({
      path: `/buildings/${row.slug}#indoor`,
      title: { names: joined(JSON.parse(row.names), JSON.parse(row.building_names)) },
      date: null,
      matter: { kind: "outside", share: row.outside_share ?? 0 },
    }),
  );
  return [line("rooms", "/staff/climate", named, rows.length)];
};

export const proposalLines: Lines = async ({ civic, zone }, { person }) => {
  const [waiting, appeals, moderated] = await Promise.all([
    waitingProposals(civic, person.role, MOST_NAMED),
    waitingProposalAppeals(civic, person.role, MOST_NAMED),
    waitingAppeals(civic),
  ]);
  const named = ({ oldest }: WaitingProposals): Named[] =>
    oldest.map(({ id, title, language, state, endorsements, sinceMs }) => ({
      path: `/staff/proposals/${id}`,
      title: { text: title, language },
      date: localDate(zone, sinceMs),
      matter: { kind: "proposal", state, endorsements },
    }));
  const ofTexts = moderated.map(
    ({ caseId, subject, rule, atMs }): Named => ({
      path: `/staff/moderation/${caseId}`,
      title: { text: null, language: "" },
      date: localDate(zone, atMs),
      matter: { kind: "moderation", id: caseId, subject: subject.kind, rule, reports: 0 },
    }),
  );
  const path = ofTexts.length > 0 ? "/staff/moderation" : "/staff/proposals?state=declined";
  return [
    line("proposals", "/staff/proposals", named(waiting), waiting.count),
    line("appeals", path, [...named(appeals), ...ofTexts], appeals.count + ofTexts.length),
  ];
};

/** Promises that are overdue or come due, and questions that nobody has answered. */
export const promiseLines: Lines = async ({ decisions, questions, zone, civic }, { today }) => {
  const [{ promises }, asked, answered] = await Promise.all([
    staffPromisesPage(decisions),
    questions.all(),
    civic.selectFrom("why_answer").select("question_id").distinct().execute(),
  ]);
  const soon = addDays(today, DUE_SOON_DAYS);
  const due = promises.filter(
    ({ state, dueDate }) => state === "unanswered" || (state === "open" && dueDate <= soon),
  );
  const isAnswered = new Set(answered.map(({ question_id }) => question_id));
  const open = asked
    .filter(({ id, sameAs, withheld }) => sameAs === null && withheld === null && !isAnswered.has(id))
    .sort((a, b) => a.dueDate.localeCompare(b.dueDate));
  return [
    line(
      "promises",
      "/staff/promises",
      due.map(({ id, text, language, dueDate, state, office }) => ({
        path: `/staff/promises/${id}`,
        title: { text, language },
        date: dueDate,
        matter: { kind: "promise", state, office },
      })),
    ),
    line(
      "questions",
      "/staff/decisions",
      open.map(({ about, text, language, askedAtMs }) => ({
        path: about.kind === "decision" ? `/staff/decisions/${about.ref}` : `/staff/proposals/${about.ref}`,
        title: { text, language },
        date: localDate(zone, askedAtMs),
        matter: { kind: "nothing-more" },
      })),
    ),
  ];
};

/** What was promised and not kept: for those who decide, on the public board. */
export const brokenLines: Lines = async ({ decisions }) => {
  const { promises } = await staffPromisesPage(decisions);
  const wanting = promises.filter(({ state }) => state === "unanswered" || state === "broken");
  return [
    line(
      "promises",
      "/promises",
      wanting.map(({ id, decisionId, text, language, dueDate, state, office }) => ({
        path: `/decisions/${decisionId}#promise-${id}`,
        title: { text, language },
        date: dueDate,
        matter: { kind: "promise", state, office },
      })),
    ),
  ];
};

/** What people can take part in now, what ends first on top. */
export const participationLines: Lines = async ({ heard }, { today }) => {
  const running = (await heard.processes.all())
    .filter(({ fromDate, toDate }) => fromDate <= today && (toDate === null || toDate >= today))
    .sort((a, b) => (a.toDate ?? "9").localeCompare(b.toDate ?? "9"));
  return [
    line(
      "participation",
      "/staff/participation",
      running.map(({ slug, names, toDate }) => ({
        path: `/staff/participation/${slug}`,
        title: { names },
        date: toDate,
        matter: { kind: "nothing-more" },
      })),
    ),
  ];
};

async function judged({ measures, verdicts, zone }: WaitingParts) {
  const [all, newest] = await Promise.all([measures.all(), verdicts.newest()]);
  return all
    .flatMap(({ id, slug, titles, state }) => {
      const verdict = newest.get(id);
      return verdict === undefined || state === "abandoned" ? [] : [{ slug, titles, verdict }];
    })
    .sort((a, b) => b.verdict.judgedAtMs - a.verdict.judgedAtMs)
    .map(({ slug, titles, verdict }) => ({
      verdict,
      named: {
        path: `/measures/${slug}`,
        title: { names: titles },
        date: localDate(zone, verdict.judgedAtMs),
        matter: { kind: "verdict", outcome: verdict.outcome },
      } satisfies Named,
    }));
}

/** What measures came to lately. */
export const verdictLines: Lines = async (parts, { nowMs }) => {
  const news = (await judged(parts)).filter(({ verdict }) => verdict.judgedAtMs > nowMs - NEWS_DAYS * DAY_MS);
  return [
    line(
      "verdicts",
      "/measures",
      news.map(({ named }) => named),
    ),
  ];
};

/** Measures whose newest verdict asks for something to be done: rooms that got worse, or nothing that can be said yet. */
export const unsettledLines: Lines = async (parts) => {
  const unsettled = (await judged(parts)).filter(
    ({ verdict }) => verdict.outcome === "saved-but-indoors-got-worse" || verdict.outcome === "inconclusive",
  );
  return [
    line(
      "unsettled",
      "/measures",
      unsettled.map(({ named }) => named),
    ),
  ];
};

export const exchangeLines: Lines = async ({ exchange, zone }, { nowMs }) => {
  const [waiting, partners, received] = await Promise.all([
    drafts(exchange),
    exchange.partners.all(),
    exchange.civic
      .selectFrom("exchange_received")
      .select(["partner_id", "sha256", "received_at_ms"])
      .where("state", "=", "accepted")
      .where("received_at_ms", ">", nowMs - NEWS_DAYS * DAY_MS)
      .orderBy("received_at_ms", "desc")
      .orderBy("sequence", "desc")
      .execute(),
  ]);
  const nameOf = new Map(partners.map(({ id, names }) => [id, names]));
  const named = (partner: number, path: string, atMs: number): Named => ({
    path,
    title: { names: nameOf.get(partner) ?? exchange.city.names },
    date: localDate(zone, atMs),
    matter: { kind: "nothing-more" },
  });
  return [
    line(
      "drafts",
      "/staff/releases",
      waiting.map(({ id, partnerId, madeAtMs }) => named(partnerId, `/staff/releases/${id}`, madeAtMs)),
    ),
    line(
      "received",
      "/partner",
      received.map((row) => named(row.partner_id, `/received/${row.sha256}`, row.received_at_ms)),
    ),
  ];
};

/** What runs by itself and does not: weather that is not fetched, letters that are not sent, partners that are not reached. */
export const faultLines: Lines = async ({ civic, zone }) => {
  const [stations, letters, partners] = await Promise.all([
    civic
      .selectFrom("weather_station")
      .select(["name", "newest_ms"])
      .where("fault", "is not", null)
      .execute(),
    civic.selectFrom("notice_wish").select("failed_at_ms").where("failed_at_ms", "is not", null).execute(),
    civic
      .selectFrom("partner")
      .select(["city", "names", "tried_at_ms"])
      .where("fault", "is not", null)
      .execute(),
  ]);
  const day = (atMs: number | null): string | null => (atMs === null ? null : localDate(zone, atMs));
  const same = (text: string): Names => ({ sv: text, zh: text, en: text });
  return [
    line("faults", "/staff/quality", [
      ...stations.map(
        ({ name, newest_ms }): Named => ({
          ...{ path: "/staff/weather", title: { names: same(name) }, date: day(newest_ms) },
          matter: { kind: "fault", what: "station" },
        }),
      ),
      ...letters.slice(0, 1).map(
        ({ failed_at_ms }): Named => ({
          ...{ path: "/staff/quality", title: { text: null, language: "" }, date: day(failed_at_ms) },
          matter: { kind: "fault", what: "mail" },
        }),
      ),
      ...partners.map(
        ({ city, names, tried_at_ms }): Named => ({
          ...{ path: `/staff/partners/${city}`, title: { names: JSON.parse(names) }, date: day(tried_at_ms) },
          matter: { kind: "fault", what: "partner" },
        }),
      ),
    ]),
  ];
};

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

export function readClock({ zone, nowMs }: Pick<WaitingParts, "zone" | "nowMs">, person: Person): At {
  const now = nowMs();
  return { today: localDate(zone, now), nowMs: now, person };
}

export type WaitingLines = Lines;
