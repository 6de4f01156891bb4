import { exactGramsPerKwh, factorHash, toDouble } from "@husting/carbon";
import { type Population, type PortfolioYearBody, portfolioYearSchema } from "@husting/exchange";
import {
  type DisclosureTable,
  type GuardedTable,
  type GuardResult,
  type JsonObject,
  sha256,
} from "@husting/openness";
import type { Tally } from "../../../stores/votes/tally.ts";
import {
  type CityFactors,
  cityDegreeDays,
  ENERGY_CARRIERS,
  type PortfolioGroup,
  type PortfolioParts,
  portfolioYear,
} from "../../carbon/index.ts";
import { type Feeling, feelingOf } from "../../votes/index.ts";
import type { Told } from "../releases.ts";
import {
  contributionsOf,
  energyOfYear,
  FEWEST_PEOPLE,
  type Guarding,
  guardTables,
  homesOf,
} from "./guarding.ts";

export interface TellingYears extends PortfolioParts {
  readonly tally: Pick<Tally, "groups" | "counts">;
  readonly factors: CityFactors;
  readonly city: PortfolioParts["city"] & { readonly population: Population | null };
  readonly nowMs: () => number;
}

export type YearNotTellable = { readonly code: "year-not-over" | "no-year" | "guard-refused" };

/**
 * How finely answers are told: as people gave them, as content or not, or for the whole city only. The first is taken of which no more than
 * a fifth has to be withheld; a table full of holes tells nobody anything.
 */
const GRAINS = [
  { byUse: true, answers: { cold: ["cold"], right: ["right"], warm: ["warm"] } },
  { byUse: true, answers: { right: ["right"], dissatisfied: ["cold", "warm"] } },
  { byUse: false, answers: { cold: ["cold"], right: ["right"], warm: ["warm"] } },
  { byUse: false, answers: { right: ["right"], dissatisfied: ["cold", "warm"] } },
] as const satisfies readonly Grain[];
const MOST_WITHHELD = 0.2;

interface Grain {
  readonly byUse: boolean;
  readonly answers: Readonly<Record<string, readonly Feeling[]>>;
}

/** A city's year as sums, with what would tell of a few people withheld. */
export async function tellPortfolioYear(
  parts: TellingYears,
  year: number,
  guarding: Guarding,
): Promise<
  { readonly ok: true; readonly told: Told } | { readonly ok: false; readonly fault: YearNotTellable }
> {
  const [{ groups, isOver }, weather, buildings] = await Promise.all([
    portfolioYear(parts, year, parts.nowMs()),
    // One rule for both cities, whatever each uses at home: China's, which counts every day.
    cityDegreeDays({ ...parts, ...parts.city, country: "CN" }),
    parts.registry.buildings(),
  ]);
  if (!isOver) return { ok: false, fault: { code: "year-not-over" } };
  const measured = groups.filter(({ contributors }) => contributors.length > 0);
  if (measured.length === 0) return { ok: false, fault: { code: "no-year" } };
  const homes = await homesOf(parts.registry);
  const useOf = new Map(buildings.map(({ id, use }) => [id, use]));
  const energy = Map.groupBy(measured, ({ carrier }) => carrier);
  const votes = await votesOf(parts, year, useOf);
  const energyTables = [...energy].map(([carrier, of]) => energyTable(year, carrier, of, homes));
  const guarded = guardFinest(
    guarding,
    energyTables,
    (grain) => comfortTable(year, votes, grain),
    votes.size > 0,
  );
  if (guarded === undefined) return { ok: false, fault: { code: "guard-refused" } };
  const tableOf = new Map(guarded.tables.map((table) => [table.id, table]));
  const days = weather.get(year);
  const body: PortfolioYearBody = portfolioYearSchema.parse({
    year,
    k: FEWEST_PEOPLE,
    degreeDays: days?.ok
      ? {
          rule: "HDD18",
          kelvinDays: Math.round(days.value.degreeDays * 10) / 10,
          daysCounted: days.value.daysCounted,
          daysExpected: days.value.daysExpected,
        }
      : null,
    population: parts.city.population,
    floorAreas: areasOf(measured, buildings),
    energy: [...energy].flatMap(([carrier, of]) => energyRows(carrier, of, tableOf.get(`energy ${carrier}`))),
    ...carbonOf(parts.factors, [...energy.keys()], year),
    comfort: comfortRows(tableOf.get("comfort")),
  } satisfies PortfolioYearBody);
  return {
    ok: true,
    told: {
      kind: "portfolio-year",
      subject: `year/${year}`,
      body: body as unknown as JsonObject,
      guardRecord: JSON.stringify(guarded.record),
    },
  };
}

