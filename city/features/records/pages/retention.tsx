import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, Notice, PageHeading, Prose, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { recordMessages } from "../messages.ts";
import type { RetentionPage, ShownRule } from "../retention-page.ts";

export function loader({ context }: LoaderFunctionArgs): RetentionPage {
  return pageData<RetentionPage>(context);
}

export default function Retention(): ReactNode {
  const { decided, rules, marks } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = recordMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${t("retention.title")} · Husting`}</title>
      <PageHeading title={t("retention.title")} lead={t("retention.lead")} />
      {decided === null ? (
        <Notice kind="warn" word={shell("notice.warn")}>
          <p>{t("retention.not-decided")}</p>
        </Notice>
      ) : (
        <p>{t("retention.decided", { ...decided, on: format.plainDate(decided.on) })}</p>
      )}
      <Prose>
        <p>{t("retention.secrecy")}</p>
        <p>
          <a href={address("/my-data")}>{t("register.my-data")}</a> ·{" "}
          <a href={address("/cases")}>{t("register.title")}</a>
        </p>
      </Prose>
      {(["personal", "civic"] as const).map((holds) => (
        <Section key={holds} id={holds} title={t(`retention.${holds}`)}>
          <Rules caption={t(`retention.${holds}`)} rules={rules.filter((rule) => rule.holds === holds)} />
        </Section>
      ))}
      <ul>
        {marks.map((mark) => (
          <li key={mark}>
            {mark}: {t(`mark.${mark}`)}
          </li>
        ))}
      </ul>
      <p>
        {t("retention.where")} <a href={address("/retention.json")}>{t("retention.as-data")}</a>
      </p>
    </>
  );
}

function Rules({
  caption,
  rules,
}: {
  readonly caption: string;
  readonly rules: readonly ShownRule[];
}): ReactNode {
  const { language, format } = useFrame();
  const t = recordMessages.t(language);
  return (
    <DataTable
      caption={caption}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
      columns={[
        { key: "what", header: t("retention.what"), cell: ({ id }) => t(`rule.${id}`) },
        { key: "long", header: t("retention.how-long"), cell: ({ kept }) => periodText(kept) },
        { key: "then", header: t("retention.then"), cell: ({ afterwards }) => t(`then.${afterwards}`) },
        {
          key: "by",
          header: t("retention.by"),
          cell: ({ sources }) =>
            sources.map(({ id, mark }) => (
              <div key={id}>
                {t(`source.${id}`)} ({mark})
              </div>
            )),
        },
        {
          key: "erased",
          header: t("retention.erased"),
          align: "number",
          cell: ({ isCarriedOut, erased, lastAtMs }) =>
            !isCarriedOut ? (
              "–"
            ) : erased === 0 || lastAtMs === null ? (
              t("retention.none-erased")
            ) : (
              <>
                {format.count(erased)}
                <br />
                {t("retention.last", { date: format.date(lastAtMs, "day") })}
              </>
            ),
        },
      ]}
      rows={rules}
      rowKey={({ id }) => id}
    />
  );

  function periodText(kept: ShownRule["kept"]): string {
    if (kept.kind === "days") return t("kept-for.days", { days: kept.days, from: t(`from.${kept.from}`) });
    if (kept.kind === "minutes")
      return t("kept-for.minutes", { minutes: kept.minutes, from: t(`from.${kept.from}`) });
    return t(`kept-for.${kept.kind}`);
  }
}
