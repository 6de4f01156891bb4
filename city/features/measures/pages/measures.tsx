import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { type Column, DataTable, PageHeading, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { commaOf } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import { carbonMessages } from "../../carbon/messages.ts";
import { CarbonCell } from "../../carbon/pages/listed-carbon.tsx";
import { outcomeName, verdictTone } from "../../verdicts/words.ts";
import type { ListedMeasure, MeasuresPage } from "../measures-pages.ts";
import { measureMessages } from "../messages.ts";
import { afterCount, afterKey, kindName, stateName, stateTone } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): MeasuresPage {
  return pageData<MeasuresPage>(context);
}

export default function Measures(): ReactNode {
  const { measures } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = measureMessages.t(language);
  const columns: Column<ListedMeasure>[] = [
    {
      key: "measure",
      header: t("col.measure"),
      cell: ({ slug, titles, kind, carrier }) => (
        <>
          <a href={address(`/measures/${slug}`)}>{titles[language]}</a>
          <br />
          {kindName(language, kind)} · {carrierName(language, carrier)}
        </>
      ),
    },
    {
      key: "buildings",
      header: t("col.buildings"),
      cell: ({ buildings }) => buildings.map(({ names }) => names[language]).join(commaOf[language]),
    },
    {
      key: "state",
      header: t("col.state"),
      cell: ({ state }) => <Tag tone={stateTone[state]}>{stateName(language, state)}</Tag>,
    },
    {
      key: "verdict",
      header: t("col.verdict"),
      cell: ({ verdict }) =>
        verdict === null ? (
          t("verdict.none")
        ) : (
          <>
            <Tag tone={verdictTone(verdict)}>{outcomeName(language, verdict.outcome)}</Tag>
            {verdict.isFinal ? null : ` ${t("verdict.so-far", { days: verdict.lookDays })}`}
          </>
        ),
    },
    {
      key: "effect",
      header: t("col.effect"),
      cell: ({ effect }) =>
        effect === null ? (
          t("effect.none")
        ) : (
          <>
            {t("effect", {
              share: format.percent(effect.share, 1),
              low: format.percent(effect.low / effect.counterfactual, 1),
              high: format.percent(effect.high / effect.counterfactual, 1),
            })}
            <div className="table-sub">{t(afterKey(effect.days, "list.after"), afterCount(effect.days))}</div>
          </>
        ),
    },
    {
      key: "co2",
      header: carbonMessages.t(language)("col.co2"),
      cell: ({ carbon }) => (carbon === null ? t("effect.none") : <CarbonCell carbon={carbon} />),
    },
  ];
  return (
    <>
      <title>{`${t("list.title")} · Husting`}</title>
      <PageHeading title={t("list.title")} lead={t("list.lead")} />
      <DataTable
        caption={t("list.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("list.title") })}
        columns={columns}
        rows={measures}
        rowKey={({ slug }) => slug}
        empty={t("list.none")}
      />
    </>
  );
}