/** Guards a release with answers told as finely as leaves few holes; undefined where nothing may be told at all. */
function guardFinest(
  guarding: Guarding,
  energyTables: readonly DisclosureTable[],
  comfortAt: (grain: Grain) => DisclosureTable,
  hasVotes: boolean,
): Extract<GuardResult, { ok: true }> | undefined {
  let last: Extract<GuardResult, { ok: true }> | undefined;
  for (const grain of GRAINS) {
    const result = guardTables(guarding, hasVotes ? [...energyTables, comfortAt(grain)] : energyTables);
    if (!result.ok) return undefined;
    last = result;
    const cells = result.tables.find(({ id }) => id === "comfort")?.cells ?? [];
    const withheld = cells.filter((cell) => "suppressed" in cell).length;
    if (withheld <= MOST_WITHHELD * cells.length) return result;
  }
  return last;
}

/** Energy of one carrier by use. */
function energyTable(
  year: number,
  carrier: string,
  groups: readonly PortfolioGroup[],
  homes: ReadonlyMap<number, readonly string[]>,
): DisclosureTable {
  return {
    id: `energy ${carrier}`,
    kind: "sum",
    quantity: energyOfYear(carrier, year),
    dimensions: [usesDimension(groups.map(({ use }) => use))],
    cells: groups.map(({ use, contributors }) => ({
      at: [use],
      contributions: contributors.flatMap((one) => contributionsOf(one, homes)),
    })),
  };
}

function usesDimension(uses: readonly string[]): DisclosureTable["dimensions"][number] {
  const parts = [...new Set(uses)].sort().map((id) => ({ id }));
  return { id: "use", all: { id: "all", parts }, isSecret: false };
}

type Votes = ReadonlyMap<string, Readonly<Record<Feeling, readonly string[]>>>;

/** Answers of a year by use of the building, each by a name of its own: what is counted are answers, not who gave them. */
async function votesOf(
  { tally, registry }: Pick<TellingYears, "tally" | "registry">,
  year: number,
  useOf: ReadonlyMap<number, string>,
): Promise<Votes> {
  const buildingOf = new Map((await registry.rooms()).map((room) => [room.id, room.buildingId]));
  const votes = new Map<string, Record<Feeling, string[]>>();
  for (const group of tally.groups()) {
    const room = Number(/^rooms:(\d+)/.exec(group)?.[1] ?? 0);
    const use = useOf.get(buildingOf.get(room) ?? 0);
    if (use === undefined) continue;
    const ofUse = votes.get(use) ?? { cold: [], right: [], warm: [] };
    votes.set(use, ofUse);
    for (const { halfDay, sensation, marks, channel, votes: given } of tally.counts(group)) {
      if (!halfDay.startsWith(`${year}-`)) continue;
      const answers = ofUse[feelingOf(sensation)];
      for (let n = 0; n < given; n++)
        answers.push(`${group} ${halfDay} ${sensation} ${marks} ${channel} ${n}`);
    }
  }
  return votes;
}

function comfortTable(year: number, votes: Votes, { byUse, answers }: Grain): DisclosureTable {
  const uses = byUse ? [...votes] : [["every-use", joined([...votes.values()])] as const];
  return {
    id: "comfort",
    kind: "count",
    quantity: `answers ${year}`,
    dimensions: [
      usesDimension(uses.map(([use]) => use)),
      { id: "answer", all: { id: "any", parts: Object.keys(answers).map((id) => ({ id })) }, isSecret: true },
    ],
    cells: uses.flatMap(([use, of]) =>
      Object.entries(answers).map(([answer, feelings]) => ({
        at: [use, answer],
        contributions: feelings.flatMap((feeling) =>
          of[feeling].map((contributor) => ({ contributor, amount: 1 })),
        ),
      })),
    ),
  };
}

