import { ENERGY_CARRIERS } from "../features/carbon/index.ts";
import { CLIMATE_VERSION } from "../features/climate/index.ts";
import {
  bibtex,
  catalogueJsonLd,
  citedOf,
  cslJson,
  dataPage,
  examplesOf,
  type OpenDataParts,
  USUAL_LICENCE,
} from "../features/open-data/index.ts";
import type { RouteKey } from "../features/people/index.ts";
import { RESULT_VERSION } from "../features/savings/index.ts";
import city from "../package.json" with { type: "json" };
import type { Language } from "../web/language/index.ts";
import type { CityNode } from "./node.ts";
import type { Page } from "./pages.ts";

/** Open data: what there is, how it was reckoned, and how to cite it. */
export const dataPages: Partial<Record<RouteKey, Page>> = {
  "GET /:lang/data": ({ node, language }) => dataPage(openDataParts(node), language),
};

const OURS = "@husting/";
const PACKAGES = Object.fromEntries(
  Object.entries(city.dependencies).filter(([name]) => name.startsWith(OURS)),
);

function openDataParts(node: CityNode): OpenDataParts {
  const { rules } = node.city;
  return {
    civic: node.civic,
    verdicts: node.verdicts,
    city: node.city,
    software: { version: city.version, packages: PACKAGES },
    methods: {
      results: RESULT_VERSION,
      climate: CLIMATE_VERSION,
      limits: rules.limits,
      factors: Object.fromEntries(
        ENERGY_CARRIERS.map((carrier) => {
          const chosen = node.factors.chosen(carrier);
          return [carrier, chosen.ok ? chosen.value.id : null];
        }),
      ),
    },
    baseUrl: node.quality.baseUrl,
    today: node.heard.today(),
  };
}

/** A citation as a file; undefined where there is none of this name. */
export async function citationFile(
  node: CityNode,
  name: string,
  language: Language,
): Promise<{ readonly text: string; readonly type: string } | undefined> {
  const cited = await citedOf(openDataParts(node), language);
  if (name === "citation.json")
    return { text: cslJson(cited), type: "application/vnd.citationstyles.csl+json; charset=utf-8" };
  if (name === "citation.bib") return { text: bibtex(cited), type: "application/x-bibtex; charset=utf-8" };
  return undefined;
}

/** The catalogue for machines. */
export async function catalogueFile(node: CityNode): Promise<string> {
  const parts = openDataParts(node);
  const [examples, cited] = await Promise.all([examplesOf(node.civic), citedOf(parts, node.city.language)]);
  return catalogueJsonLd({
    city: parts.city,
    baseUrl: parts.baseUrl,
    licence: parts.city.openData?.licence ?? USUAL_LICENCE,
    examples,
    modifiedAt: cited.head?.at ?? null,
  });
}
