import type { Finding } from "@husting/indoor";
import type { Building } from "../buildings/index.ts";
import { type MeasureParts, registerMeasure, type SaidMeasure, usualPlan } from "../measures/index.ts";
import type { Person } from "../people/index.ts";
import { isDismissalReason, keyOf, leadingFigure, measureOf } from "./advice.ts";
import { type AdviceFault, type AdviceParts, openBook, storedAdvice } from "./advice-page.ts";
import { climateMessages } from "./messages.ts";
import type { BuildingAdvice } from "./results.ts";

export interface ActParts extends AdviceParts, MeasureParts {}

/** What somebody does with an advice, as the form gives it. */
export interface SaidOfAdvice {
  readonly do: string;
  readonly key: string;
  readonly reason: string;
}

export type ActedOn =
  | { readonly ok: true; readonly measure: string | null }
  | { readonly ok: false; readonly fault: AdviceFault };

const fail = (fault: AdviceFault): ActedOn => ({ ok: false, fault });

/** Makes a measure of an advice (`do` is "measure") or sets it aside ("dismiss"), on record in the log. */
export async function actOnAdvice(
  parts: ActParts,
  building: Building,
  said: SaidOfAdvice,
  by: Person,
): Promise<ActedOn> {
  const [advice, book] = await Promise.all([
    storedAdvice(parts.civic, building.id),
    openBook(parts, by.role, building.id),
  ]);
  const finding = advice?.findings.find((one) => keyOf(one) === said.key);
  if (advice === undefined || finding === undefined) return fail("unknown");
  if (book.item(building.id, finding).measure !== null) return fail("already");
  if (said.do === "measure") return makeMeasure(parts, building, advice, finding, by);
  if (said.do !== "dismiss") return fail("unknown");
  return isDismissalReason(said.reason) ? dismiss(parts, building, finding, said.reason, by) : fail("reason");
}

async function makeMeasure(
  parts: ActParts,
  building: Building,
  advice: BuildingAdvice,
  finding: Finding,
  by: Person,
): Promise<ActedOn> {
  const made = await registerMeasure(parts, saidMeasure(building, advice, finding), by, {
    facts: { advice: finding.code },
    async keep(transaction, measureId) {
      await transaction
        .insertInto("advice_measure")
        .values({
          measure_id: measureId,
          building_id: building.id,
          code: finding.code,
          rooms: JSON.stringify(finding.rooms),
        })
        .execute();
    },
  });
  return made.ok ? { ok: true, measure: made.slug } : fail("measure");
}

/** The form of a new measure as an advice fills it in: judged in the usual way, with the saving the advice speaks of. */
export function saidMeasure(
  { slug, names }: Pick<Building, "slug" | "names">,
  { heat, electricity }: Pick<BuildingAdvice, "heat" | "electricity">,
  { code, kwhPerYear }: Pick<Finding, "code" | "kwhPerYear">,
): SaidMeasure {
  const { kind, of } = measureOf[code];
  const meter = of === "heat" ? heat : electricity;
  const share =
    kwhPerYear === null || !meter?.kwhPerYear ? null : Math.min(1, kwhPerYear.value / meter.kwhPerYear);
  const title = (language: "sv" | "zh" | "en"): string =>
    `${names[language]}: ${climateMessages.t(language)(`finding.${code}.measure`)}`;
  return {
    titleSv: title("sv"),
    titleZh: title("zh"),
    titleEn: title("en"),
    kind,
    carrier: meter?.carrier ?? (of === "heat" ? "district-heat" : "electricity"),
    buildings: [slug],
    // All of them: what is put right for some rooms must not make others worse.
    rooms: null,
    owner: "",
    cost: "",
    method: usualPlan.method,
    expected: share === null ? "" : (100 * share).toFixed(1),
    leastWorthwhile: String(100 * usualPlan.leastWorthwhileShare),
    roomsMargin: String(usualPlan.roomsMarginPoints),
    peopleMargin: String(usualPlan.peopleMarginPoints),
  };
}

async function dismiss(
  { civic, log, nowMs }: ActParts,
  building: Building,
  finding: Finding,
  reason: string,
  by: Person,
): Promise<ActedOn> {
  const figure = leadingFigure(finding);
  await civic.transaction().execute(async (transaction) => {
    const { entry } = await log.append(transaction, {
      act: "advice.dismissed",
      role: by.role,
      personId: by.id,
      subject: `building/${building.slug}`,
      facts: { advice: finding.code, reason },
    });
    await transaction
      .insertInto("advice_dismissal")
      .values({
        building_id: building.id,
        code: finding.code,
        rooms: JSON.stringify(finding.rooms),
        figure,
        reason,
        role: by.role,
        at_ms: nowMs(),
        log_entry: entry.sequence,
      })
      .execute();
  });
  return { ok: true, measure: null };
}
