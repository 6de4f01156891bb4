import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading, Pagination } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { pointName } from "../../buildings/words.ts";
import { readingMessages } from "../messages.ts";
import type { ImportsPage } from "../readings-pages.ts";
import { sourceName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): ImportsPage {
  return pageData<ImportsPage>(context);
}

export default function Imports(): ReactNode {
  const { deliveries, page, pages } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = readingMessages.t(language);
  const shell = shellMessages.t(language);
  const to = (number: number, label: "pagination.previous" | "pagination.next") => ({
    href: `${address("/staff/imports")}?page=${number}`,
    label: shell(label),
  });
  return (
    <>
      <title>{`${t("page.title")} · Husting`}</title>
      <PageHeading title={t("page.title")} lead={t("page.lead")} />
      <DataTable
        caption={t("page.title")}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: t("page.title") })}
        columns={[
          {
            key: "source",
            header: t("page.source"),
            cell: (row) => (
              <a href={address(`/staff/imports/${row.deliveryId}`)}>{sourceName(language, row.source)}</a>
            ),
          },
          {
            key: "point",
            header: t("page.point"),
            cell: (row) => (row.point === null ? "" : pointName(language, row.point)),
          },
          {
            key: "received",
            header: t("page.received"),
            cell: (row) => format.date(row.receivedAtMs, "dateTime"),
          },
          { key: "added", header: t("page.added"), align: "number", cell: (row) => format.count(row.added) },
          {
            key: "corrected",
            header: t("page.corrected"),
            align: "number",
            cell: (row) => format.count(row.corrected),
          },
          {
            key: "repeated",
            header: t("page.repeated"),
            align: "number",
            cell: (row) => format.count(row.repeated),
          },
          {
            key: "rejected",
            header: t("page.rejected"),
            align: "number",
            cell: (row) => format.count(row.rejected),
          },
        ]}
        rows={deliveries}
        rowKey={(row) => String(row.deliveryId)}
        empty={t("page.none")}
      />
      {pages === 1 ? null : (
        <Pagination
          label={shell("pagination.label")}
          position={shell("pagination.position", { page, pages })}
          previous={page === 1 ? undefined : to(page - 1, "pagination.previous")}
          next={page === pages ? undefined : to(page + 1, "pagination.next")}
        />
      )}
    </>
  );
}
