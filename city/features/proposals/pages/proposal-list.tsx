import type { ReactNode } from "react";
import { DataTable, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ListedProposal } from "../list-page.ts";
import { proposalMessages } from "../messages.ts";
import { stateName, stateTone } from "../words.ts";
import { Place } from "./place.tsx";

/** Proposals with what they are about, how many endorse them and how far they are. */
export function ProposalList({
  caption,
  proposals,
  under = "/proposals",
}: {
  readonly caption: string;
  readonly proposals: readonly ListedProposal[];
  readonly under?: string;
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = proposalMessages.t(language);
  return (
    <DataTable
      caption={caption}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
      columns={[
        {
          key: "title",
          header: t("col.title"),
          cell: (proposal) => (
            <>
              <a href={address(`${under}/${proposal.id}`)}>
                <Title proposal={proposal} />
              </a>
              {proposal.easy === null ? null : (
                <p className="field-hint" lang={htmlLanguage[language]}>
                  {visibleText(proposal.easy)}
                </p>
              )}
            </>
          ),
        },
        { key: "place", header: t("col.place"), cell: ({ place }) => <Place place={place} /> },
        {
          key: "state",
          header: t("col.state"),
          cell: ({ state }) => <Tag tone={stateTone[state]}>{stateName(language, state)}</Tag>,
        },
        {
          key: "endorsements",
          header: t("col.endorsements"),
          align: "number",
          cell: ({ endorsements }) => format.count(endorsements),
        },
        { key: "at", header: t("col.made"), cell: ({ madeAtMs }) => format.date(madeAtMs, "day") },
      ]}
      rows={proposals}
      rowKey={({ id }) => String(id)}
    />
  );
}

/** Its title in the language it is in. */
export function Title({
  proposal: { id, title, language },
}: {
  readonly proposal: Pick<ListedProposal, "id" | "title" | "language">;
}): ReactNode {
  const t = proposalMessages.t(useFrame().language);
  return title === null ? (
    t("title-erased", { id })
  ) : (
    <span lang={htmlLanguage[language]}>{visibleText(title)}</span>
  );
}
