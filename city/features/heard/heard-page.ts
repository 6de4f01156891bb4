import { type GroupRepresentation, isMissing, missingGroups, represent } from "@husting/assembly";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { DimensionId } from "./dimensions.ts";
import { measuresFor, type OutreachMeasure } from "./measures.ts";
import { type Outreach, outreachOf } from "./outreach.ts";
import type { District, PopulationBook } from "./population.ts";
import type { Process, ProcessBook } from "./processes.ts";
import type { Release, ReleaseBook, ReleasedDimension } from "./releases.ts";

export interface HeardParts {
  readonly civic: CivicDatabase;
  readonly processes: ProcessBook;
  readonly population: PopulationBook;
  readonly releases: ReleaseBook;
}

/** One dimension as it is told, against the population. */
export interface DimensionView {
  readonly dimension: DimensionId;
  /** Everything below is reckoned among these; null where it is not told. */
  readonly stated: number | null;
  readonly notStated: number | null;
  readonly other: number | null;
  readonly otherOrNotStated: number | null;
  readonly groups: readonly GroupView[];
  /** Groups whose figures are withheld, together; null for fewer than two. */
  readonly together: { readonly ids: readonly string[]; readonly group: GroupView } | null;
}

export interface GroupView extends Omit<GroupRepresentation, "standing"> {
  readonly population: number | null;
  /** `no-population` where the city has no table to compare with. */
  readonly standing: GroupRepresentation["standing"] | "no-population";
}

/** A group that is clearly missing, and what suits it. */
export interface MissingGroup {
  readonly dimension: DimensionId;
  /** One group, or several whose figures are withheld and which are missing together. */
  readonly ids: readonly string[];
  /** Null where its figure is withheld: it is missing even if it were the most it can be. */
  readonly heard: number | null;
  readonly atMost: number;
  readonly expected: number;
  readonly measures: readonly OutreachMeasure[];
}

/** Who was heard in a process, as it was last told. */
export interface ReleaseView {
  readonly process: string;
  readonly period: string;
  readonly until: string;
  readonly fewestPeople: number;
  readonly participants: number;
  readonly population: Release["population"];
  readonly dimensions: readonly DimensionView[];
  readonly missing: readonly MissingGroup[];
  readonly logEntry: number;
  readonly sha256: string;
}

export interface ListedProcess extends Process {
  readonly newest: ReleaseView | null;
}

export interface HeardPage {
  readonly processes: readonly ListedProcess[];
  readonly districts: readonly District[];
}

export interface ProcessPage {
  readonly process: Process;
  /** Newest first. */
  readonly releases: readonly ReleaseView[];
  readonly outreach: readonly Outreach[];
  readonly districts: readonly District[];
}

export async function heardPage(parts: HeardParts): Promise<HeardPage> {
  const [processes, districts] = await Promise.all([parts.processes.all(), parts.population.everyDistrict()]);
  return {
    processes: await Promise.all(
      processes.map(async (process) => {
        const [newest] = await parts.releases.of(process);
        return { ...process, newest: newest === undefined ? null : viewOf(newest) };
      }),
    ),
    districts,
  };
}

export async function processPage(parts: HeardParts, slug: string): Promise<ProcessPage | undefined> {
  const process = await parts.processes.bySlug(slug);
  if (process === undefined) return undefined;
  const [releases, outreach, districts] = await Promise.all([
    parts.releases.of(process),
    outreachOf(parts.civic, process),
    parts.population.everyDistrict(),
  ]);
  return { process, releases: releases.map(viewOf), outreach, districts };
}

/** A release with what follows from it: only from what is told, so that whoever reads it could reckon the same. */
export function viewOf(release: Release): ReleaseView {
  const dimensions = release.dimensions.map(dimensionOf);
  const { process, period, until, fewestPeople, participants, population, logEntry, sha256 } = release;
  return {
    ...{ process, period, until, fewestPeople, participants, population, logEntry, sha256 },
    dimensions,
    missing: dimensions.flatMap(missingOf),
  };
}

function dimensionOf(told: ReleasedDimension): DimensionView {
  const { dimension, stated, notStated, other, otherOrNotStated, groups } = told;
  const common = { dimension, stated, notStated, other, otherOrNotStated };
  const compared =
    stated === null || groups.some(({ population }) => population === null)
      ? undefined
      : represent(
          groups.map((group) => ({ ...group, population: group.population ?? 0 })),
          { stated },
        );
  if (compared === undefined || !compared.ok)
    return { ...common, groups: groups.map((group) => alone(group, stated)), together: null };
  const { withheldTogether } = compared.value;
  const populationOf = new Map(groups.map(({ id, population }) => [id, population]));
  return {
    ...common,
    groups: compared.value.groups.map((group) => ({
      ...group,
      population: populationOf.get(group.id) ?? null,
    })),
    together: withheldTogether && {
      ids: withheldTogether.ids,
      group: {
        ...withheldTogether,
        population: withheldTogether.ids.reduce((sum, id) => sum + (populationOf.get(id) ?? 0), 0),
      },
    },
  };
}

/** A group with nobody to compare it with. */
function alone(
  { id, heard, population }: ReleasedDimension["groups"][number],
  stated: number | null,
): GroupView {
  return {
    ...{ id, heard, population, atMost: heard ?? stated ?? 0, expected: 0, populationShare: 0 },
    share: heard === null || !stated ? null : heard / stated,
    ...{ ratio: null, interval: null, standing: "no-population" },
  };
}

function missingOf({ dimension, groups, together }: DimensionView): MissingGroup[] {
  const compared = groups.filter(({ standing }) => standing !== "no-population") as GroupRepresentation[];
  const alone = missingGroups({ groups: compared }).map((group) => ({ ...group, ids: [group.id] }));
  const isNamed = together?.ids.some((id) => alone.some((group) => group.id === id)) ?? true;
  const joint =
    together === null || isNamed || !isMissing(together.group as GroupRepresentation)
      ? []
      : [{ ...(together.group as GroupRepresentation), ids: together.ids }];
  return [...alone, ...joint].map(({ ids, heard, atMost, expected }) => ({
    ...{ dimension, ids, heard, atMost, expected },
    measures: measuresFor(dimension, ids[0] ?? ""),
  }));
}
