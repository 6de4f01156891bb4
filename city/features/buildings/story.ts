import type { Outcome } from "@husting/verdict";
import type { ClimateView } from "../climate/index.ts";
import type { Measure, MeasureState } from "../measures/index.ts";
import type { SavingsClaim } from "../savings/index.ts";
import type { VerdictBook } from "../verdicts/index.ts";
import type { Released } from "../votes/index.ts";
import type { MeterView } from "./building-page.ts";
import type { EnergyState } from "./city-page.ts";
import type { Names } from "./registry.ts";

/** Local dates that a figure is of, the last day included. */
export interface StoryPeriod {
  readonly from: string;
  readonly to: string;
}

/** How a house is doing, for somebody who lives or works in it: each floor is null where too little is known. */
export interface HouseStory {
  readonly energy: {
    readonly carrier: string;
    readonly state: EnergyState;
    /** Used over what would have been used in the same weather, with its 90 % interval; null without a claim. */
    readonly used: {
      readonly share: number;
      readonly low: number;
      readonly high: number;
      readonly period: StoryPeriod;
    } | null;
    /** What meters, rooms and people together made of its measure; null before the last look, and without one. */
    readonly verdict: Outcome | null;
  } | null;
  readonly rooms: {
    /** Share of the measured time in use that was neither too cold nor too warm. */
    readonly heldShare: number;
    /** Share of it in which the air was fresh enough; null where nobody has measured that. */
    readonly freshShare: number | null;
    readonly measuredShare: number;
    readonly rooms: number;
    readonly period: StoryPeriod;
  } | null;
  /** Homes that are measured, and too few to be told even together. */
  readonly homesUntold: number;
  /** Of the newest season of which answers may be told, such as `2026-winter`. */
  readonly people: { readonly right: number; readonly votes: number; readonly season: string } | null;
  /** What is planned, under way or done here, newest first. */
  readonly measures: readonly {
    readonly slug: string;
    readonly titles: Names;
    readonly state: MeasureState;
    readonly verdict: { readonly outcome: Outcome; readonly isFinal: boolean } | null;
  }[];
}

/**
 * The energy of the newest judged measure, else of any measure, else the one most of which is used, among those something can be
 * said of: a house is told by one, which the page names, and its sections tell the others.
 */
function told(meters: readonly MeterView[]): HouseStory["energy"] {
  const rank = ({ measure }: MeterView): number =>
    measure === null ? 0 : measure.verdict?.isFinal === true ? 2 : 1;
  const inOrder = [...meters].sort(
    (a, b) => rank(b) - rank(a) || (b.summary?.year.kwh ?? 0) - (a.summary?.year.kwh ?? 0),
  );
  const meter = inOrder.find(({ summary }) => summary?.claim.ok) ?? inOrder[0];
  if (meter === undefined) return null;
  const { carrier, state, summary, measure } = meter;
  const claim = summary?.claim;
  const verdict = measure?.verdict;
  return {
    carrier,
    state,
    used: claim?.ok ? usedShares(claim) : null,
    verdict: verdict?.isFinal === true ? verdict.outcome : null,
  };
}

function usedShares({ savings, coverage }: SavingsClaim): NonNullable<HouseStory["energy"]>["used"] {
  const { counterfactual, observed, interval90 } = savings;
  if (!(counterfactual > 0)) return null;
  // Most avoided is least used.
  return {
    share: observed / counterfactual,
    low: 1 - interval90.high / counterfactual,
    high: 1 - interval90.low / counterfactual,
    period: { from: coverage.reporting.from, to: coverage.reporting.to },
  };
}

export function houseStory(
  meters: readonly MeterView[],
  climate: ClimateView | null,
  seasons: readonly Released[],
  measures: readonly Measure[],
  verdicts: Awaited<ReturnType<VerdictBook["newest"]>>,
): HouseStory {
  const outside = climate?.building?.outside ?? null;
  const stuffy = climate?.building?.tooMuchCo2 ?? null;
  const newest = seasons[0];
  return {
    energy: told(meters),
    rooms:
      climate === null || outside === null
        ? null
        : {
            heldShare: 1 - outside.meanShareOutside,
            freshShare: stuffy === null ? null : 1 - stuffy.meanShareOutside,
            measuredShare: outside.coverage.share,
            rooms: outside.roomsMeasured,
            period: { from: climate.period.fromDate, to: climate.period.toDate },
          },
    homesUntold: climate !== null && climate.building === null ? climate.homes.measured : 0,
    people:
      newest === undefined
        ? null
        : { right: newest.feelings.right, votes: newest.votes, season: newest.season },
    measures: [...measures]
      .filter(({ state }) => state !== "abandoned")
      .sort((a, b) => b.id - a.id)
      .map(({ id, slug, titles, state }) => {
        const verdict = verdicts.get(id);
        return {
          ...{ slug, titles, state },
          verdict: verdict === undefined ? null : { outcome: verdict.outcome, isFinal: verdict.isFinal },
        };
      }),
  };
}
