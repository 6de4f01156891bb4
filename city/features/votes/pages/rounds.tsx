import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  type Control,
  DataTable,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { voteMessages } from "../messages.ts";
import type { RoundsPage } from "../round-pages.ts";

export function loader({ context }: LoaderFunctionArgs): RoundsPage {
  return pageData<RoundsPage>(context);
}

export default function Rounds(): ReactNode {
  const { rounds, measures, periods, choices, said, fault } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = voteMessages.t(language);
  const shell = shellMessages.t(language);
  const titleOf = (slug: string | null): string =>
    slug === null
      ? t("round.no-measure")
      : (measures.find((one) => one.slug === slug)?.titles[language] ?? slug);
  const date = (value: string | undefined): Control => ({
    kind: "input",
    type: "date",
    width: "short",
    defaultValue: value,
  });
  return (
    <>
      <title>{`${t("rounds.title")} · Husting`}</title>
      <PageHeading title={t("rounds.title")} lead={t("rounds.lead")} />
      <Section id="rounds" title={t("rounds.list")}>
        <DataTable
          caption={t("rounds.list")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("rounds.list") })}
          columns={[
            {
              key: "round",
              header: t("round.of"),
              cell: ({ id, measure }) => <a href={address(`/staff/rounds/${id}`)}>{titleOf(measure)}</a>,
            },
            { key: "period", header: t("round.period"), cell: ({ period }) => t(`period.${period}`) },
            {
              key: "dates",
              header: t("round.dates"),
              cell: ({ fromDate, toDate }) => `${format.plainDate(fromDate)} – ${format.plainDate(toDate)}`,
            },
            {
              key: "where",
              header: t("round.where"),
              cell: ({ buildings }) => format.list(buildings.map((names) => names[language])),
            },
            {
              key: "answers",
              header: t("round.answers"),
              align: "number",
              cell: ({ made, used }) => t("round.of-codes", { used, made }),
            },
          ]}
          rows={rounds}
          rowKey={({ id }) => String(id)}
          empty={t("rounds.none")}
        />
      </Section>
      <Section id="new" title={t("rounds.new")} lead={t("rounds.new-lead")}>
        {fault === null ? null : (
          <Notice kind="error" word={shell("notice.error")} role="alert">
            <p>{t(`round-fault.${fault}`)}</p>
          </Notice>
        )}
        <form method="post" action={address("/staff/rounds")} className="form">
          <FormField
            name="measure"
            label={t("round.measure")}
            control={{
              kind: "select",
              defaultValue: said?.measure ?? "",
              options: [
                { value: "", label: t("round.no-measure") },
                ...measures.map(({ slug, titles }) => ({ value: slug, label: titles[language] })),
              ],
            }}
          />
          <FormField
            name="period"
            label={t("round.period")}
            control={{
              kind: "radio",
              defaultValue: said?.period ?? "before",
              options: periods.map((period) => ({ value: period, label: t(`period.${period}`) })),
            }}
          />
          <FormField name="from" label={t("round.from")} control={date(said?.from)} />
          <FormField name="to" label={t("round.to")} hint={t("round.to-hint")} control={date(said?.to)} />
          <fieldset className="field">
            <legend className="field-label">{t("round.places")}</legend>
            {choices.map(({ value, building, room }) => (
              <label key={value} className="field-choice">
                <input
                  type="checkbox"
                  name="place"
                  value={value}
                  defaultChecked={said?.places.includes(value)}
                />
                <span>
                  {room === null
                    ? t("round.whole", { building: building[language] })
                    : building[language] + colonOf[language] + room[language]}
                </span>
              </label>
            ))}
          </fieldset>
          <Button>{t("rounds.create")}</Button>
        </form>
      </Section>
    </>
  );
}
