import type { WeatherClient } from "./client.ts";

/** One value of outdoor air temperature in °C. */
export interface Observation {
  /** UTC, ISO 8601. */
  readonly time: string;
  /** As the service writes it. */
  readonly value: string | number;
  /** ESPI quality of reading. */
  readonly quality: number;
  /** Line of a file, or place in a list, counted from 1. */
  readonly row: number;
}

export interface StationFacts {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * How much is asked for: everything since the station's first day, the months that may still be corrected, or what is
 * new since the last time.
 */
export const PARTS = ["whole", "recent", "newest"] as const;
export type Part = (typeof PARTS)[number];

export interface WeatherAsked {
  /** The service's own name of the place. */
  readonly code: string;
  /** First day wanted, as 2019-01-01. */
  readonly fromDate: string;
  readonly part: Part;
  readonly nowMs: number;
}

export interface WeatherAnswer {
  /** What the service says of the place. */
  readonly station: StationFacts;
  readonly observations: readonly Observation[];
}

/** Whose data these are and on what terms: said wherever they are shown. Names and licences are not translated. */
export interface Attributed {
  readonly text: string;
  readonly url: string;
  readonly licence: string;
  readonly licenceUrl: string;
}

/** One weather service. */
export interface WeatherProvider {
  readonly id: "smhi" | "open-meteo";
  /** Whether a place can be called so. */
  readonly isCode: (code: string) => boolean;
  /** After how long each part is asked for again. */
  readonly everyMs: Readonly<Record<Part, number>>;
  readonly attribution: Attributed;
  /** @throws WeatherFault */
  fetch(client: WeatherClient, asked: WeatherAsked): Promise<WeatherAnswer>;
}
