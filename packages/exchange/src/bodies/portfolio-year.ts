import { z } from "zod";
import { count, sha256Hex } from "../shapes.ts";
import { populationSchema } from "./city-profile.ts";

const name = z.string().max(60);

/** A number, or that it is not told. Why it is not stays in the city: it would narrow the number down. */
const told = z.union([z.strictObject({ value: z.number() }), z.strictObject({ withheld: z.literal(true) })]);

/**
 * A city's year: energy by use of building and carrier, and what people said of their rooms. Cells that would tell of fewer
 * than `k` people or homes are withheld, and so are those they could be reckoned from. `all` is the total over uses.
 */
export const portfolioYearSchema = z.strictObject({
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
      factorId: z.string().max(80),
      factorHash: sha256Hex,
      gas: z.string().max(20),
      scope: z.string().max(40),
      gramsPerKwh: z.number(),
    }),
  ),
  withoutFactor: z.array(name),
  /** Answers of the year to "how do you feel in this room?", by use of building. */
  comfort: z.array(z.strictObject({ use: name, answer: name, answers: told })),
});
export type PortfolioYearBody = z.infer<typeof portfolioYearSchema>;
