import { localDate } from "@husting/series";
import type { Language } from "../../web/language/index.ts";
import type { BudgetParts, ResultTeller } from "../budget-votes/index.ts";
import { budgetsPage } from "../budget-votes/index.ts";
import type { Names } from "../buildings/index.ts";
import type { CarbonTeller, ListedCarbon } from "../carbon/index.ts";
import { type ConversationParts, conversationsPage } from "../conversations/index.ts";
import {
  type BoardPromise,
  boardPromises,
  countStates,
  type Decision,
  type DecisionBook,
  type StateCounts,
  type UnitingStatement,
} from "../decisions/index.ts";
import { type District, type HeardParts, heardPage, type MissingGroup } from "../heard/index.ts";
import type { Measure, MeasureRegister } from "../measures/index.ts";
import { type ListedProposal, type ListParts, mostWanted } from "../proposals/index.ts";
import { isVerified, type KeptVerdict, type VerdictBook } from "../verdicts/index.ts";
import {
  chosenPeriod,
  isWithin,
  type OfferedPeriods,
  offeredPeriods,
  type Period,
  periodBefore,
} from "./period.ts";

/** So much of each list stands on two sheets of paper; the rest is a link away. */
export const MOST = { promises: 8, verdicts: 8, processes: 6, proposals: 5, uniting: 5, budgets: 4 } as const;

/** A measure's verdict with what it saved and cost. */
export interface ToldVerdict {
  readonly slug: string;
  readonly titles: Names;
  readonly outcome: KeptVerdict["outcome"];
  readonly isFinal: boolean;
  readonly judgedOn: string;
  /** 90 % interval of the avoided energy; null where it could not be told. */
  readonly energy: { readonly kwh: number; readonly lowKwh: number; readonly highKwh: number } | null;
  readonly carbon: ListedCarbon | null;
  readonly costMinor: number | null;
}

type OutcomeCounts = Readonly<Partial<Record<KeptVerdict["outcome"], number>>>;

/** What can be compared with the time before. */
export interface OverviewFigures {
  readonly decisions: number;
  readonly promises: number;
  readonly promiseStates: StateCounts;
  readonly verdicts: number;
  readonly outcomes: OutcomeCounts;
  /** Savings that the last look verified: what a measure comes to so far can still change. */
  readonly saved: number;
  readonly proposals: number;
}

export interface OverviewMoney {
  readonly currency: string;
  /** What accepted decisions cost by what they say; and how many of them say nothing of it. */
  readonly decidedMinor: number;
  readonly decisionsWithCost: number;
  readonly decisionsWithout: number;
  /** What the judged measures cost; and how many of them have no cost on record. */
  readonly measuresMinor: number;
  readonly measuresWithCost: number;
  readonly measuresWithout: number;
}

export interface HeardLine {
  readonly slug: string;
  readonly names: Names;
  /** Null where nothing was told of it yet. */
  readonly participants: number | null;
  /** Null where there is no table of the population to compare with. */
  readonly missing:
    | readonly Pick<MissingGroup, "dimension" | "ids" | "heard" | "atMost" | "expected">[]
    | null;
}

export interface OverviewPage {
  readonly period: Period;
  readonly before: Period;
  readonly offered: OfferedPeriods;
  readonly today: string;
  /** Whether the period goes on. */
  readonly isUnderWay: boolean;
  readonly figures: OverviewFigures;
  /** Null where nothing was on record then. */
  readonly figuresBefore: OverviewFigures | null;
  /** What nobody answered for and what was broken first. */
  readonly promises: readonly Pick<
    BoardPromise,
    "id" | "decisionId" | "text" | "language" | "dueDate" | "state" | "office" | "easy"
  >[];
  readonly verdicts: readonly ToldVerdict[];
  readonly money: OverviewMoney;
  readonly heard: readonly HeardLine[];
  readonly districts: readonly District[];
  readonly wanted: readonly ListedProposal[];
  readonly uniting: readonly {
    readonly conversation: Names;
    readonly report: string;
    readonly statement: UnitingStatement;
  }[];
  readonly budgets: readonly {
    readonly id: number;
    readonly names: Names;
    readonly amountMinor: number;
    readonly currency: string;
    readonly voters: number;
    readonly won: readonly { readonly names: Names; readonly costMinor: number }[];
    readonly projects: number;
  }[];
  /** Measures whose work is finished and of which nothing can be said yet. */
  readonly notJudged: number;
}

