import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OutdoorTemperature } from "../compute.ts";
import { readTrial, type SaidFault, type SaidTrial } from "./said.ts";
import { type TrialFault, type TrialNotice, type TrialStatement, trialStatement } from "./statement.ts";

/** The page on which anyone tries what a meter's file says: the form, or what came of it. */
export interface TrialPage {
  readonly said: SaidTrial;
  /** First and last local date of the city's own outdoor temperatures; null where it has none. */
  readonly cityWeather: { readonly fromDate: string; readonly toDate: string } | null;
  readonly fault: SaidFault | TrialFault | { readonly code: "too-many" } | null;
  readonly notices: readonly TrialNotice[];
  readonly statement: TrialStatement | null;
}

/** What was chosen in the form; null where nothing was. */
export interface TrialFiles {
  readonly meter: File | null;
  readonly weather: File | null;
}

export function nothingTried(zone: string): SaidTrial {
  return {
    ...{ zone, carrier: "electricity", kind: "interval", unit: "kWh", registerWidth: "" },
    ...{ temperatureUnit: "C", timeColumn: "", valueColumn: "", workFrom: "", workTo: "" },
  };
}

/** Each file at most: some two years of quarter hours, in a wide format. */
export const MOST_TRIAL_BYTES = 8 * 1024 * 1024;
export interface TrialParts {
  /** Whether this client may try once more. */
  mayTry(client: string): boolean;
  stations(): Promise<readonly OutdoorTemperature[]>;
  cityWeather(): Promise<TrialPage["cityWeather"]>;
  /** Lends a folder for as long as the work takes. */
  withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result>;
}

/** Takes files, says what they say, and keeps nothing. */
export class TrialDesk {
  readonly #parts: TrialParts;
  /** One at a time: a heavy file holds nobody up but those who try as well. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: TrialParts) {
    this.#parts = parts;
  }

  async page(zone: string): Promise<TrialPage> {
    const cityWeather = await this.#parts.cityWeather();
    return { said: nothingTried(zone), cityWeather, fault: null, notices: [], statement: null };
  }

  async try(said: SaidTrial, files: TrialFiles, client: string): Promise<TrialPage> {
    const cityWeather = await this.#parts.cityWeather();
    const page = { said, cityWeather, notices: [], statement: null };
    const read = readTrial(said);
    if (!read.ok) return { ...page, fault: read.fault };
    const { meter, weather } = files;
    if (meter === null) return { ...page, fault: { field: "meter", code: "no-file" } };
    for (const field of ["meter", "weather"] as const)
      if ((files[field]?.size ?? 0) > MOST_TRIAL_BYTES)
        return { ...page, fault: { field, code: "file-too-large" } };
    if (!this.#parts.mayTry(client)) return { ...page, fault: { code: "too-many" } };
    const work = () =>
      this.#parts.withFolder(async (folder) => {
        const paths = {
          meter: await put(folder, "meter", meter),
          weather: weather === null ? null : await put(folder, "weather", weather),
        };
        return trialStatement(paths, read.value, () => this.#parts.stations());
      });
    const underWay = this.#last.then(work, work);
    this.#last = underWay;
    const outcome = await underWay;
    const { notices } = outcome;
    return outcome.ok
      ? { ...page, fault: null, notices, statement: outcome.statement }
      : { ...page, fault: outcome.fault, notices };
  }
}

async function put(folder: string, name: string, file: File): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, new Uint8Array(await file.arrayBuffer()));
  return path;
}
