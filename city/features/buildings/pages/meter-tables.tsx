import type { ReactNode } from "react";
import { DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { type Language, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { causeName, sourceName } from "../../readings/words.ts";
import type { MeterView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { carrierName } from "../words.ts";

/** What the meter itself did that had to be told apart, and what waits for an answer. */
export function Findings({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const findings = meter.detail?.findings ?? [];
  const open = meter.detail?.questions.length ?? 0;
  if (findings.length === 0 && open === 0) return null;
  const name = (code: string): string => {
    const key = `finding.${code}`;
    return buildingMessages.has(key) ? t(key) : code;
  };
  return (
    <Section id={`${meter.carrier}-findings`} title={ofCarrier(language, meter, "meter.findings")} level={3}>
      {open === 0 ? null : <p>{t("meter.open-questions", { count: open })}</p>}
      <ul>
        {findings.slice(0, 20).map((finding) => (
          <li key={`${finding.code} ${finding.atMs}`}>
            {format.date(finding.atMs, "dateTime")}: {name(finding.code)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The meters that hung here, where there was more than one. */
export function Installations({
  meter,
  level = 3,
}: {
  readonly meter: Pick<MeterView, "carrier" | "installations" | "unit">;
  readonly level?: 2 | 3;
}): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  if (meter.installations.length < 2) return null;
  const register = (value: string | null): string =>
    value === null ? t("meter.in-place") : format.withUnit(format.decimal(value), meter.unit);
  return (
    <Section
      id={`${meter.carrier}-meters`}
      title={ofCarrier(language, meter, "meter.installations")}
      level={level}
    >
      <DataTable
        caption={t("meter.installations")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("meter.installations") })}
        columns={[
          { key: "serial", header: t("meter.serial"), cell: (row) => visibleText(row.serial) },
          { key: "from", header: t("meter.from"), cell: (row) => format.date(row.fromMs, "dateTime") },
          {
            key: "to",
            header: t("meter.to"),
            cell: (row) => (row.toMs === null ? t("meter.in-place") : format.date(row.toMs, "dateTime")),
          },
          {
            key: "opening",
            header: t("meter.opening"),
            align: "number",
            cell: (row) => register(row.openingRegister),
          },
          {
            key: "closing",
            header: t("meter.closing"),
            align: "number",
            cell: (row) => register(row.closingRegister),
          },
        ]}
        rows={meter.installations}
        rowKey={(row) => String(row.fromMs)}
      />
    </Section>
  );
}

/** Readings that were corrected, every version of them. */
export function Corrections({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  if (meter.corrections.length === 0) return null;
  return (
    <Section
      id={`${meter.carrier}-corrections`}
      title={ofCarrier(language, meter, "meter.corrections")}
      level={3}
    >
      <DataTable
        caption={t("meter.corrections")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("meter.corrections") })}
        columns={[
          { key: "at", header: t("meter.instant"), cell: (row) => format.date(row.atMs, "dateTime") },
          {
            key: "version",
            header: t("meter.version"),
            align: "number",
            cell: (row) => format.count(row.version + 1),
          },
          {
            key: "value",
            header: t("meter.value"),
            align: "number",
            cell: (row) => format.withUnit(format.number(row.value, { significant: 6 }), meter.unit),
          },
          { key: "source", header: t("meter.source"), cell: (row) => sourceName(language, row.source) },
          { key: "why", header: t("meter.why"), cell: (row) => causeName(language, row.reason) },
        ]}
        rows={meter.corrections}
        rowKey={(row) => `${row.atMs} ${row.version}`}
      />
    </Section>
  );
}

/** The version of the figure shown, and every time an earlier one of the same days was revised. */
export function Revisions({ figures }: { readonly figures: MeterView["figures"] }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const [newest] = figures;
  if (newest === undefined) return null;
  const revised = figures.flatMap((figure, i) => {
    const before = figures[i + 1];
    return figure.cause === null || before === undefined ? [] : [{ figure, before, cause: figure.cause }];
  });
  return (
    <>
      <p>
        {t("figure.version", {
          version: newest.version,
          at: format.date(newest.publishedAtMs, "dateTime"),
        })}
      </p>
      {revised.length === 0 ? null : (
        <ul>
          {revised.slice(0, 5).map(({ figure, before, cause }) => (
            <li key={figure.version}>
              {t("figure.revised", {
                at: format.date(figure.publishedAtMs, "dateTime"),
                before: format.energy(before.avoidedKwh),
                after: format.energy(figure.avoidedKwh),
              })}{" "}
              {t(`cause.${cause}`)}
              {figure.changed === null
                ? ""
                : ` (${format.period(figure.changed.fromMs, figure.changed.toMs)})`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A part's title with the energy it is of: the parts of all meters stand together. */
function ofCarrier(
  language: Language,
  { carrier }: Pick<MeterView, "carrier">,
  key: "meter.findings" | "meter.installations" | "meter.corrections",
): string {
  const t = buildingMessages.t(language);
  return t("details.of", { carrier: carrierName(language, carrier), what: t(key) });
}
