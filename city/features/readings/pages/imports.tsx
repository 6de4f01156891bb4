import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, PageHeading, Pagination } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { pointName } from "../../buildings/words.ts";
import { readingMessages } from "../messages.ts";
import type { ImportsPage, ListedDelivery } from "../readings-pages.ts";
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
  // Most deliveries are all new: what there is none of is not said, so that a card on a telephone stays short.
  const counts = (row: ListedDelivery): string => {
    const said = (["added", "corrected", "repeated", "rejected"] as const).flatMap((what) =>
      row[what] === 0 ? [] : [t(`page.count.${what}`, { count: row[what] })],
    );
    return said.length === 0 ? t("page.count.none") : format.list(said);
  };
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
            cell: (row) => {
              if (row.point !== null) return pointName(language, row.point);
              return row.pointId === null ? t("page.several") : "";
            },
          },
          {
            key: "received",
            header: t("page.received"),
            cell: (row) => format.date(row.receivedAtMs, "dateTime"),
          },
          { key: "readings", header: t("page.readings"), cell: counts },
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
