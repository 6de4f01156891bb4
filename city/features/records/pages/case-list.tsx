import type { ReactNode } from "react";
import { DataTable, EmptyState } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ListedCase } from "../case-file.ts";
import { recordMessages } from "../messages.ts";
import { statusName, titleText } from "../words.ts";

/** The subject of a case, in the language it was written in. */
export function Subject({ listed }: { readonly listed: Pick<ListedCase, "title"> }): ReactNode {
  const { language } = useFrame();
  const { title } = listed;
  const text = titleText(language, title);
  return title?.kind === "written" ? <span lang={htmlLanguage[title.language]}>{text}</span> : text;
}

export function CaseList({
  caption,
  cases,
  under = "/cases",
}: {
  readonly caption: string;
  readonly cases: readonly ListedCase[];
  readonly under?: "/cases" | "/staff/cases";
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = recordMessages.t(language);
  if (cases.length === 0)
    return (
      <EmptyState title={t("register.none")}>
        <p>{t("register.none-text")}</p>
      </EmptyState>
    );
  return (
    <DataTable
      caption={caption}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
      columns={[
        {
          key: "number",
          header: t("case.number"),
          cell: ({ address: at, label }) => <a href={address(`${under}/${at}`)}>{label}</a>,
        },
        { key: "title", header: t("case.title"), cell: (listed) => <Subject listed={listed} /> },
        { key: "kind", header: t("case.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
        { key: "opened", header: t("case.opened"), cell: ({ openedAtMs }) => format.date(openedAtMs, "day") },
        { key: "status", header: t("case.status"), cell: ({ status }) => statusName(language, status) },
      ]}
      rows={cases}
      rowKey={({ address: at }) => at}
    />
  );
}
