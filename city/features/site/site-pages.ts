import type { Names } from "../buildings/index.ts";
import { ASSESSED } from "./assessment.ts";
import type {
  AnswerFault,
  FaultBook,
  KnownFault,
  ReportedFault,
  ReportFault,
  SaidAnswer,
  SaidReport,
} from "./faults.ts";

/** The legal body that stands behind the site, and how to reach it. */
export interface Responsible {
  readonly names: Names;
  readonly telephone?: string | undefined;
  readonly email?: string | undefined;
  readonly post?: string | undefined;
}

export interface AccessibilityPage {
  readonly cityNames: Names;
  readonly country: "SE" | "CN";
  readonly responsible: Responsible | null;
  readonly known: readonly KnownFault[];
  readonly assessed: { readonly date: string; readonly version: string };
  readonly said: SaidReport;
  readonly fault: ReportFault | null;
}

export const nothingReported: SaidReport = { page: "", text: "", email: "" };

export async function accessibilityPage(
  book: FaultBook,
  city: {
    readonly names: Names;
    readonly country: "SE" | "CN";
    readonly responsible: Responsible | null;
  },
  attempt: { readonly said: SaidReport; readonly fault: ReportFault | null } = {
    said: nothingReported,
    fault: null,
  },
): Promise<AccessibilityPage> {
  const known = await book.known();
  const { names: cityNames, country, responsible } = city;
  return { cityNames, country, responsible, known, assessed: ASSESSED, ...attempt };
}

export interface StaffAccessibilityPage {
  readonly faults: readonly ReportedFault[];
  readonly attempt: { readonly id: number; readonly said: SaidAnswer; readonly fault: AnswerFault } | null;
}

export async function staffAccessibilityPage(
  book: FaultBook,
  attempt: StaffAccessibilityPage["attempt"] = null,
): Promise<StaffAccessibilityPage> {
  return { faults: await book.all(), attempt };
}
