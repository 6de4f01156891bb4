import type { ReactNode } from "react";
import { DataTable, DefinitionList, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { upkeepMessages } from "../messages.ts";
import type { NodePage } from "../node-state.ts";
import { bytesText, durationText, jobName } from "../words.ts";

/** How the process, its disk, its files, its work and its mail stand. */
export function Health({ page }: { readonly page: NodePage }): ReactNode {
  const { language, format } = useFrame();
  const t = upkeepMessages.t(language);
  const shell = shellMessages.t(language);
  const { disk, delay, mail } = page;
  const length = (ms: number): string => durationText(language, format, ms);
  const instant = (ms: number | null): string => (ms === null ? t("not-yet") : format.date(ms, "dateTime"));
  const table = (caption: string) => ({
    caption,
    captionHidden: true,
    scrollLabel: shell("table.scroll", { caption }),
  });
  return (
    <>
      <DefinitionList
        items={[
          { term: t("health.version"), description: page.version },
          {
            term: t("health.since"),
            description: t("health.since-text", {
              at: instant(page.startedAtMs),
              length: length(page.nowMs - page.startedAtMs),
            }),
          },
          {
            term: t("health.writes"),
            description: page.canWrite ? (
              t("health.writes-yes")
            ) : (
              <Tag tone="bad">{t("health.writes-no")}</Tag>
            ),
          },
          {
            term: t("health.disk"),
            description: t("health.disk-text", {
              free: bytesText(format, disk.freeBytes),
              whole: bytesText(format, disk.wholeBytes),
            }),
          },
          {
            term: t("health.delay"),
            description: t("health.delay-text", {
              typical: length(delay.typicalMs),
              p99: length(delay.p99Ms),
              longest: length(delay.longestMs),
            }),
          },
          {
            term: t("health.mail"),
            description: t(`health.mail-${mail.way}`, {
              sent: mail.sent,
              failed: mail.failed,
              at: instant(mail.lastSentAtMs),
            }),
          },
        ]}
      />
      <h3>{t("health.files")}</h3>
      <DataTable
        {...table(t("health.files"))}
        columns={[
          { key: "file", header: t("file.name"), cell: ({ name }) => name },
          {
            key: "bytes",
            header: t("file.size"),
            align: "number",
            cell: ({ bytes }) => bytesText(format, bytes),
          },
          {
            key: "journal",
            header: t("file.journal"),
            align: "number",
            cell: ({ journalBytes }) => (journalBytes === null ? "" : bytesText(format, journalBytes)),
          },
        ]}
        rows={page.files}
        rowKey={({ name }) => name}
      />
      <h3>{t("health.jobs")}</h3>
      <DataTable
        {...table(t("health.jobs"))}
        columns={[
          { key: "job", header: t("job.name"), cell: ({ what }) => jobName(language, what) },
          { key: "every", header: t("job.every"), align: "number", cell: ({ everyMs }) => length(everyMs) },
          {
            key: "last",
            header: t("job.last"),
            cell: ({ lastEndedAtMs, lastFailed }) => (
              <>
                {instant(lastEndedAtMs)} {lastFailed ? <Tag tone="bad">{t("job.failed")}</Tag> : null}
              </>
            ),
          },
          {
            key: "took",
            header: t("job.took"),
            align: "number",
            cell: ({ lastTookMs }) => (lastTookMs === null ? "" : length(lastTookMs)),
          },
        ]}
        rows={page.jobs}
        rowKey={({ what }) => what}
        empty={t("job.none")}
      />
      <h3>{t("health.queues")}</h3>
      <DataTable
        {...table(t("health.queues"))}
        columns={[
          { key: "what", header: t("queue.name"), cell: ({ what }) => t(`queue.${what}`) },
          {
            key: "waiting",
            header: t("queue.waiting"),
            align: "number",
            cell: ({ waiting }) => format.count(waiting),
          },
        ]}
        rows={page.queues}
        rowKey={({ what }) => what}
      />
      <h3>{t("health.errors")}</h3>
      <DataTable
        {...table(t("health.errors"))}
        columns={[
          { key: "where", header: t("error.where"), cell: ({ where }) => t(`error.${where}`) },
          {
            key: "lately",
            header: t("error.lately"),
            align: "number",
            cell: ({ lately }) => format.count(lately),
          },
          { key: "day", header: t("error.day"), align: "number", cell: ({ day }) => format.count(day) },
          {
            key: "last",
            header: t("error.last"),
            cell: ({ lastAtMs }) => (lastAtMs === null ? t("error.none") : instant(lastAtMs)),
          },
        ]}
        rows={page.errors}
        rowKey={({ where }) => where}
      />
      <p>{t("health.json")}</p>
    </>
  );
}
