import type { Language } from "../../web/language/index.ts";
import { type ListedProposal, type ListParts, listed } from "./list-page.ts";
import { listProposals } from "./proposals.ts";

/** Proposals made in a time, the one that most people want first. What was merged stands in the one it was merged into. */
export async function mostWanted(
  parts: ListParts,
  language: Language,
  made: { readonly fromMs: number; readonly untilMs: number },
  most: number,
): Promise<{ readonly count: number; readonly proposals: readonly ListedProposal[] }> {
  const rows = await parts.civic
    .selectFrom("proposal")
    .select("id")
    .where("made_at_ms", ">=", made.fromMs)
    .where("made_at_ms", "<", made.untilMs)
    .where("state", "!=", "merged")
    .orderBy("endorsements", "desc")
    .orderBy("id")
    .execute();
  const ids = rows.slice(0, most).map(({ id }) => id);
  if (ids.length === 0) return { count: rows.length, proposals: [] };
  const found = await listed(parts, language, await listProposals(parts.civic, { ids }));
  return {
    count: rows.length,
    proposals: ids.flatMap((id) => found.find((proposal) => proposal.id === id) ?? []),
  };
}
