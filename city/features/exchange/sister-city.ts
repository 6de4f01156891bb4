import { type PortfolioYearBody, readBody } from "@husting/exchange";
import { fingerprint } from "@husting/openness";
import type { Names } from "../buildings/index.ts";
import { type ComparedFigure, compareYears } from "./comparison.ts";
import { type ListedDocument, listReceived, listReleased } from "./document-pages.ts";
import { type Connection, connectionOf, type Witnessing, witnessingOf } from "./partner-pages.ts";
import { headOf, type Partner, type PartnerHead } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { type ReceivedDocument, receivedDocuments } from "./received.ts";
import { type Release, releases } from "./releases.ts";

/** The sister city, from the local copy: what it told, what it was told, and what can be compared. */
export interface SisterCityPage {
  readonly own: Names;
  readonly ownFingerprint: string;
  /** All that were ever paired, to choose from. */
  readonly partners: readonly PartnerHead[];
  /** Null before there is one. */
  readonly sister: {
    readonly partner: PartnerHead;
    /** Null unless its key has been compared and nothing else waits to be. */
    readonly fingerprint: string | null;
    readonly connection: Connection;
    readonly witnessing: Witnessing;
    readonly theirs: readonly ListedDocument[];
    readonly ours: readonly ListedDocument[];
    readonly comparison: {
      readonly year: number;
      readonly figures: readonly ComparedFigure[];
      readonly ownSha256: string;
      readonly theirSha256: string;
    } | null;
  } | null;
  readonly nowMs: number;
}

export async function sisterCityPage(
  parts: ExchangeParts & { readonly everyMs: number },
  asked: string | null,
): Promise<SisterCityPage> {
  const partners = (await parts.partners.all()).filter(({ pairedAtMs }) => pairedAtMs !== null);
  const partner =
    partners.find(({ city }) => city === asked) ??
    partners.find(({ state }) => state === "paired") ??
    partners[0];
  return {
    own: parts.city.names,
    ownFingerprint: fingerprint(parts.key.signer.publicKey),
    partners: partners.map(headOf),
    sister: partner === undefined ? null : await sisterOf(parts, partner),
    nowMs: parts.nowMs(),
  };
}

async function sisterOf(
  parts: ExchangeParts & { readonly everyMs: number },
  partner: Partner,
): Promise<SisterCityPage["sister"]> {
  const [received, released] = await Promise.all([
    receivedDocuments(parts, partner),
    releases(parts, partner),
  ]);
  return {
    partner: headOf(partner),
    fingerprint: partner.state === "paired" ? fingerprint(partner.key) : null,
    connection: await connectionOf(parts, partner),
    witnessing: await witnessingOf(parts, partner),
    theirs: listReceived(received),
    ours: listReleased(released),
    comparison: comparisonOf(released, received),
  };
}

/** The newest year that both have told. */
function comparisonOf(
  released: readonly Release[],
  received: readonly ReceivedDocument[],
): NonNullable<SisterCityPage["sister"]>["comparison"] {
  const own = years(released);
  const theirs = years(received.filter(({ state }) => state === "accepted"));
  const year = [...own.keys()].filter((one) => theirs.has(one)).sort((a, b) => b - a)[0];
  const mine = own.get(year ?? 0);
  const other = theirs.get(year ?? 0);
  if (year === undefined || mine === undefined || other === undefined) return null;
  return {
    year,
    figures: compareYears(mine.body, other.body),
    ownSha256: mine.sha256,
    theirSha256: other.sha256,
  };
}

/** @param documents newest first: of a year told twice the newer one counts. */
function years(
  documents: readonly Pick<Release | ReceivedDocument, "document" | "sha256">[],
): Map<number, { readonly body: PortfolioYearBody; readonly sha256: string }> {
  const found = new Map<number, { readonly body: PortfolioYearBody; readonly sha256: string }>();
  for (const { document, sha256 } of documents) {
    const read = document === null ? undefined : readBody(document);
    if (!read?.ok || read.content.kind !== "portfolio-year") continue;
    const { body } = read.content;
    if (!found.has(body.year)) found.set(body.year, { body, sha256 });
  }
  return found;
}
