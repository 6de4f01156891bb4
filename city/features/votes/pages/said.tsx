import type { ReactNode } from "react";
import { DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
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
}: {
  readonly seasons: readonly Released[];
  readonly comments: readonly PublishedComment[];
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
      {comments.map(({ room, week, text }) => (
        <figure key={`${week} ${text}`} className="said">
          <blockquote className="quoted">{text}</blockquote>
          <figcaption>{t("said.comment", { room: room[language], week: format.plainDate(week) })}</figcaption>
        </figure>
      ))}
    </Section>
  );
}
