import type { Result } from "@husting/series";
import type { ReactNode } from "react";
import { energyAlongPath, remembered } from "../../../../web/charts/index.ts";
import { type Column, DataTable, Notice, Section } from "../../../../web/design/index.ts";
import { Drawn } from "../../../../web/drawn.tsx";
import { useFrame } from "../../../../web/frame.ts";
import { energiesAlike } from "../../../../web/language/index.ts";
import { shellMessages } from "../../../../web/shell-messages.ts";
import { standingText } from "../../words.ts";
import type { CityPath, NoPath, PathPoint } from "../city-path.ts";
import { inventoryMessages } from "../messages.ts";
import { sourceText } from "../words.ts";

const drawn = remembered(energyAlongPath);

/** The directive's path and the city's public buildings along it. */
export function Path({
  path,
  isBound,
}: {
  readonly path: Result<CityPath, NoPath>;
  /** Whether the directive holds where the city lies. */
  readonly isBound: boolean;
}): ReactNode {
  const { language } = useFrame();
  const t = inventoryMessages.t(language);
  return (
    <Section id="path" title={t("path.title")} lead={t("path.what")}>
      {isBound ? null : <p>{t("path.not-here")}</p>}
      {path.ok ? <Along path={path.value} /> : <p>{whyNone(path.reason)}</p>}
    </Section>
  );

  function whyNone(reason: NoPath): string {
    if (reason.code === "no-base-year")
      return t("path.none.no-base-year", {
        buildings: reason.publicBuildings,
        unsaid: reason.sharesNotSaid,
      });
    if (reason.code === "no-weather-in-base-year")
      return t("path.none.no-weather-in-base-year", { year: String(reason.year) });
    return t("path.none.no-public-buildings");
  }
}

function Along({ path }: { readonly path: CityPath }): ReactNode {
  const { language, zone, format } = useFrame();
  const t = inventoryMessages.t(language);
  const shell = shellMessages.t(language);
  const title = t("path.chart");
  const year = String(path.baseYear);
  const chart = drawn({
    id: "path-chart",
    language,
    zone,
    title,
    useName: t("path.use"),
    pathName: t("path.path"),
    years: path.points.map((point) => ({
      year: point.year,
      useKwh: point.figure?.correctedKwh ?? null,
      pathKwh: point.allowedKwh,
      toCome: point.figure === null && point.why === "to-come",
    })),
  });
  return (
    <>
      {path.isOfDirective ? null : (
        <Notice kind="info" word={shell("notice.info")}>
          <p>{t("path.own-base", { year })}</p>
        </Notice>
      )}
      <p>
        {t("path.buildings", { buildings: path.buildings })}{" "}
        {path.leftOut.notWhole + path.leftOut.sharesNotSaid === 0
          ? null
          : t("path.left-out", {
              year,
              notWhole: path.leftOut.notWhole,
              unsaid: path.leftOut.sharesNotSaid,
            })}
      </p>
      <Drawn chart={chart} title={title} />
      <Section id="path-years" level={3} title={t("path.table")}>
        <PathTable path={path} />
      </Section>
      <p>
        {t("path.weather", {
          year,
          degreeDays: format.count(path.weather.degreeDays),
          rule: path.weather.rule,
        })}{" "}
        {path.indicativeUntil === null
          ? null
          : t("path.indicative", { date: format.plainDate(path.indicativeUntil) })}
      </p>
      <p>
        {t("path.standing", {
          source: sourceText(language, path.source),
          clause: sourceText(language, path.clause ?? ""),
          standing: standingText(language, { standing: path.standing }),
        })}
      </p>
    </>
  );
}

function PathTable({ path }: { readonly path: CityPath }): ReactNode {
  const { language, format } = useFrame();
  const t = inventoryMessages.t(language);
  const caption = t("path.table");
  const rows = path.points.filter((point) => point.figure !== null || point.why !== "to-come");
  const write = energiesAlike(
    format,
    rows.flatMap(({ figure, allowedKwh }) => [
      allowedKwh,
      figure?.measuredKwh ?? 0,
      figure?.correctedKwh ?? 0,
    ]),
  );
  const columns: Column<PathPoint>[] = [
    { key: "year", header: t("col.year"), cell: ({ year }) => String(year) },
    {
      key: "measured",
      header: t("path.col.measured-use"),
      align: "number",
      cell: ({ figure }) => (figure === null ? t("line.no-figure") : write(figure.measuredKwh)),
    },
    {
      key: "corrected",
      header: t("path.col.corrected"),
      align: "number",
      cell: ({ figure }) => (figure === null ? t("line.no-figure") : write(figure.correctedKwh)),
    },
    {
      key: "allowed",
      header: t("path.col.allowed"),
      align: "number",
      cell: ({ allowedKwh }) => write(allowedKwh),
    },
    { key: "stands", header: t("path.col.standing"), cell: stands },
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
      columns={columns}
      rows={rows}
      rowKey={({ year }) => String(year)}
    />
  );

  function stands(point: PathPoint): string {
    if (point.figure !== null) {
      if (point.year === path.baseYear) return t("path.base");
      const { onPath, marginKwh } = point.figure;
      return t(onPath ? "path.on" : "path.off", { margin: write(Math.abs(marginKwh)) });
    }
    if (point.why === "too-little-measured")
      return t("path.why.too-little-measured", {
        share: format.percent(point.measuredShare),
        least: format.percent(path.leastMeasuredShare),
      });
    return t(point.why === "no-weather" ? "path.why.no-weather" : "path.why.not-over");
  }
}
