import type { MeasureOrigin, NewMeasurePage, SaidMeasure } from "../features/measures/index.ts";
import { usualPlan } from "../features/measures/index.ts";
import type { Person } from "../features/people/index.ts";
import { proposalPage } from "../features/proposals/index.ts";
import { type Language, languages } from "../web/language/index.ts";
import type { CityNode } from "./node.ts";
import { proposalPartsOf } from "./proposal-pages.ts";

type Origin = NonNullable<NewMeasurePage["origin"]>;

/** The proposal that a measure is made of, as its form shows it; null where there is none. */
export async function originOf(node: CityNode, id: number): Promise<Origin | null> {
  const proposal = await node.proposals.register.find(id);
  return proposal === undefined ? null : { id, title: proposal.title, language: proposal.language };
}

/** The form of a new measure as a proposal fills it in: its titles as far as people have translated it, and its building. */
export async function measureOfProposal(node: CityNode, id: number): Promise<SaidMeasure | null> {
  const proposal = await node.proposals.register.find(id);
  if (proposal === undefined) return null;
  const titleIn = async (language: Language): Promise<string> => {
    const page = await proposalPage(proposalPartsOf(node), id, { language, wanted: language });
    return page?.shown.language === language ? (page.shown.title ?? "") : "";
  };
  const [titleSv = "", titleZh = "", titleEn = ""] = await Promise.all(languages.map(titleIn));
  return {
    ...{ titleSv, titleZh, titleEn, kind: "", carrier: "", rooms: null, owner: "", cost: "", expected: "" },
    buildings: "building" in proposal.place ? [proposal.place.building] : [],
    method: usualPlan.method,
    leastWorthwhile: String(100 * usualPlan.leastWorthwhileShare),
    roomsMargin: String(usualPlan.roomsMarginPoints),
    peopleMargin: String(usualPlan.peopleMarginPoints),
  };
}

/** Ties the proposal to the measure in the transaction that registers it; followers are told after it. */
export function tieTo(node: CityNode, origin: Origin, language: Language, by: Person): MeasureOrigin {
  return {
    facts: { proposal: origin.id },
    async keep(transaction, measureId) {
      const { slug } = await transaction
        .selectFrom("measure")
        .select("slug")
        .where("id", "=", measureId)
        .executeTakeFirstOrThrow();
      const became = { kind: "measure", subject: slug } as const;
      await node.proposals.register.setBecame(transaction, origin.id, became, by, language);
    },
  };
}
