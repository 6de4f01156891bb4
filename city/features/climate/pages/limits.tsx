import type { LimitRecord } from "@husting/indoor";
import type { ReactNode } from "react";
import { DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { climateMessages } from "../messages.ts";
import { limitText } from "../words.ts";

/** The records that rooms were held to: what they ask, where it stands and how it is known. */
export function Limits({ limits }: { readonly limits: readonly LimitRecord[] }): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  if (limits.length === 0) return null;
  const title = t("limits.title");
  return (
    <Section id="indoor-limits" level={3} title={title} lead={t("limits.lead")}>
      <DataTable
        caption={title}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
        columns={[
          {
            key: "limit",
            header: t("limits.limit"),
            cell: (limit) => (
              <>
                {limitText(language, format, limit)}
                <div className="table-sub">{t(`quantity.${limit.quantity}`)}</div>
              </>
            ),
          },
          {
            key: "source",
            header: t("limits.source"),
            cell: ({ source, clause }) => (clause === null ? source : `${source}, ${clause}`),
          },
          {
            key: "known",
            header: t("limits.known"),
            cell: ({ standing }) => t(`limits.standing.${standing}`),
          },
          {
            key: "since",
            header: t("limits.since"),
            cell: ({ validFrom }) => format.plainDate(validFrom),
          },
        ]}
        rows={limits}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}
