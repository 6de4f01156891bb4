import type { Names } from "../buildings/index.ts";
import type { Viewer } from "../people/index.ts";
import { type Content, contentOf } from "./content.ts";
import { type ListedDocument, listReleased, titleOf } from "./document-pages.ts";
import { headOf, type PartnerHead } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { type Draft, drafts, findDraft, isOvertaken, type ReleaseFault, releases } from "./releases.ts";
import { type NotTellable, type TellingMeasures, tellableMeasures } from "./tell/measure-verdict.ts";
import type { YearNotTellable } from "./tell/portfolio-year.ts";

/** Why nothing was made ready. */
export type PrepareFault = NotTellable["code"] | YearNotTellable["code"] | "no-partner" | "nothing-chosen";

export interface ReleasesPage {
  readonly partners: readonly PartnerHead[];
  readonly measures: readonly {
    readonly slug: string;
    readonly titles: Names;
    readonly version: number;
    readonly fault: NotTellable | null;
  }[];
  /** Calendar years that are over and of which something was measured, newest first. */
  readonly years: readonly number[];
  readonly drafts: readonly (Pick<Draft, "id" | "kind" | "subject" | "madeAtMs"> & {
    readonly partner: Names;
  })[];
  readonly released: readonly (ListedDocument & { readonly partner: Names })[];
  readonly fault: PrepareFault | null;
  readonly canAct: boolean;
}

export interface DraftPage {
  readonly partner: PartnerHead;
  readonly own: Names;
  readonly draft: Draft;
  /** Length of what would leave, in bytes of UTF-8. */
  readonly bytes: number;
  readonly content: Content;
  /** Of what it is about, where that has one. */
  readonly title: Names | null;
  /** Whether something else was released since, so that its number no longer fits. */
  readonly isOvertaken: boolean;
  readonly canAct: boolean;
  readonly reason: string;
  readonly fault: ReleaseFault | null;
}

export async function releasesPage(
  parts: ExchangeParts & {
    readonly telling: TellingMeasures;
    readonly years: () => Promise<readonly number[]>;
  },
  viewer: Viewer,
  fault: PrepareFault | null = null,
): Promise<ReleasesPage> {
  const partners = await parts.partners.all();
  const nameOf = (id: number): Names =>
    partners.find((partner) => partner.id === id)?.names ?? parts.city.names;
  const tellable = await tellableMeasures(parts.telling);
  const released = await Promise.all(
    partners.map(async (partner) =>
      listReleased(await releases(parts, partner)).map((listed) => ({ ...listed, partner: partner.names })),
    ),
  );
  return {
    partners: partners.filter(({ state }) => state === "paired").map(headOf),
    measures: tellable.map(({ measure, version, fault: why }) => ({
      slug: measure.slug,
      titles: measure.titles,
      version,
      fault: why,
    })),
    years: await parts.years(),
    drafts: (await drafts(parts)).map(({ id, kind, subject, madeAtMs, partnerId }) => ({
      id,
      kind,
      subject,
      madeAtMs,
      partner: nameOf(partnerId),
    })),
    released: released.flat().sort((a, b) => b.atMs - a.atMs),
    fault,
    canAct: viewer === "international",
  };
}

export async function draftPage(
  parts: ExchangeParts,
  id: number,
  viewer: Viewer,
  attempt: { readonly reason: string; readonly fault: ReleaseFault | null } = { reason: "", fault: null },
): Promise<DraftPage | undefined> {
  const draft = await findDraft(parts, id);
  const partner = draft && (await parts.partners.all()).find((one) => one.id === draft.partnerId);
  if (draft === undefined || partner === undefined) return undefined;
  return {
    partner: headOf(partner),
    own: parts.city.names,
    draft,
    bytes: new TextEncoder().encode(draft.text).length,
    content: contentOf(draft.document, null),
    title: titleOf(draft.document),
    isOvertaken: await isOvertaken(parts, draft),
    canAct: viewer === "international",
    ...attempt,
  };
}
