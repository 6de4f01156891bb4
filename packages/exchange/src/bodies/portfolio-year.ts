import { z } from "zod";
import { count, plainText, sha256Hex } from "../shapes.ts";
import { populationSchema } from "./city-profile.ts";

const name = plainText(60);

/** A number, or that it is not told. Why it is not stays in the city: it would narrow the number down. */
const told = z.union([z.strictObject({ value: z.number() }), z.strictObject({ withheld: z.literal(true) })]);

interface Row {
  readonly use: string;
  readonly carrier: string;
  readonly kwh: z.infer<typeof told>;
}

/** Whether what is told of the uses fits into what is told of all: each is rounded to a kilowatt-hour. */
function holdsItsParts(all: Row, rows: readonly Row[]): boolean {
  if (!("value" in all.kwh)) return true;
  const parts = rows.filter(({ use, carrier }) => use !== "all" && carrier === all.carrier);
  const sum = parts.reduce((total, { kwh }) => total + ("value" in kwh ? kwh.value : 0), 0);
  const isWhole = parts.every(({ kwh }) => "value" in kwh);
  const difference = all.kwh.value - sum;
  return isWhole ? Math.abs(difference) <= parts.length : difference >= -parts.length;
}

/**
 * A city's year: energy by use of building and carrier, and what people said of their rooms. Cells that would tell of fewer
 * than `k` people or homes are withheld, and so are those they could be reckoned from. `all` is the total over uses.
 */
export const portfolioYearSchema = z
  .strictObject({
    year: z.int().min(1990).max(2200),
    k: z.int().min(2),
    /** Of the city's weather in that year; null where too little of it was measured. */
    degreeDays: z
      .strictObject({
        /** One rule for all cities: Σ max(0, 18 °C − the day's mean), K·d. */
        rule: z.literal("HDD18"),
        kelvinDays: z.number().min(0),
        daysCounted: count,
        daysExpected: count,
      })
      .nullable(),
    population: populationSchema.nullable(),
    /** Of the buildings that the energy is of, each definition by itself. */
    floorAreas: z.array(z.strictObject({ use: name, kind: name, m2: z.number(), buildings: count })),
    energy: z.array(
      z.strictObject({
        use: name,
        carrier: name,
        kwh: told,
        buildings: count,
        /** Share of the hours of the year that was measured, over its meters. */
        measuredShare: z.number().min(0).max(1),
      }),
    ),
    /** By carrier, the sender's own factors; a carrier without one is named in `withoutFactor`. */
    carbon: z.array(
      z.strictObject({
        carrier: name,
        /** The factor's whole record, as `@husting/carbon` has it: its reader checks it. */
        factor: z.looseObject({
          id: plainText(80),
          gas: plainText(20),
          scope: plainText(40),
          gramsPerKwh: z.string().max(20),
          standing: plainText(40),
        }),
        factorHash: sha256Hex,
      }),
    ),
    withoutFactor: z.array(name),
    /** Answers of the year to "how do you feel in this room?", by use of building. */
    comfort: z.array(z.strictObject({ use: name, answer: name, answers: told })),
  })
  .refine(({ energy }) => energy.every((row) => row.use !== "all" || holdsItsParts(row, energy)), {
    path: ["energy"],
  });
export type PortfolioYearBody = z.infer<typeof portfolioYearSchema>;
