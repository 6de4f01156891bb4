import type { ReactNode } from "react";
import { DataTable, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { BackupShown } from "../backups.ts";
import { upkeepMessages } from "../messages.ts";
import type { NodePage } from "../node-state.ts";
import { bytesText, durationText } from "../words.ts";

/** When copies were made, whether they were opened, and how one is put back. */
export function Backups({ page }: { readonly page: NodePage }): ReactNode {
  const { language, format } = useFrame();
  const t = upkeepMessages.t(language);
  const caption = t("backups.title");
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
        columns={[
          {
            key: "made",
            header: t("backup.made"),
            cell: ({ madeAtMs }) => format.date(madeAtMs, "dateTime"),
          },
          { key: "verified", header: t("backup.verified"), cell: (backup) => <Verified backup={backup} /> },
          {
            key: "size",
            header: t("backup.size"),
            align: "number",
            cell: ({ bytes }) => bytesText(format, bytes),
          },
          {
            key: "entries",
            header: t("backup.entries"),
            align: "number",
            cell: ({ logEntries }) => format.count(logEntries),
          },
          {
            key: "took",
            header: t("backup.took"),
            align: "number",
            cell: ({ seconds }) => durationText(language, format, seconds * 1000),
          },
        ]}
        rows={page.backups}
        rowKey={({ id }) => String(id)}
        empty={t("backup.none")}
      />
      <h3>{t("backups.how")}</h3>
      <pre>npx husting backup --data DIR --to /mnt/backup/2026-01-31</pre>
      <p>{t("backups.how-text")}</p>
      <h3>{t("backups.restore")}</h3>
      <ol>
        <li>{t("backups.restore-stop")}</li>
        <li>{t("backups.restore-move")}</li>
        <li>{t("backups.restore-check")}</li>
        <li>{t("backups.restore-start")}</li>
        <li>{t("backups.restore-erase")}</li>
      </ol>
    </>
  );
}

function Verified({ backup: { verifiedAtMs, fault } }: { readonly backup: BackupShown }): ReactNode {
  const { language, format } = useFrame();
  const t = upkeepMessages.t(language);
  if (verifiedAtMs === null) return <Tag tone="warn">{t("backup.unverified")}</Tag>;
  if (fault === null) return t("backup.whole", { at: format.date(verifiedAtMs, "dateTime") });
  const key = `backup.${fault}`;
  return <Tag tone="bad">{upkeepMessages.has(key) ? t(key) : fault}</Tag>;
}
