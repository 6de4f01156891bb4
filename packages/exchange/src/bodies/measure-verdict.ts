import { z } from "zod";
import { count, localDate, names, plainText, sha256Hex } from "../shapes.ts";

const finite = z.number();
const points = z
  .strictObject({ estimatePoints: finite, lowerPoints: finite, upperPoints: finite })
  .refine(
    ({ estimatePoints, lowerPoints, upperPoints }) =>
      lowerPoints <= estimatePoints && estimatePoints <= upperPoints,
  );
const days = z.strictObject({ firstDate: localDate, lastDate: localDate });

/** A frozen claim of avoided carbon as the city keeps it; its reader checks it to the gram. */
const claim = z.looseObject({ format: z.literal("husting-carbon-claim") });

/** What an outcome rests on. */
interface Parts {
  readonly outcome: string;
  readonly energy: { readonly figures: { readonly lowerKwh: number } | null };
  readonly rooms: { readonly state: string };
  readonly people: { readonly state: string };
}

/** Whether an outcome that says something was saved follows from what is told of meters, rooms and people. */
function followsFromItsParts({ outcome, energy, rooms, people }: Parts): boolean {
  const saved = energy.figures !== null && energy.figures.lowerKwh > 0;
  if (outcome === "verified") return saved && rooms.state === "held" && people.state === "held";
  if (outcome === "verified-people-not-asked")
    return saved && rooms.state === "held" && people.state === "not-measured";
  if (outcome === "saved-but-indoors-got-worse")
    return saved && (rooms.state === "harmed" || people.state === "harmed");
  return true;
}

/**
 * A measure and what it came to, as one city tells another: no room, no home and no person stands in it. The whole verdict is
 * public in its own city; `sha256` names it.
 */
export const measureVerdictSchema = z.strictObject({
  measure: z.strictObject({
    slug: plainText(200),
    titles: names,
    kind: plainText(60),
    carrier: plainText(60),
    /** The office that answers for it. */
    owner: plainText(300),
    finishedOn: localDate,
    buildings: z.strictObject({
      count: z.int().min(1),
      uses: z.array(plainText(60)),
      /** Sums by kind of floor area, which never mix. */
      floorAreas: z.array(z.strictObject({ kind: plainText(60), m2: finite, buildings: count })),
    }),
  }),
  verdict: z
    .strictObject({
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
          .refine(
            ({ lowerKwh, avoidedKwh, upperKwh, counterfactualKwh }) =>
              lowerKwh <= avoidedKwh && avoidedKwh <= upperKwh && counterfactualKwh > 0,
          )
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
        /** Null where there is none, and where it is withheld. */
        difference: points.nullable(),
        answers: z.strictObject({ baseline: count, reporting: count }).nullable(),
        /** Whether figures are kept back that would tell of a few people. */
        withheld: z.boolean(),
      }),
    })
    .refine(followsFromItsParts, { path: ["outcome"] }),
  /** What it avoided in CO2 by the sender's own factors, frozen; or why nothing can be said. */
  carbon: z.discriminatedUnion("told", [
    z.strictObject({ told: z.literal(true), claim }),
    z.strictObject({ told: z.literal(false), reason: plainText(80) }),
  ]),
});

export type MeasureVerdictBody = z.infer<typeof measureVerdictSchema>;
