import type { ReactNode } from "react";
import { DataTable, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ListedDocument } from "../document-pages.ts";
import { exchangeMessages } from "../messages.ts";
import { documentName } from "../words.ts";

interface Props {
  readonly caption: string;
  readonly documents: readonly ListedDocument[];
  /** Where a document's page lies: `/received` or `/released`. */
  readonly place: "/received" | "/released";
  readonly empty: string;
}

/** Documents, newest first, each with what has become of it. */
export function DocumentList({ caption, documents, place, empty }: Props): ReactNode {
  const { language, format, address } = useFrame();
  const t = exchangeMessages.t(language);
  return (
    <DataTable
      caption={caption}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
      columns={[
        {
          key: "number",
          header: t("col.number"),
          align: "number",
          cell: ({ sequence }) => format.count(sequence),
        },
        {
          key: "name",
          header: t("col.document"),
          cell: (one) => <a href={address(`${place}/${one.sha256}`)}>{documentName(language, one)}</a>,
        },
        { key: "at", header: t("col.at"), cell: ({ atMs }) => format.date(atMs, "dateTime") },
        { key: "state", header: t("col.state"), cell: (one) => <DocumentState listed={one} /> },
      ]}
      rows={documents}
      rowKey={({ sha256, sequence }) => `${sequence} ${sha256}`}
      empty={empty}
    />
  );
}

/** Whether a document holds, was withdrawn, was replaced or waits for another. */
export function DocumentState({ listed }: { readonly listed: ListedDocument }): ReactNode {
  const { language } = useFrame();
  const t = exchangeMessages.t(language);
  if (listed.state === "withdrawn") return <Tag tone="warn">{t("state.withdrawn")}</Tag>;
  if (listed.state === "waiting") return <Tag tone="info">{t("state.waiting")}</Tag>;
  if (listed.replacedBy !== null) return <Tag>{t("state.replaced")}</Tag>;
  return <Tag tone="info">{t("state.holds")}</Tag>;
}
