import type { z } from "zod";
import type { ExchangeDocument } from "../document.ts";
import { misfitOf } from "../shapes.ts";
import { type CityProfileBody, cityProfileSchema } from "./city-profile.ts";
import { type MeasureVerdictBody, measureVerdictSchema } from "./measure-verdict.ts";
import { type PortfolioYearBody, portfolioYearSchema } from "./portfolio-year.ts";
import { readWithdrawal, WITHDRAWAL, type Withdrawal } from "./withdrawal.ts";

/** The kinds of content this program writes, each in its newest version. */
export const KINDS = {
  "city-profile": 1,
  "portfolio-year": 1,
  "measure-verdict": 1,
  [WITHDRAWAL]: 1,
} as const;
export type Kind = keyof typeof KINDS;

export type ReadBody =
  | { readonly kind: "city-profile"; readonly body: CityProfileBody }
  | { readonly kind: "portfolio-year"; readonly body: PortfolioYearBody }
  | { readonly kind: "measure-verdict"; readonly body: MeasureVerdictBody }
  | { readonly kind: typeof WITHDRAWAL; readonly body: Withdrawal };

/**
 * Why a document that was accepted cannot be shown. It keeps its place, and is read again by a program that knows better.
 */
export type BodyFault =
  | { readonly code: "unknown-kind"; readonly kind: string }
  | { readonly code: "newer-kind"; readonly kind: string; readonly version: number }
  | { readonly code: "malformed"; readonly member: string };

/** Reads what a document says. */
export function readBody(
  document: ExchangeDocument,
): { readonly ok: true; readonly content: ReadBody } | { readonly ok: false; readonly reason: BodyFault } {
  const { kind, kindVersion } = document;
  if (!isKind(kind)) return { ok: false, reason: { code: "unknown-kind", kind } };
  if (kindVersion > KINDS[kind])
    return { ok: false, reason: { code: "newer-kind", kind, version: kindVersion } };
  switch (kind) {
    case "city-profile":
      return read(cityProfileSchema, document, (body) => ({ kind, body }));
    case "portfolio-year":
      return read(portfolioYearSchema, document, (body) => ({ kind, body }));
    case "measure-verdict":
      return read(measureVerdictSchema, document, (body) => ({ kind, body }));
    case WITHDRAWAL: {
      const body = readWithdrawal(document);
      return body === undefined
        ? { ok: false, reason: { code: "malformed", member: "body" } }
        : { ok: true, content: { kind, body } };
    }
  }
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind);
}

function read<Body>(
  schema: z.ZodType<Body>,
  { body }: ExchangeDocument,
  contentOf: (body: Body) => ReadBody,
): { readonly ok: true; readonly content: ReadBody } | { readonly ok: false; readonly reason: BodyFault } {
  const parsed = schema.safeParse(body);
  return parsed.success
    ? { ok: true, content: contentOf(parsed.data) }
    : { ok: false, reason: { code: "malformed", member: `body.${misfitOf(parsed.error)}` } };
}
