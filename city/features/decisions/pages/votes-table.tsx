import type { ReactNode } from "react";
import { DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import { type Side, sides, type VoteCounts, votes } from "../office.ts";

/** How the sides voted, as numbers that are compared down a column. */
export function VotesTable({
  counts,
}: {
  readonly counts: Readonly<Record<Side | "all", VoteCounts>>;
}): ReactNode {
  const { language, format } = useFrame();
  const t = decisionMessages.t(language);
  const told = [...sides.filter((side) => votes.some((vote) => counts[side][vote] > 0)), "all" as const];
  return (
    <DataTable
      caption={t("votes.by-side")}
      scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("votes.by-side") })}
      narrow="scroll"
      columns={[
        { key: "side", header: t("col.side"), cell: (side) => t(`side.${side}`) },
        ...votes.map((vote) => ({
          key: vote,
          header: t(`vote.${vote}`),
          align: "number" as const,
          cell: (side: Side | "all") => format.count(counts[side][vote]),
        })),
      ]}
      rows={told}
      rowKey={(side) => side}
    />
  );
}
