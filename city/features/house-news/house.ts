import { localDate } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, BuildingRegistry } from "../buildings/index.ts";
import type { DecisionBook } from "../decisions/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { proposalsAt } from "../proposals/index.ts";
import { correctedFigures } from "../savings/index.ts";
import type { VerdictBook } from "../verdicts/index.ts";
import { decisionNews } from "./decision-news.ts";
import { figureNews, stepNews, verdictNews } from "./measure-news.ts";
import { type News, newestFirst } from "./news.ts";
import { proposalNews } from "./proposal-news.ts";

export interface NewsParts {
  readonly civic: CivicDatabase;
  readonly registry: Pick<BuildingRegistry, "building" | "buildings" | "points">;
  readonly measures: Pick<MeasureRegister, "all" | "steps">;
  readonly verdicts: Pick<VerdictBook, "versions">;
  readonly decisions: DecisionBook;
  readonly city: { readonly zone: string };
}

/** Everything on record that happened at a building, newest first. */
export async function newsOfHouse(
  parts: NewsParts,
  building: Pick<Building, "id" | "slug">,
): Promise<News[]> {
  const { civic, city } = parts;
  const [all, proposals, points] = await Promise.all([
    parts.measures.all(),
    proposalsAt(civic, building.slug),
    parts.registry.points(building.id),
  ]);
  const measures = all.filter(({ buildingIds }) => buildingIds.includes(building.id));
  const abouts = [
    { kind: "measure", refs: measures.map(({ slug }) => slug) },
    { kind: "proposal", refs: proposals.map(({ id }) => String(id)) },
  ] as const;
  const decisions = await parts.decisions.all({ abouts: abouts.filter(({ refs }) => refs.length > 0) });
  const figures = await correctedFigures(
    civic,
    points.map(({ id }) => id),
  );
  const news = [
    ...(await Promise.all(
      measures.map(async (measure) => [
        ...stepNews(measure, await parts.measures.steps(measure.id)),
        ...verdictNews(measure, await parts.verdicts.versions(measure.id)),
      ]),
    )),
    await decisionNews(parts, decisions),
    proposals.flatMap(proposalNews),
    figureNews(figures, measures, {
      building: building.slug,
      dayOf: (ms) => localDate(city.zone, ms),
    }),
  ];
  return newestFirst(news.flat());
}
