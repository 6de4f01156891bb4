import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { KeptVerdict, VerdictBook } from "../verdicts/index.ts";
import { type Dataset, datasets, type Examples, exampleOf } from "./catalogue.ts";
import type { Cited } from "./citation.ts";
import { type LicenceId, USUAL_LICENCE } from "./licence.ts";
import { openDataMessages } from "./messages.ts";

export interface ListedDataset extends Omit<Dataset, "addresses"> {
  /** `example` leads to the data of this city; null where it has nothing of the kind. */
  readonly addresses: readonly (Dataset["addresses"][number] & { readonly example: string | null })[];
}

/** One way in which measures were judged, as their plans fixed it, and how many were. */
export interface MethodUsed {
  readonly method: string;
  readonly methodVersion: string;
  readonly calibrations: readonly string[];
  readonly leastWorthwhileSavingShare: number;
  readonly roomsMarginPoints: number;
  readonly peopleMarginPoints: number;
  readonly verdicts: number;
}

export interface DataPage {
  readonly licence: { readonly id: LicenceId; readonly isDecided: boolean };
  readonly datasets: readonly ListedDataset[];
  readonly software: { readonly version: string; readonly packages: Readonly<Record<string, string>> };
  readonly methods: {
    /** Version of everything between readings and results, and of indoor climate. */
    readonly results: string;
    readonly climate: string;
    readonly limits: string;
    /** Ids of emission factors, by carrier. */
    readonly factors: Readonly<Record<string, string | null>>;
    readonly verdicts: readonly MethodUsed[];
  };
  readonly cited: Cited;
  /** Address of this node, for commands to copy. */
  readonly baseUrl: string;
  /** A figure to reproduce: a measure that was judged; null before there is one. */
  readonly example: { readonly path: string; readonly file: string } | null;
}

export interface OpenDataParts {
  readonly civic: CivicDatabase;
  readonly verdicts: VerdictBook;
  readonly city: {
    readonly id: string;
    readonly names: Names;
    readonly country: "SE" | "CN";
    readonly openData: { readonly licence: LicenceId } | null;
  };
  readonly software: DataPage["software"];
  readonly methods: Omit<DataPage["methods"], "verdicts">;
  readonly baseUrl: string;
  /** The day it is in the city. */
  readonly today: string;
}

export async function dataPage(parts: OpenDataParts, language: Language): Promise<DataPage> {
  const [examples, documents, cited] = await Promise.all([
    examplesOf(parts.civic),
    parts.verdicts.newestDocuments(),
    citedOf(parts, language),
  ]);
  const [judged] = [...documents.values()];
  return {
    licence: { id: cited.licence, isDecided: parts.city.openData !== null },
    datasets: datasets.map(
      (dataset: Dataset): ListedDataset => ({
        ...dataset,
        addresses: dataset.addresses.map((address) => ({
          ...address,
          example: exampleOf(address.path, { ...examples, language }),
        })),
      }),
    ),
    software: parts.software,
    methods: { ...parts.methods, verdicts: methodsUsed([...documents.values()]) },
    cited,
    baseUrl: parts.baseUrl,
    example:
      judged === undefined
        ? null
        : {
            path: `/measures/${judged.document.measure}/verdicts/${judged.version}.json`,
            file: `verdict-${judged.version}.json`,
          },
  };
}

/** What a citation of today names. */
export async function citedOf(
  { civic, city, software, baseUrl, today }: OpenDataParts,
  language: Language,
): Promise<Cited> {
  const newest = await civic
    .selectFrom("log_entry")
    .select("head_line")
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const head: { size: number; root: string; at: string } | null =
    newest === undefined ? null : JSON.parse(newest.head_line);
  return {
    city: { id: city.id, name: city.names[language] },
    title: openDataMessages.t(language)("title", { city: city.names[language] }),
    softwareVersion: software.version,
    date: today,
    head: head && { size: head.size, root: head.root, at: head.at },
    url: `${baseUrl}/${language}/data`,
    licence: city.openData?.licence ?? USUAL_LICENCE,
  };
}

/** One thing of each kind that public addresses are about. */
export async function examplesOf(civic: CivicDatabase): Promise<Examples> {
  const [building, measure, proposal, process, conversation, budget, partner, numbered] = await Promise.all([
    civic.selectFrom("building").select("slug").orderBy("id").executeTakeFirst(),
    civic
      .selectFrom("measure")
      .innerJoin("carbon_claim", "carbon_claim.measure_id", "measure.id")
      .select("measure.slug")
      .where("verdict_version", "=", 1)
      .orderBy("measure.id")
      .executeTakeFirst(),
    civic.selectFrom("proposal").select("id").orderBy("id").executeTakeFirst(),
    civic.selectFrom("heard_process").select("slug").orderBy("id").executeTakeFirst(),
    civic
      .selectFrom("conversation")
      .select("slug")
      .where("state", "!=", "draft")
      .orderBy("id")
      .executeTakeFirst(),
    civic.selectFrom("budget").select("id").where("state", "=", "counted").orderBy("id").executeTakeFirst(),
    civic.selectFrom("partner").select("city").where("state", "=", "paired").orderBy("id").executeTakeFirst(),
    civic.selectFrom("case_number").select(["year", "number"]).orderBy("log_entry").executeTakeFirst(),
  ]);
  return Object.fromEntries(
    Object.entries({
      building: building?.slug,
      measure: measure?.slug,
      proposal: proposal?.id,
      process: process?.slug,
      conversation: conversation?.slug,
      budget: budget?.id,
      partner: partner?.city,
      case: numbered && `${numbered.year}-${numbered.number}`,
    }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function methodsUsed(kept: readonly KeptVerdict[]): MethodUsed[] {
  const all = kept.map(({ document: { plan, methodVersion, energy } }) => ({
    method: plan.method,
    methodVersion,
    calibrations: energy.figures?.calibrations ?? [],
    leastWorthwhileSavingShare: plan.leastWorthwhileSavingShare,
    roomsMarginPoints: plan.margins.roomsPoints,
    peopleMarginPoints: plan.margins.peoplePoints,
  }));
  return [...Map.groupBy(all, (one) => JSON.stringify(one)).values()].map((same) => ({
    ...same[0]!,
    verdicts: same.length,
  }));
}