function joined(
  all: readonly Readonly<Record<Feeling, readonly string[]>>[],
): Record<Feeling, readonly string[]> {
  const of = (feeling: Feeling): string[] => all.flatMap((one) => one[feeling]);
  return { cold: of("cold"), right: of("right"), warm: of("warm") };
}

type ToldCell = PortfolioYearBody["energy"][number]["kwh"];

function toldAt(table: GuardedTable | undefined, at: readonly string[]): ToldCell {
  const cell = table?.cells.find((one) => one.at.join("\n") === at.join("\n"));
  return cell !== undefined && "value" in cell ? { value: cell.value } : { withheld: true };
}

function energyRows(
  carrier: string,
  groups: readonly PortfolioGroup[],
  table: GuardedTable | undefined,
): PortfolioYearBody["energy"] {
  const buildings = groups.reduce((sum, group) => sum + group.buildings, 0);
  const measured = groups.reduce((sum, group) => sum + group.measuredShare * group.buildings, 0);
  const all = { use: "all", buildings, measuredShare: buildings === 0 ? 0 : measured / buildings };
  return [...groups, all].map(({ use, buildings: count, measuredShare }) => ({
    use,
    carrier,
    // Whole kilowatt-hours: what a meter gives beyond them says nothing of a city.
    kwh: rounded(toldAt(table, [use])),
    buildings: count,
    measuredShare: Math.round(measuredShare * 10_000) / 10_000,
  }));
}

function rounded(cell: ToldCell): ToldCell {
  return "value" in cell ? { value: Math.round(cell.value) } : cell;
}

/** Answers by use and together; how many there were at all is their sum, where all are told. */
function comfortRows(table: GuardedTable | undefined): PortfolioYearBody["comfort"] {
  return (table?.cells ?? []).flatMap(({ at: [use = "", answer = ""], ...cell }) =>
    answer === "any" || use === "every-use"
      ? []
      : [{ use, answer, answers: "value" in cell ? { value: cell.value } : { withheld: true as const } }],
  );
}

/** Floor areas of the buildings whose energy was measured, by use and together. */
function areasOf(
  groups: readonly PortfolioGroup[],
  buildings: readonly {
    readonly id: number;
    readonly use: string;
    readonly floorAreaM2: number | null;
    readonly floorAreaKind: string | null;
  }[],
): PortfolioYearBody["floorAreas"] {
  const counted = new Set(
    groups.flatMap(({ contributors }) => contributors.map(({ buildingId }) => buildingId)),
  );
  const rows = new Map<string, PortfolioYearBody["floorAreas"][number]>();
  for (const { id, use, floorAreaM2, floorAreaKind } of buildings) {
    if (!counted.has(id) || floorAreaM2 === null || floorAreaKind === null) continue;
    for (const group of [use, "all"]) {
      const key = `${group} ${floorAreaKind}`;
      const row = rows.get(key) ?? { use: group, kind: floorAreaKind, m2: 0, buildings: 0 };
      rows.set(key, { ...row, m2: row.m2 + floorAreaM2, buildings: row.buildings + 1 });
    }
  }
  return [...rows.values()];
}

function carbonOf(
  factors: CityFactors,
  carriers: readonly string[],
  year: number,
): Pick<PortfolioYearBody, "carbon" | "withoutFactor"> {
  const carbon: PortfolioYearBody["carbon"] = [];
  const withoutFactor: string[] = [];
  // Also of energies that this city does not use: its partner's are reckoned by them.
  for (const carrier of ENERGY_CARRIERS) {
    const found = factors.of(carrier, year);
    if (!found.ok) {
      if (carriers.includes(carrier)) withoutFactor.push(carrier);
      continue;
    }
    const { factor } = found.value;
    carbon.push({
      carrier,
      factorId: factor.id,
      factorHash: factorHash(factor, (message) => sha256(message)),
      gas: factor.gas,
      scope: factor.scope,
      gramsPerKwh: toDouble(exactGramsPerKwh(factor)),
    });
  }
  return { carbon, withoutFactor };
}
