import { z } from "zod";
import { count, localDate, names, sha256Hex } from "../shapes.ts";

const finite = z.number();
const points = z.strictObject({ estimatePoints: finite, lowerPoints: finite, upperPoints: finite });
const days = z.strictObject({ firstDate: localDate, lastDate: localDate });

/** A frozen claim of avoided carbon as the city keeps it; its reader checks it to the gram. */
const claim = z.looseObject({ format: z.literal("husting-carbon-claim") });

/**
 * A measure and what it came to, as one city tells another: no room, no home and no person stands in it. The whole verdict is
 * public in its own city; `sha256` names it.
 */
export const measureVerdictSchema = z.strictObject({
  measure: z.strictObject({
    slug: z.string().max(200),
    titles: names,
    kind: z.string().max(60),
    carrier: z.string().max(60),
    /** The office that answers for it. */
    owner: z.string().max(300),
    finishedOn: localDate,
    buildings: z.strictObject({
      count: z.int().min(1),
      uses: z.array(z.string().max(60)),
      /** Sums by kind of floor area, which never mix. */
      floorAreas: z.array(z.strictObject({ kind: z.string().max(60), m2: finite, buildings: count })),
    }),
  }),
  verdict: z.strictObject({
    version: z.int().min(1),
    sha256: sha256Hex,
    afterDays: z.int().min(1),
    isFinal: z.boolean(),
    outcome: z.enum([
      "verified",
      "verified-people-not-asked",
      "saved-but-indoors-got-worse",
      "no-saving-shown",
      "inconclusive",
    ]),
    baseline: days,
    reporting: days,
    energy: z.strictObject({
      state: z.enum(["saved", "no-saving", "open", "not-measured"]),
      leastWorthwhileSavingShare: finite,
      /** 90 % interval. */
      figures: z
        .strictObject({
          avoidedKwh: finite,
          lowerKwh: finite,
          upperKwh: finite,
          counterfactualKwh: finite,
          daysCounted: count,
        })
        .nullable(),
    }),
    rooms: z.strictObject({
      state: z.enum(["held", "harmed", "open", "not-measured"]),
      marginPoints: finite,
      worst: points.nullable(),
      planned: count,
      judged: count,
    }),
    people: z.strictObject({
      state: z.enum(["held", "harmed", "open", "not-measured"]),
      marginPoints: finite,
      /** Null where there is none, and where it would tell of fewer than five people. */
      difference: points.nullable(),
      answers: z.strictObject({ baseline: count, reporting: count }).nullable(),
      withheld: z.enum(["few"]).nullable(),
    }),
  }),
  /** What it avoided in CO2 by the sender's own factors, frozen; or why nothing can be said. */
  carbon: z.discriminatedUnion("told", [
    z.strictObject({ told: z.literal(true), claim }),
    z.strictObject({ told: z.literal(false), reason: z.string().max(80) }),
  ]),
});

export type MeasureVerdictBody = z.infer<typeof measureVerdictSchema>;
