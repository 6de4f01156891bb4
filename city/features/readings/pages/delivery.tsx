import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import type { Rejection } from "../../../stores/readings/contract.ts";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, DataTable, DefinitionList, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { pointName } from "../../buildings/words.ts";
import { readingMessages } from "../messages.ts";
import type { DeliveryPage } from "../readings-pages.ts";
import { causeName, sourceName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): DeliveryPage {
  return pageData<DeliveryPage>(context);
}

export default function Delivery(): ReactNode {
  const { receipt, rejections } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = readingMessages.t(language);
  const shell = shellMessages.t(language);
  const title = t("delivery.title", { id: receipt.deliveryId });
  const areSent = rejections.some(({ receivedAtMs }) => receivedAtMs !== undefined);
  const why = (code: string): string => {
    const key = `reject.${code}`;
    return readingMessages.has(key) ? t(key) : code;
  };
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("page.title"), href: address("/staff/imports") }, { label: title }]}
      />
      <PageHeading title={title} lead={sourceName(language, receipt.source)} />
      <DefinitionList
        items={[
          ...(receipt.point === null
            ? []
            : [
                { term: t("page.point"), description: pointName(language, receipt.point) },
                { term: t("page.key"), description: <code>{receipt.point.key}</code> },
              ]),
          { term: t("page.received"), description: format.date(receipt.receivedAtMs, "dateTime") },
          { term: t("page.reason"), description: causeName(language, receipt.reason) },
          { term: t("page.added"), description: format.count(receipt.added) },
          { term: t("page.corrected"), description: format.count(receipt.corrected) },
          { term: t("page.repeated"), description: format.count(receipt.repeated) },
          { term: t("page.rejected"), description: format.count(receipt.rejected) },
        ]}
      />
      <Section id="rejections" title={t("delivery.rejections")}>
        <DataTable
          caption={t("delivery.rejections")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("delivery.rejections") })}
          columns={[
            ...(areSent
              ? [
                  {
                    key: "received",
                    header: t("page.received"),
                    cell: (row: Rejection) => format.date(row.receivedAtMs ?? 0, "dateTime"),
                  },
                  {
                    key: "origin",
                    header: t("delivery.origin"),
                    cell: (row: Rejection) => <code>{visibleText(row.origin ?? "")}</code>,
                  },
                ]
              : []),
            {
              key: "row",
              header: t("delivery.row"),
              align: "number",
              // What concerns a file as a whole, or a message, stands in no row.
              cell: (row) => (row.row === 0 ? "" : format.count(row.row)),
            },
            { key: "column", header: t("delivery.column"), cell: (row) => visibleText(row.column) },
            {
              key: "found",
              header: t("delivery.found"),
              cell: (row) => <code>{visibleText(row.found)}</code>,
            },
            { key: "why", header: t("delivery.why"), cell: (row) => why(row.code) },
          ]}
          rows={rejections}
          rowKey={(row) =>
            `${row.receivedAtMs ?? ""} ${row.origin ?? ""} ${row.row} ${row.column} ${row.code} ${row.found}`
          }
          empty={t("delivery.none-rejected")}
        />
      </Section>
    </>
  );
}
