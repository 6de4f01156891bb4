import type { ReactNode } from "react";
import { DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { upkeepMessages } from "../messages.ts";
import type { NodePage } from "../node-state.ts";

const PAGES = ["quality", "imports", "mappings", "weather"] as const;

/** What sends readings by itself, and when it was last heard. */
export function Sources({ page }: { readonly page: NodePage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = upkeepMessages.t(language);
  const caption = t("sources.title");
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
        columns={[
          { key: "name", header: t("source.name"), cell: ({ name }) => name },
          { key: "added", header: t("source.added"), cell: ({ addedAtMs }) => format.date(addedAtMs, "day") },
          {
            key: "heard",
            header: t("source.heard"),
            cell: ({ heardAtMs }) =>
              heardAtMs === null ? t("source.not-lately") : format.date(heardAtMs, "dateTime"),
          },
        ]}
        rows={page.sources}
        rowKey={({ name }) => name}
        empty={t("source.none")}
      />
      <p>{t("sources.tokens")}</p>
      <ul>
        {PAGES.map((at) => (
          <li key={at}>
            <a href={address(`/staff/${at}`)}>{t(`sources.${at}`)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
