import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { EntryKind } from "./entries.ts";
import { listProposals } from "./proposals.ts";
import type { ProposalState } from "./states.ts";

/** A proposal about a building or a room in it, with the lines of its thread. */
export interface AtBuilding {
  readonly id: number;
  /** What its wording is written in. */
  readonly language: Language;
  /** As it was written and as people have translated it, as far as everybody may read it. */
  readonly titles: Partial<Readonly<Record<Language, string>>>;
  /** Oldest first. */
  readonly entries: readonly {
    readonly id: number;
    readonly kind: EntryKind;
    readonly state: ProposalState | null;
    readonly role: string;
    readonly atMs: number;
  }[];
}

/** The proposals about a building, newest first. */
export async function proposalsAt(db: CivicDatabase, building: string): Promise<AtBuilding[]> {
  const proposals = await listProposals(db, { building });
  if (proposals.length === 0) return [];
  const ids = proposals.map(({ id }) => id);
  const [translations, entries] = await Promise.all([
    db
      .selectFrom("proposal_text")
      .select(["proposal_id", "language", "title"])
      .where("proposal_id", "in", ids)
      .where("kind", "=", "translation")
      .orderBy("id")
      .execute(),
    db
      .selectFrom("proposal_entry")
      .select(["id", "proposal_id", "kind", "state", "role", "at_ms"])
      .where("proposal_id", "in", ids)
      .orderBy("id")
      .execute(),
  ]);
  const translated = Map.groupBy(translations, ({ proposal_id }) => proposal_id);
  const threads = Map.groupBy(entries, ({ proposal_id }) => proposal_id);
  return proposals.map(({ id, language, title }) => ({
    id,
    language,
    titles: {
      ...Object.fromEntries(
        (translated.get(id) ?? []).flatMap((text) =>
          text.title === null ? [] : [[text.language, text.title] as const],
        ),
      ),
      ...(title === null ? {} : { [language]: title }),
    },
    entries: (threads.get(id) ?? []).map((row) => ({
      id: row.id,
      kind: row.kind,
      state: row.state as ProposalState | null,
      role: row.role,
      atMs: row.at_ms,
    })),
  }));
}
