import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { pointName } from "../../buildings/words.ts";
import { meterMessages } from "../messages.ts";
import type { MetersPage } from "../meters-pages.ts";

export function loader({ context }: LoaderFunctionArgs): MetersPage {
  return pageData<MetersPage>(context);
}

export default function Meters(): ReactNode {
  const { meters } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = meterMessages.t(language);
  const title = t("list.title");
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} lead={t("list.lead")} />
      <DataTable
        caption={title}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
        columns={[
          {
            key: "meter",
            header: t("col.meter"),
            cell: (row) => <a href={address(`/staff/meters/${row.id}`)}>{pointName(language, row)}</a>,
          },
          {
            key: "questions",
            header: t("col.questions"),
            align: "number",
            cell: (row) =>
              row.questions === 0 ? format.count(0) : <Tag tone="warn">{format.count(row.questions)}</Tag>,
          },
          {
            key: "serial",
            header: t("col.serial"),
            cell: (row) => (row.serial === null ? t("serial.none") : visibleText(row.serial)),
          },
          {
            key: "last",
            header: t("col.last"),
            cell: (row) => (row.lastMs === null ? t("last.none") : format.date(row.lastMs, "dateTime")),
          },
        ]}
        rows={meters}
        rowKey={(row) => String(row.id)}
        empty={t("list.none")}
      />
    </>
  );
}