export interface OverviewParts {
  readonly decisions: DecisionBook;
  readonly measures: MeasureRegister;
  readonly verdicts: VerdictBook;
  readonly carbon: CarbonTeller;
  readonly heard: HeardParts;
  readonly lists: ListParts;
  readonly conversations: ConversationParts;
  readonly budgets: Pick<BudgetParts, "civic"> & { readonly results: Pick<ResultTeller, "page"> };
  readonly currency: string;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** A city in one term or year: the same to majority, opposition and everybody. @param asked name of the period. */
export async function overviewPage(
  parts: OverviewParts,
  language: Language,
  asked: string | null,
): Promise<OverviewPage> {
  const today = localDate(parts.zone, parts.nowMs());
  const [{ terms }, decisions, promises, measures, documents, firstMs] = await Promise.all([
    parts.decisions.bodies.register(),
    parts.decisions.all(),
    boardPromises(parts.decisions),
    parts.measures.all(),
    parts.verdicts.newestDocuments(),
    firstOnRecord(parts),
  ]);
  const offered = offeredPeriods(firstMs === null ? today : localDate(parts.zone, firstMs), today, terms);
  const period = chosenPeriod(offered, asked);
  const before = periodBefore(period);
  const told = await verdictsOf(parts, measures, documents);
  const known = { decisions, promises, told };
  const [figures, then, wanted, heard, uniting, budgets] = await Promise.all([
    figuresOf(parts, known, language, period),
    figuresOf(parts, known, language, before),
    mostWanted(parts.lists, language, instantsOf(parts.zone, period), MOST.proposals),
    heardIn(parts, period),
    unitingIn(parts, period),
    budgetsIn(parts, period),
  ]);
  const own = promises.filter(({ decision }) => isWithin(decision.date, period));
  const verdicts = told.filter(({ judgedOn }) => isWithin(judgedOn, period));
  return {
    ...{ period, before, offered, today, isUnderWay: period.toDate >= today, figures },
    figuresBefore: isEmpty(then) ? null : then,
    promises: own
      .sort(wantingFirst)
      .slice(0, MOST.promises)
      .map(({ id, decisionId, text, language: written, dueDate, state, office, easy }) => ({
        ...{ id, decisionId, text, language: written, dueDate, state, office, easy },
      })),
    verdicts: verdicts.slice(0, MOST.verdicts),
    money: moneyOf(
      parts.currency,
      decisions.filter(({ date }) => isWithin(date, period)),
      verdicts,
    ),
    ...heard,
    wanted: wanted.proposals,
    uniting,
    budgets,
    notJudged: measures.filter(
      ({ id, state, reportingStartMs }) =>
        reportingStartMs !== null && state !== "abandoned" && !documents.has(id),
    ).length,
  };
}

async function firstOnRecord({ lists, decisions }: OverviewParts): Promise<number | null> {
  const [proposal, [oldest]] = await Promise.all([
    lists.civic
      .selectFrom("proposal")
      .select(({ fn }) => fn.min("made_at_ms").as("atMs"))
      .executeTakeFirst(),
    decisions.all().then((all) => all.toReversed()),
  ]);
  const all = [
    ...(proposal?.atMs == null ? [] : [proposal.atMs]),
    ...(oldest === undefined ? [] : [Date.parse(oldest.date)]),
  ];
  return all.length === 0 ? null : Math.min(...all);
}

function instantsOf(zone: string, { fromDate, toDate }: Period) {
  const at = (date: Temporal.PlainDate): number => date.toZonedDateTime(zone).epochMilliseconds;
  return {
    fromMs: at(Temporal.PlainDate.from(fromDate)),
    untilMs: at(Temporal.PlainDate.from(toDate).add({ days: 1 })),
  };
}

interface Known {
  readonly decisions: readonly Decision[];
  readonly promises: readonly BoardPromise[];
  readonly told: readonly ToldVerdict[];
}

async function figuresOf(
  { lists, zone }: OverviewParts,
  { decisions, promises, told }: Known,
  language: Language,
  period: Period,
): Promise<OverviewFigures> {
  const made = promises.filter(({ decision }) => isWithin(decision.date, period));
  const judged = told.filter(({ judgedOn }) => isWithin(judgedOn, period));
  const { count } = await mostWanted(lists, language, instantsOf(zone, period), 0);
  const outcomes: Partial<Record<KeptVerdict["outcome"], number>> = {};
  for (const { outcome } of judged) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return {
    decisions: decisions.filter(({ date }) => isWithin(date, period)).length,
    promises: made.length,
    promiseStates: countStates(made),
    verdicts: judged.length,
    outcomes,
    saved: judged.filter(({ isFinal, outcome }) => isFinal && isVerified(outcome)).length,
    proposals: count,
  };
}

function isEmpty({ decisions, promises, verdicts, proposals }: OverviewFigures): boolean {
  return decisions + promises + verdicts + proposals === 0;
}

/** The newest verdict of each measure, newest first. */
async function verdictsOf(
  { carbon, zone }: OverviewParts,
  measures: readonly Measure[],
  documents: ReadonlyMap<number, KeptVerdict>,
): Promise<ToldVerdict[]> {
  const avoided = await carbon.listed(measures);
  return measures
    .flatMap((measure) => {
      const kept = documents.get(measure.id);
      if (kept === undefined || measure.state === "abandoned") return [];
      const { figures } = kept.document.energy;
      return [
        {
          slug: measure.slug,
          titles: measure.titles,
          outcome: kept.outcome,
          isFinal: kept.isFinal,
          judgedOn: localDate(zone, kept.judgedAtMs),
          energy: figures && {
            kwh: figures.avoidedKwh,
            lowKwh: figures.lowerKwh,
            highKwh: figures.upperKwh,
          },
          carbon: avoided.get(measure.id) ?? null,
          costMinor: measure.costMinor,
        } satisfies ToldVerdict,
      ];
    })
    .sort((a, b) => b.judgedOn.localeCompare(a.judgedOn) || a.slug.localeCompare(b.slug));
}

const WANTING = ["unanswered", "broken", "partly", "late", "open", "kept"] as const;

function wantingFirst(a: BoardPromise, b: BoardPromise): number {
  return (
    WANTING.indexOf(a.state) - WANTING.indexOf(b.state) || a.dueDate.localeCompare(b.dueDate) || a.id - b.id
  );
}

function moneyOf(
  currency: string,
  decisions: readonly Decision[],
  verdicts: readonly ToldVerdict[],
): OverviewMoney {
  const accepted = decisions.filter(({ outcome }) => outcome === "accepted");
  const sum = (all: readonly { readonly costMinor: number | null }[]): number =>
    all.reduce((total, { costMinor }) => total + (costMinor ?? 0), 0);
  const withCost = (all: readonly { readonly costMinor: number | null }[]): number =>
    all.filter(({ costMinor }) => costMinor !== null).length;
  return {
    currency,
    decidedMinor: sum(accepted),
    decisionsWithCost: withCost(accepted),
    decisionsWithout: accepted.length - withCost(accepted),
    measuresMinor: sum(verdicts),
    measuresWithCost: withCost(verdicts),
    measuresWithout: verdicts.length - withCost(verdicts),
  };
}

/** What people could take part in within the period, and who is missing by what was told last. */
async function heardIn(
  { heard }: OverviewParts,
  { fromDate, toDate }: Period,
): Promise<Pick<OverviewPage, "heard" | "districts">> {
  const { processes, districts } = await heardPage(heard);
  return {
    heard: processes
      .filter((process) => process.fromDate <= toDate && (process.toDate ?? "9") >= fromDate)
      .slice(0, MOST.processes)
      .map(({ slug, names, newest }) => ({
        ...{ slug, names, participants: newest?.participants ?? null },
        missing:
          newest === null || newest.population === null
            ? null
            : newest.missing.map(({ dimension, ids, heard: of, atMost, expected }) => ({
                ...{ dimension, ids, heard: of, atMost, expected },
              })),
      })),
    districts,
  };
}

/** What unites all groups, of conversations that were told for the last time within the period. */
async function unitingIn(
  { conversations, decisions }: OverviewParts,
  period: Period,
): Promise<OverviewPage["uniting"]> {
  const { conversations: all } = await conversationsPage(conversations);
  const over = all.filter(({ told }) => told?.isFinal === true && isWithin(told.day, period));
  const found = await Promise.all(
    over.map(async ({ slug, titles }) => {
      const one = await decisions.parts.conversations?.find(slug);
      return (one?.uniting ?? []).map((statement) => ({
        conversation: titles,
        report: one?.report ?? `/conversations/${slug}`,
        statement,
      }));
    }),
  );
  return found.flat().slice(0, MOST.uniting);
}

async function budgetsIn({ budgets, zone }: OverviewParts, period: Period): Promise<OverviewPage["budgets"]> {
  const { budgets: all } = await budgetsPage(budgets);
  const counted = all.filter(
    ({ state, closesAtMs }) => state === "counted" && isWithin(localDate(zone, closesAtMs), period),
  );
  const told = await Promise.all(
    counted.slice(0, MOST.budgets).map(async ({ id, names, amountMinor, currency }) => {
      const result = (await budgets.results.page(id, new Map()))?.result;
      if (result == null) return [];
      return [
        {
          ...{ id, names, amountMinor, currency, voters: result.voters, projects: result.projects.length },
          won: result.projects
            .filter(({ won }) => won)
            .map(({ names: of, costMinor }) => ({ names: of, costMinor })),
        },
      ];
    }),
  );
  return told.flat();
}
