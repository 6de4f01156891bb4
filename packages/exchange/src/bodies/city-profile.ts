import { z } from "zod";
import { cityId, count, country, language, localDate, names, plainText } from "../shapes.ts";

/** How many people a figure per person is reckoned on. */
export const populationSchema = z.strictObject({
  persons: z.int().min(1),
  date: localDate,
  source: plainText(300),
  standing: z.enum(["verified", "second-hand", "from-memory", "user-supplied"]),
});
export type Population = z.infer<typeof populationSchema>;

/** What a city says of itself to its partner. */
export const cityProfileSchema = z.strictObject({
  city: cityId,
  names,
  country,
  zone: plainText(60),
  language,
  /** Simulated cities say so wherever their figures go. */
  simulated: z.boolean(),
  /** Of the people its buildings serve; null where nobody has said. */
  population: populationSchema.nullable(),
  /** The limits its rooms are held against, by the record's id. */
  limits: plainText(60),
  buildings: count,
  /** Sums by kind of floor area. */
  floorAreas: z.array(z.strictObject({ kind: plainText(60), m2: z.number(), buildings: count })),
});
export type CityProfileBody = z.infer<typeof cityProfileSchema>;
