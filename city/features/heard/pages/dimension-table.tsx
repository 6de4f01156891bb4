import type { ReactNode } from "react";
import { type Column, DataTable, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { DimensionView, GroupView } from "../heard-page.ts";
import { heardMessages } from "../messages.ts";
import type { District } from "../population.ts";
import { groupName, ratioWords } from "../words.ts";
import { ShareBar } from "./share-bar.tsx";

/** No standing is green: that as many were heard as live here says nothing of whether they were listened to. */
const tones = {
  fewer: "warn",
  more: "info",
  "as-expected": "neutral",
  "cannot-tell": "neutral",
  "not-told": "neutral",
  "nobody-lives-here": "neutral",
  "no-population": "neutral",
} as const satisfies Record<GroupView["standing"], string>;

/** One respect: how many of each group were heard, against how many live here. */
export function DimensionTable({
  view,
  districts,
  fewest,
}: {
  readonly view: DimensionView;
  readonly districts: readonly District[];
  readonly fewest: number;
}): ReactNode {
  const { language, format } = useFrame();
  const t = heardMessages.t(language);
  const { dimension, groups, together } = view;
  const name = (id: string): string => groupName(language, dimension, id, districts);
  const most = Math.max(0, ...groups.flatMap(({ share, populationShare }) => [share ?? 0, populationShare]));
  const rows = together === null ? groups : [...groups, together.group];
  const columns: Column<GroupView>[] = [
    {
      key: "group",
      header: t("col.group"),
      cell: (group) =>
        group === together?.group
          ? t("group.together", { groups: format.list(together.ids.map(name)) })
          : name(group.id),
    },
    {
      key: "heard",
      header: t("col.heard"),
      align: "number",
      cell: ({ heard }) => (heard === null ? t("not-told") : format.count(heard)),
    },
    {
      key: "share",
      header: t("col.share"),
      cell: ({ share, populationShare, population }) =>
        share === null ? (
          t("not-told")
        ) : (
          <>
            {format.percent(share)}
            <ShareBar
              share={share}
              mark={population === null ? null : populationShare}
              most={most}
              label={t("bar.label", {
                share: format.percent(share),
                population: format.percent(populationShare),
              })}
            />
          </>
        ),
    },
    {
      key: "population",
      header: t("col.population"),
      align: "number",
      cell: ({ population, populationShare }) =>
        population === null ? "–" : format.percent(populationShare, populationShare < 0.1 ? 1 : 0),
    },
    {
      key: "ratio",
      header: t("col.ratio"),
      cell: ({ ratio, interval, standing }) =>
        ratio === null || interval === null ? (
          "–"
        ) : (
          <>
            {standing === "cannot-tell" ? t("ratio.too-few") : ratioWords(language, ratio)}
            <div className="table-sub">
              {t("ratio.interval", {
                ratio: format.number(ratio, { decimals: 2 }),
                low: format.number(interval.low, { decimals: 2 }),
                high: format.number(interval.high, { decimals: 2 }),
              })}
            </div>
          </>
        ),
    },
    {
      key: "standing",
      header: t("col.standing"),
      cell: ({ standing }) => <Tag tone={tones[standing]}>{t(`standing.${standing}`)}</Tag>,
    },
  ];
  const told = (count: number | null): string => (count === null ? t("not-told") : format.count(count));
  const { stated, notStated, other, otherOrNotStated } = view;
  return (
    <>
      <DataTable
        caption={t(`by.${dimension}`)}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t(`by.${dimension}`) })}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
      />
      <p className="field-hint">
        {stated === null ? t("sum.stated-not-told") : t(`sum.stated-${dimension}`, { count: stated })}{" "}
        {dimension === "sex" && (other === null || notStated === null)
          ? otherOrNotStated === null
            ? t("sum.others-not-told")
            : t("sum.other-or-not-stated", { count: otherOrNotStated })
          : t("sum.not-stated", { count: told(notStated) })}{" "}
        {dimension === "sex" && other !== null && notStated !== null
          ? t("sum.other", { count: told(other) })
          : null}{" "}
        {groups.some(({ heard }) => heard === null) ? t("not-told.why", { fewest }) : null}
      </p>
    </>
  );
}
