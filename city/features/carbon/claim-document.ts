import {
  type CheckedClaim,
  type ClaimReason,
  checkClaim,
  type FrozenClaim,
  freezeClaim,
  type Sha256,
} from "@husting/carbon";
import { dateOf } from "@husting/indoor";
import { canonicalJson, type JsonValue, sha256 } from "@husting/openness";
import { fail, ok, type Result } from "@husting/series";
import type { EnergyReason, Outcome, VerdictDocument, VerdictInputs } from "@husting/verdict";
import { z } from "zod";
import type { CityFactors, NoFactor } from "./city-factors.ts";

/** What a verdict's avoided energy is as avoided carbon, as it was claimed when the verdict went on record. Plain JSON. */
export interface ClaimDocument {
  readonly format: "husting-carbon-claim";
  readonly version: 1;
  readonly verdict: {
    readonly version: number;
    readonly sha256: string;
    readonly outcome: Outcome;
    /** Whether the measure's year was over. */
    readonly isFinal: boolean;
  };
  /** Local dates of the reporting period, both ends included. */
  readonly period: { readonly fromDate: string; readonly toDate: string };
  readonly claim: FrozenClaim;
}

/** Why a verdict has no figure of carbon. */
export type NoCarbon =
  | { readonly code: "energy-not-told"; readonly because: EnergyReason["code"] }
  | NoFactor
  | ClaimReason;

/** A version of a verdict, as far as a claim is made of it. */
export interface JudgedVersion {
  readonly measure: { readonly slug: string; readonly carrier: string };
  readonly version: number;
  readonly sha256: string;
  readonly isFinal: boolean;
  readonly document: VerdictDocument;
}

type Calibrations = readonly { readonly id: string; readonly date: string; readonly source: string }[];

const hash: Sha256 = (message) => sha256(message);

/**
 * The claim that follows from a verdict: its energy by the city's factor of the year in which the reporting period ends.
 * @param frozenOn local date.
 * @param calibrationsOf the records that the meters' intervals rest on; asked for once all else is there.
 */
export async function claimOf(
  judged: JudgedVersion,
  factors: CityFactors,
  frozenOn: string,
  calibrationsOf: () => Promise<Calibrations>,
): Promise<Result<ClaimDocument, NoCarbon>> {
  const { measure, version, sha256: verdictSha256, isFinal, document } = judged;
  const { figures, reason } = document.energy;
  if (figures === null) return fail({ code: "energy-not-told", because: reason?.code ?? "no-meter" });
  const { firstDay, lastDay } = document.periods.reporting;
  const period = { fromDate: dateOf(firstDay), toDate: dateOf(lastDay) };
  const metered = factors.metered(measure.carrier);
  if (!metered.ok) return metered;
  const found = factors.of(measure.carrier, Number(period.toDate.slice(0, 4)));
  if (!found.ok) return found;
  const claim = freezeClaim(
    {
      measure: measure.slug,
      frozenOn,
      avoided: {
        metered: metered.value,
        avoidedKwh: figures.avoidedKwh,
        interval90: {
          halfWidthKwh: halfWidthOf(figures),
          confidence: 0.9,
          calibration: joined(await calibrationsOf()),
        },
      },
      factor: found.value.factor,
    },
    hash,
  );
  if (!claim.ok) return claim;
  return ok({
    format: "husting-carbon-claim",
    version: 1,
    verdict: { version, sha256: verdictSha256, outcome: document.outcome, isFinal },
    period,
    claim: claim.value,
  });
}

/** The document's one text: canonical JSON (RFC 8785), whose SHA-256 goes into the log. */
export function claimText(document: ClaimDocument): string {
  return canonicalJson(document as unknown as JsonValue);
}

/** The ends of a verdict's interval are whole watt-hours, so their half is one of half a watt-hour. */
function halfWidthOf({
  lowerKwh,
  upperKwh,
}: {
  readonly lowerKwh: number;
  readonly upperKwh: number;
}): number {
  return Math.round(((upperKwh - lowerKwh) / 2) * 10_000) / 10_000;
}

export function calibrationsOf({ energy }: VerdictInputs): Calibrations {
  return energy.meters.flatMap((meter) => ("refused" in meter ? [] : [meter.calibration]));
}

/** One record, as it nearly always is; several are named together. */
function joined(calibrations: Calibrations): Calibrations[number] {
  const all = [...new Map(calibrations.map((one) => [one.id, one])).values()];
  return {
    id: all.map(({ id }) => id).join(" + "),
    date:
      all
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? "",
    source: all.map(({ source }) => source).join("; "),
  };
}

const text = z.string().min(1);
const documentShape = z.object({
  format: z.literal("husting-carbon-claim"),
  version: z.literal(1),
  verdict: z.object({ version: z.int(), sha256: text, outcome: text, isFinal: z.boolean() }),
  period: z.object({ fromDate: z.iso.date(), toDate: z.iso.date() }),
  claim: z.object({
    measure: text,
    frozenOn: z.iso.date(),
    avoided: z.object({
      metered: z.object({ carrier: text, heatingValue: text.optional() }),
      avoidedKwh: z.number(),
      interval90: z.object({
        halfWidthKwh: z.number(),
        confidence: z.literal(0.9),
        calibration: z.object({ id: text, date: text, source: text }),
      }),
    }),
    factor: z.object({}).loose(),
    factorHash: text,
    grams: text,
    lowerGrams: text,
    upperGrams: text,
  }),
});

export interface CheckedDocument {
  readonly document: ClaimDocument;
  readonly checked: CheckedClaim;
}

/**
 * A claim's document read back, from the store or from a partner: it has to be of this shape, its factor the one it was
 * frozen with, and its figures have to follow from it to the gram.
 */
export function readClaimDocument(
  read: unknown,
): Result<CheckedDocument, ClaimReason | { readonly code: "not-a-claim" }> {
  if (!documentShape.safeParse(read).success) return fail({ code: "not-a-claim" });
  const document = read as ClaimDocument;
  const checked = checkClaim(document.claim, hash);
  return checked.ok ? ok({ document, checked: checked.value }) : checked;
}
