import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { BuildingRegistry } from "../buildings/index.ts";
import type { FeedItem } from "./feed.ts";
import { listed } from "./list-page.ts";
import { listProposals } from "./proposals.ts";
import type { ProposalState } from "./states.ts";

const MOST_ITEMS = 50;

/** The newest that happened, newest first, to one proposal or to all. */
export async function newestItems(
  parts: { readonly civic: CivicDatabase; readonly registry: BuildingRegistry },
  language: Language,
  proposalId: number | null,
): Promise<FeedItem[]> {
  let query = parts.civic.selectFrom("proposal_entry").selectAll().orderBy("id", "desc").limit(MOST_ITEMS);
  if (proposalId !== null) query = query.where("proposal_id", "=", proposalId);
  const entries = await query.execute();
  const ids = [...new Set(entries.map(({ proposal_id }) => proposal_id))];
  const proposals = ids.length === 0 ? [] : await listProposals(parts.civic, { ids });
  const titles = new Map((await listed(parts, language, proposals)).map(({ id, title }) => [id, title]));
  return entries.map((row) => ({
    entryId: row.id,
    proposalId: row.proposal_id,
    title: titles.get(row.proposal_id) ?? `#${row.proposal_id}`,
    kind: row.kind,
    state: row.state as ProposalState | null,
    reason: row.reason,
    about: row.about,
    role: row.role,
    atMs: row.at_ms,
  }));
}
