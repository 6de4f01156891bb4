import type { ReactNode } from "react";
import { DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { Tombstone } from "../../moderation/index.ts";
import { ReportLink } from "../../moderation/pages/report-link.tsx";
import { TombstoneText } from "../../moderation/pages/tombstone.tsx";
import type { PublishedComment } from "../comment-pages.ts";
import { voteMessages } from "../messages.ts";
import { FEWEST_VOTES, type Released } from "../released.ts";
import type { Feeling } from "../wording.ts";
import { seasonText } from "../words.ts";
import { Disclosure } from "./disclosure.tsx";

/** What people say of a building's rooms, season by season, and what they wrote that was published. */
export function Said({
  seasons,
  comments,
  hidden,
}: {
  readonly seasons: readonly Released[];
  readonly comments: readonly PublishedComment[];
  /** What a house rule keeps from view, at its place. */
  readonly hidden: readonly (Omit<PublishedComment, "text"> & { readonly tombstone: Tombstone })[];
}): ReactNode {
  const { language, format } = useFrame();
  const t = voteMessages.t(language);
  const share = (feeling: Feeling) => ({
    key: feeling,
    header: t(`feeling.${feeling}`),
    align: "number" as const,
    cell: ({ feelings, votes }: Released) => format.percent(feelings[feeling] / votes),
    bar: ({ feelings, votes }: Released) => feelings[feeling] / votes,
  });
  return (
    <Section id="said" title={t("said.title")} lead={t("said.lead", { fewest: FEWEST_VOTES })}>
      <DataTable
        caption={t("said.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("said.title") })}
        columns={[
          { key: "season", header: t("col.season"), cell: ({ season }) => seasonText(language, season) },
          share("cold"),
          share("right"),
          share("warm"),
          {
            key: "votes",
            header: t("col.answers"),
            align: "number",
            cell: ({ votes }) => format.count(votes),
          },
        ]}
        rows={seasons}
        rowKey={({ season }) => season}
        empty={t("said.none", { fewest: FEWEST_VOTES })}
      />
      <Disclosure />
      {comments.map(({ id, room, week, text }) => (
        <figure key={id} className="said">
          <blockquote className="quoted">{text}</blockquote>
          <figcaption>
            {t("said.comment", { room: room[language], week: format.plainDate(week) })}{" "}
            <ReportLink kind="comment" of={id} />
          </figcaption>
        </figure>
      ))}
      {hidden.map(({ id, room, week, tombstone }) => (
        <figure key={id} className="said">
          <TombstoneText tombstone={tombstone} kind="comment" />
          <figcaption>{t("said.comment", { room: room[language], week: format.plainDate(week) })}</figcaption>
        </figure>
      ))}
    </Section>
  );
}
