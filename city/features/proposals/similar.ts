import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";

/** A proposal that speaks of much the same, and how much of the new one's words it shares. */
export interface Similar {
  readonly proposalId: number;
  readonly share: number;
}

interface Candidate {
  readonly id: number;
  readonly grams: string;
}

/** Fewer of the new title's pieces than this in common are chance. */
const LEAST_SHARE = 0.3;
const MOST_SHOWN = 5;
/** So many candidates of the index are looked at closely. */
const MOST_CANDIDATES = 40;
const MOST_GRAMS_ASKED = 80;

/**
 * The pieces a text is compared by: three letters in a row of each word, with its beginning and end marked, so that
 * "värmen" and "fjärrvärme" share most of theirs; and two signs in a row of Chinese, which writes no spaces.
 */
export function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (const [run] of text
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu)) {
    const isHan = /^\p{Script=Han}/u.test(run);
    const signs = [...(isHan ? run : `_${run}_`)];
    const length = isHan ? 2 : 3;
    if (signs.length < length) grams.add(run);
    for (let at = 0; at + length <= signs.length; at++) grams.add(signs.slice(at, at + length).join(""));
  }
  return grams;
}

/** The line of the index for a text. */
export function indexLine(title: string, body: string): string {
  return [...gramsOf(`${title}\n${body}`)].join(" ");
}

/**
 * What was proposed before, can be read in the same language and shares most of a text's pieces: as it was written, as somebody
 * translated it or as it was put easily. The indexes give candidates by BM25, and these are ordered by the share of the asked pieces
 * that they hold.
 */
export async function similarTo(db: CivicDatabase, language: Language, asked: string): Promise<Similar[]> {
  const grams = [...gramsOf(asked)].slice(0, MOST_GRAMS_ASKED);
  if (grams.length === 0) return [];
  const match = grams.map((gram) => `"${gram}"`).join(" OR ");
  const [worded, beside] = await Promise.all([
    sql<Candidate>`
      SELECT proposal.id AS id, proposal_search.grams AS grams FROM proposal_search
      JOIN proposal ON proposal.id = proposal_search.rowid
      WHERE proposal_search MATCH ${match} AND proposal.language = ${language}
      ORDER BY proposal_search.rank LIMIT ${MOST_CANDIDATES}`.execute(db),
    sql<Candidate>`
      SELECT proposal_text.proposal_id AS id, proposal_beside_search.grams AS grams FROM proposal_beside_search
      JOIN proposal_text ON proposal_text.id = proposal_beside_search.rowid
      WHERE proposal_beside_search MATCH ${match} AND proposal_text.language = ${language}
      ORDER BY proposal_beside_search.rank LIMIT ${MOST_CANDIDATES}`.execute(db),
  ]);
  const shares = new Map<number, number>();
  for (const { id, grams: line } of [...worded.rows, ...beside.rows]) {
    const known = new Set(line.split(" "));
    const share = grams.filter((gram) => known.has(gram)).length / grams.length;
    shares.set(id, Math.max(share, shares.get(id) ?? 0));
  }
  return [...shares]
    .map(([proposalId, share]) => ({ proposalId, share }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share || a.proposalId - b.proposalId)
    .slice(0, MOST_SHOWN);
}
