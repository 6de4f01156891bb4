import type { HeardCounts } from "../../stores/heard/counts.ts";
import type { Language } from "../../web/language/index.ts";
import type { DimensionId } from "./dimensions.ts";
import type { HeardParts, ReleaseView } from "./heard-page.ts";
import { viewOf } from "./heard-page.ts";
import { type Outreach, type OutreachFault, outreachOf, type SaidOutreach } from "./outreach.ts";
import type { District, ImportFault, PopulationTable, SaidPopulation } from "./population.ts";
import { fieldOf, PROCESS_TEXTS, type Process, type ProcessFault, type SaidProcess } from "./processes.ts";
import { boxesOf, type CountsFault, type SaidCounts } from "./slips.ts";

/** A form that was not taken: every field as it was written, and what was wrong. */
export interface ProcessAttempt {
  readonly said: SaidProcess;
  readonly faults: readonly ProcessFault[];
}

export interface ParticipationPage {
  readonly processes: readonly Process[];
  readonly cityLanguage: Language;
  readonly attempt: ProcessAttempt | null;
}

export interface StaffProcessPage {
  readonly process: Process;
  readonly cityLanguage: Language;
  readonly said: SaidProcess;
  readonly processFaults: readonly ProcessFault[];
  /** How often people took part, as far as it is counted. */
  readonly participants: number;
  readonly newest: ReleaseView | null;
  readonly outreach: readonly Outreach[];
  readonly boxes: readonly (readonly [DimensionId, readonly string[]])[];
  readonly districts: readonly District[];
  /** Names this form once, so that sending it twice counts once. */
  readonly formKey: string;
  readonly slips: { readonly said: SaidCounts; readonly faults: readonly CountsFault[] } | null;
  readonly took: { readonly said: SaidCounts; readonly faults: readonly CountsFault[] } | null;
  readonly done: { readonly said: SaidOutreach; readonly faults: readonly OutreachFault[] } | null;
}

export interface PopulationPage {
  readonly tables: readonly PopulationTable[];
  readonly said: SaidPopulation;
  readonly faults: readonly ImportFault[];
  readonly more: number;
}

export const nothingOfPopulation: SaidPopulation = {
  source: "",
  licence: "",
  asOf: "",
  total: "",
  newDistricts: "",
};

type StaffParts = HeardParts & { readonly counts: HeardCounts; readonly cityLanguage: Language };

export async function participationPage(
  { processes, cityLanguage }: Pick<StaffParts, "processes" | "cityLanguage">,
  attempt: ProcessAttempt | null = null,
): Promise<ParticipationPage> {
  return { processes: await processes.all(), cityLanguage, attempt };
}

export async function staffProcessPage(
  parts: StaffParts,
  slug: string,
  formKey: string,
  attempt: Partial<Pick<StaffProcessPage, "said" | "processFaults" | "slips" | "took" | "done">> = {},
): Promise<StaffProcessPage | undefined> {
  const process = await parts.processes.bySlug(slug);
  if (process === undefined) return undefined;
  const [[newest], outreach, districts] = await Promise.all([
    parts.releases.of(process),
    outreachOf(parts.civic, process),
    parts.population.districts(),
  ]);
  return {
    process,
    cityLanguage: parts.cityLanguage,
    said: saidOf(process),
    processFaults: [],
    participants: parts.counts.takingPart(process.id).reduce((sum, { times }) => sum + times, 0),
    newest: newest === undefined ? null : viewOf(newest),
    outreach,
    boxes: boxesOf(districts.map(({ id }) => id)),
    districts,
    formKey,
    slips: null,
    took: null,
    done: null,
    ...attempt,
  };
}

export async function populationPage(
  { population }: Pick<HeardParts, "population">,
  attempt: Partial<Pick<PopulationPage, "said" | "faults" | "more">> = {},
): Promise<PopulationPage> {
  return {
    tables: await population.tables(),
    said: nothingOfPopulation,
    faults: [],
    more: 0,
    ...attempt,
  };
}

/** A process as its form would have been filled in. */
function saidOf(process: Process): SaidProcess {
  const said: Record<string, string> = {
    kind: process.kind,
    level: process.level,
    from: process.fromDate,
    to: process.toDate ?? "",
  };
  for (const language of ["sv", "zh", "en"] as const) {
    said[fieldOf("name", language)] = process.names[language];
    for (const text of PROCESS_TEXTS) said[fieldOf(text, language)] = process[text][language] ?? "";
  }
  return said;
}
