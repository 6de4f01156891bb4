import { emissionFactor, type FactorRecord, factorHash, yearOf } from "@husting/carbon";
import {
  type BodyFault,
  type ExchangeDocument,
  type MeasureVerdictBody,
  type PortfolioYearBody,
  type ReadBody,
  readBody,
} from "@husting/exchange";
import { sha256 } from "@husting/openness";
import {
  amountOf,
  type CityFactors,
  type CountedCarbon,
  readClaimDocument,
  underFactors,
} from "../carbon/index.ts";

/** The same avoided energy by the factor of the city it was saved in, and by that of the reader's own. */
export interface CarbonOfBoth {
  readonly sender:
    | { readonly ok: true; readonly told: CountedCarbon }
    | { readonly ok: false; readonly code: string };
  /** Null on the sender's own pages. */
  readonly reader:
    | { readonly ok: true; readonly told: CountedCarbon }
    | { readonly ok: false; readonly code: string }
    | null;
}

/** What a document says, ready to be shown. */
export type Content =
  | {
      readonly ok: true;
      readonly read: ReadBody;
      readonly carbon: CarbonOfBoth | null;
      /** Of a year: the factors that hold, by carrier; null for one that is not what it says. */
      readonly factors: readonly { readonly carrier: string; readonly factor: FactorRecord | null }[];
    }
  | { readonly ok: false; readonly reason: BodyFault };

/**
 * Reads a document for a page. The sender's carbon is not believed by its word: its factor has to be the one that was frozen and its figures
 * have to follow from it to the gram.
 * @param factors of the reader's city; null on the sender's own pages.
 */
export function contentOf(document: ExchangeDocument, factors: CityFactors | null): Content {
  const read = readBody(document);
  if (!read.ok) return read;
  const { content } = read;
  return {
    ok: true,
    read: content,
    carbon: content.kind === "measure-verdict" ? carbonOfBoth(content.body, factors) : null,
    factors: content.kind === "portfolio-year" ? factorsOf(content.body) : [],
  };
}

function factorsOf({ carbon }: PortfolioYearBody): { carrier: string; factor: FactorRecord | null }[] {
  return carbon.map(({ carrier, factor, factorHash: hash }) => {
    const made = emissionFactor(factor as unknown as FactorRecord);
    const holds = made.ok && factorHash(made.value, (message) => sha256(message)) === hash;
    return { carrier, factor: holds ? made.value : null };
  });
}

function carbonOfBoth({ verdict, carbon }: MeasureVerdictBody, factors: CityFactors | null): CarbonOfBoth {
  if (!carbon.told) return { sender: { ok: false, code: carbon.reason }, reader: null };
  const claim = readClaimDocument(carbon.claim);
  if (!claim.ok) return { sender: { ok: false, code: claim.reason.code }, reader: null };
  const { checked, document } = claim.value;
  const { claim: frozen, factor, emissions } = checked;
  const { figures } = verdict.energy;
  // A claim of other energy than the verdict's, or of another verdict, is no claim of this measure.
  if (frozen.avoided.avoidedKwh !== figures?.avoidedKwh || document.verdict.sha256 !== verdict.sha256)
    return { sender: { ok: false, code: "claim-of-another-verdict" }, reader: null };
  const year = Number(document.period.toDate.slice(0, 4));
  const sender = {
    ok: true,
    told: { amount: amountOf(emissions), factor, yearsOld: year - yearOf(factor) },
  } as const;
  if (factors === null) return { sender, reader: null };
  const { metered, avoidedKwh, interval90 } = frozen.avoided;
  const here = underFactors(factors, { metered, avoidedKwh, ...interval90 }, year);
  return {
    sender,
    reader: here.ok ? { ok: true, told: here.value } : { ok: false, code: here.reason.code },
  };
}
