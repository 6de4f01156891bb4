import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { BuildingRegistry, Names } from "../buildings/index.ts";
import { countProposals, type ListFilter, listProposals, type Proposal } from "./proposals.ts";
import { similarTo } from "./similar.ts";
import { isProposalState, type ProposalState } from "./states.ts";

export interface ListParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
}

/** What a proposal is about, with names for reading. */
export type NamedPlace =
  | { readonly kind: "city" }
  | { readonly kind: "street"; readonly street: string }
  | {
      readonly kind: "building" | "room";
      readonly slug: string;
      readonly names: Names;
      readonly room: Names | null;
    };

/** A proposal as it stands in a list. */
export interface ListedProposal {
  readonly id: number;
  readonly state: ProposalState;
  /** In the reader's language where somebody has translated it. */
  readonly title: string | null;
  readonly language: Language;
  readonly isTranslated: boolean;
  /** The beginning of its easy words in the reader's language; null where nobody wrote any. */
  readonly easy: string | null;
  readonly endorsements: number;
  readonly place: NamedPlace;
  readonly madeAtMs: number;
  readonly changedAtMs: number;
}

export interface ProposalsPage {
  readonly proposals: readonly ListedProposal[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  readonly state: ProposalState | null;
  readonly search: string;
}

const PER_PAGE = 25;
const LONGEST_SEARCH = 200;

export async function proposalsPage(
  parts: ListParts,
  language: Language,
  asked: { readonly state: string | null; readonly search: string | null; readonly page: number },
): Promise<ProposalsPage> {
  const state = isProposalState(asked.state) ? asked.state : null;
  const search = (asked.search ?? "").slice(0, LONGEST_SEARCH).trim();
  if (search !== "") {
    const proposals = await searched(parts, language, search);
    return { proposals, page: 1, pages: 1, count: proposals.length, state: null, search };
  }
  const filter: ListFilter = state === null ? {} : { state };
  const count = await countProposals(parts.civic, filter);
  const pages = Math.max(1, Math.ceil(count / PER_PAGE));
  const page = Math.min(asked.page, pages);
  const found = await listProposals(parts.civic, {
    ...filter,
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  });
  return { proposals: await listed(parts, language, found), page, pages, count, state, search };
}

/** What is like a text, most alike first; in the same language, as it was written. */
export async function searched(
  parts: ListParts,
  language: Language,
  text: string,
): Promise<ListedProposal[]> {
  const similar = await similarTo(parts.civic, language, text);
  if (similar.length === 0) return [];
  const found = await listProposals(parts.civic, { ids: similar.map(({ proposalId }) => proposalId) });
  const rows = await listed(parts, language, found);
  return similar.flatMap(({ proposalId }) => rows.find(({ id }) => id === proposalId) ?? []);
}

export async function listed(
  { civic, registry }: ListParts,
  language: Language,
  proposals: readonly Proposal[],
): Promise<ListedProposal[]> {
  const beside =
    proposals.length === 0
      ? []
      : await civic
          .selectFrom("proposal_text")
          .select(["proposal_id", "kind", "title", "body"])
          .where("kind", "in", ["translation", "easy"])
          .where("language", "=", language)
          .where(
            "proposal_id",
            "in",
            proposals.map(({ id }) => id),
          )
          .orderBy("id")
          .execute();
  const newest = (kind: string) =>
    new Map(beside.filter((text) => text.kind === kind).map((text) => [text.proposal_id, text]));
  const [translations, easy] = [newest("translation"), newest("easy")];
  const nameOf = await placeNames(registry);
  return proposals.map((proposal) => {
    const translated = translations.get(proposal.id)?.title ?? null;
    return {
      id: proposal.id,
      state: proposal.state,
      title: translated ?? proposal.title,
      language: translated === null ? proposal.language : language,
      isTranslated: translated !== null,
      easy: beginningOf(easy.get(proposal.id)?.body ?? null),
      endorsements: proposal.endorsements,
      place: nameOf(proposal.place),
      madeAtMs: proposal.madeAtMs,
      changedAtMs: proposal.changedAtMs,
    };
  });
}

/** So much of easy words stands in a list. */
const LONGEST_LINE = 160;

function beginningOf(text: string | null): string | null {
  const line = text?.replaceAll(/\s+/gu, " ") ?? null;
  if (line === null || [...line].length <= LONGEST_LINE) return line;
  return `${[...line].slice(0, LONGEST_LINE - 2).join("")} …`;
}

/** Names for places; a building that is gone from the registry is called by its slug. */
export async function placeNames(
  registry: BuildingRegistry,
): Promise<(place: Proposal["place"]) => NamedPlace> {
  const [buildings, rooms] = await Promise.all([registry.buildings(), registry.rooms()]);
  const bySlug = new Map(buildings.map((building) => [building.slug, building]));
  const plain = (slug: string): Names => ({ sv: slug, zh: slug, en: slug });
  return (place) => {
    if (place.kind === "city" || place.kind === "street") return place;
    const building = bySlug.get(place.building);
    const room =
      place.kind === "room"
        ? (rooms.find(({ buildingId, slug }) => buildingId === building?.id && slug === place.room)?.names ??
          plain(place.room))
        : null;
    return { kind: place.kind, slug: place.building, names: building?.names ?? plain(place.building), room };
  };
}
