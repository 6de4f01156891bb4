import { type FactorRecord, toDouble } from "@husting/carbon";
import type { VerdictDocument } from "@husting/verdict";
import type { DoneMeasure, Measure } from "../measures/index.ts";
import { isVerified, type VerdictBook, type VerdictVersion } from "../verdicts/index.ts";
import {
  amountOf,
  type CarbonAmount,
  type CurrentFigure,
  currentFigure,
  type OtherMethods,
  otherMethods,
} from "./carbon-figures.ts";
import type { CityFactors } from "./city-factors.ts";
import { type CityCarbon, cityCarbon } from "./city-total.ts";
import type { ClaimBook, KeptClaim } from "./claim-book.ts";
import { type CheckedDocument, type NoCarbon, readClaimDocument } from "./claim-document.ts";

/** Why a judged measure has no figure of carbon. */
export type NoFigure =
  | NoCarbon
  /** The verdict is newer than the last round of claims; it comes in a moment. */
  | { readonly code: "being-claimed" }
  /** What is stored is not what was claimed. */
  | { readonly code: "claim-does-not-hold"; readonly because: string };

/** What a page says of a measure's avoided carbon in a line. */
export interface ListedCarbon {
  readonly amount: CarbonAmount | null;
  /** The energy that it is of: the verdict's, which counts no day after its look. */
  readonly of: { readonly kwh: number; readonly lookDays: number } | null;
  readonly reason: NoFigure["code"] | null;
  /** Whether it is a saving: the final verdict on meters, rooms and people says so. */
  readonly isSaving: boolean;
  readonly standing: FactorRecord["standing"] | null;
}

/** All a page says of a measure's avoided carbon. */
export type MeasureCarbon =
  | { readonly ok: false; readonly reason: NoFigure }
  | {
      readonly ok: true;
      readonly isSaving: boolean;
      readonly version: number;
      readonly amount: CarbonAmount;
      readonly factor: FactorRecord;
      readonly factorHash: string;
      /** The year in which the reporting period ended less the factor's. */
      readonly yearsOld: number;
      readonly period: { readonly fromDate: string; readonly toDate: string };
      readonly frozenOn: string;
      readonly sha256: string;
      readonly logEntry: number;
      readonly current: CurrentFigure | null;
      readonly record: "unchanged" | "revised" | "withdrawn";
      readonly others: OtherMethods | null;
    };

export interface TellerParts {
  readonly claims: Pick<ClaimBook, "find" | "newest">;
  readonly verdicts: Pick<VerdictBook, "newest">;
  readonly factors: CityFactors;
  readonly zone: string;
  readonly nowMs: () => number;
}

type Judged = Pick<VerdictVersion, "version" | "lookDays" | "isFinal" | "outcome">;

/** Tells pages what measures have avoided of carbon, from the claims that are on record. */
export class CarbonTeller {
  readonly #parts: TellerParts;

  constructor(parts: TellerParts) {
    this.#parts = parts;
  }

  /** A line for each judged measure, by its number. */
  async listed(measures: readonly Measure[]): Promise<Map<number, ListedCarbon>> {
    const [verdicts, claims] = await Promise.all([
      this.#parts.verdicts.newest(),
      this.#parts.claims.newest(),
    ]);
    return new Map(
      measures.flatMap((measure): [number, ListedCarbon][] => {
        const verdict = verdicts.get(measure.id);
        return verdict === undefined
          ? []
          : [[measure.id, this.#line(measure, verdict, claims.get(measure.id))]];
      }),
    );
  }

  #line(measure: Measure, verdict: VerdictVersion, kept: KeptClaim | undefined): ListedCarbon {
    const read = kept && readClaimDocument(kept.document);
    if (read?.ok) {
      const { checked } = read.value;
      return {
        amount: amountOf(checked.emissions),
        of: { kwh: toDouble(checked.emissions.figure.energy.exactKwh), lookDays: verdict.lookDays },
        reason: null,
        isSaving: isSaving(verdict),
        standing: checked.factor.standing,
      };
    }
    const none = { amount: null, of: null, isSaving: false, standing: null };
    if (read !== undefined) return { ...none, reason: "claim-does-not-hold" };
    return { ...none, reason: this.#withoutFactor(measure)?.code ?? "energy-not-told" };
  }

  /** @param judged the newest version of its verdict; null before there is one. */
  async measure(
    measure: Measure,
    judged: (Judged & { readonly document: VerdictDocument }) | null,
  ): Promise<MeasureCarbon | null> {
    if (judged === null) return null;
    const kept = await this.#parts.claims.find(measure.id, judged.version);
    if (kept === undefined) {
      const { figures, reason } = judged.document.energy;
      const because = reason?.code ?? "no-meter";
      const why: NoFigure =
        figures === null
          ? { code: "energy-not-told", because }
          : (this.#withoutFactor(measure) ?? { code: "being-claimed" });
      return { ok: false, reason: why };
    }
    const read = readClaimDocument(kept.document);
    if (!read.ok) return { ok: false, reason: { code: "claim-does-not-hold", because: read.reason.code } };
    return { ok: true, isSaving: isSaving(judged), ...this.#told(kept, read.value) };
  }

  #told(kept: KeptClaim, document: CheckedDocument) {
    const { factors, zone, nowMs } = this.#parts;
    const { claim, period } = document.document;
    const { year } = Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(zone);
    const { period: of } = claim.factor;
    return {
      version: kept.version,
      amount: amountOf(document.checked.emissions),
      factor: claim.factor,
      factorHash: claim.factorHash,
      yearsOld: Number(period.toDate.slice(0, 4)) - (of.kind === "year" ? of.year : of.publishedYear),
      period,
      frozenOn: claim.frozenOn,
      sha256: kept.sha256,
      logEntry: kept.logEntry,
      ...currentFigure(document, factors, year),
      others: otherMethods(document, factors),
    };
  }

  /** Why the city cannot count a measure's energy as carbon. */
  #withoutFactor({ carrier }: Measure): NoFigure | undefined {
    const { factors } = this.#parts;
    const metered = factors.metered(carrier);
    if (!metered.ok) return metered.reason;
    const chosen = factors.chosen(carrier);
    if (!chosen.ok) return chosen.reason;
    const [has, wants] = [metered.value, chosen.value];
    return "heatingValue" in has && "heatingValue" in wants && has.heatingValue !== wants.heatingValue
      ? { code: "heating-value-differs", energy: has.heatingValue, factor: wants.heatingValue }
      : undefined;
  }

  /** What the city's verified measures have saved together. @param measures in the order of their work. */
  async city(measures: readonly DoneMeasure[]): Promise<CityCarbon> {
    const verified = measures.filter(({ state }) => state === "verified");
    const claims = await this.#parts.claims.newest();
    return cityCarbon(
      verified.map(({ id, carrier, buildingIds }) => {
        const read = readClaimDocument(claims.get(id)?.document);
        const claim = read.ok && isSaving(read.value.document.verdict) ? read.value : null;
        return { id, carrier, buildingIds, claim };
      }),
    );
  }
}

function isSaving({ isFinal, outcome }: Pick<Judged, "isFinal" | "outcome">): boolean {
  return isFinal && isVerified(outcome);
}
