import { type VoteTable, voteTable } from "@husting/assembly";
import { type ExportFault, ExportUnusable, readText, requireDirectory } from "./files.ts";
import { type PublishedGroups, readPublishedGroups } from "./published.ts";
import { columnNamed, csvRows, type ExportRow, type ExportRows, jsonOf, jsonRows } from "./rows.ts";

export interface ExportedStatement {
  readonly id: string;
  /** Empty where the export has votes only. */
  readonly text: string;
  readonly hidden: boolean;
}

/** A row that was not taken, and why. */
export interface RejectedVote {
  readonly file: string;
  readonly row: number;
  readonly code: "row-short" | "participant-missing" | "statement-unknown" | "vote-unknown";
  readonly found: string;
}

export interface ExportedConversation {
  readonly table: VoteTable;
  readonly participants: readonly string[];
  readonly statements: readonly ExportedStatement[];
  readonly rejected: readonly RejectedVote[];
  /** Files that end in the middle; what came before was taken. */
  readonly cutOff: readonly string[];
  /** What is wrong with files that the votes can do without. */
  readonly setAside: readonly ExportFault[];
  /** Whether statements were known by their votes only. */
  readonly withoutTexts: boolean;
  readonly published: PublishedGroups | undefined;
}

/** As whole numbers, or as a table program writes them in a column with gaps. */
const VOTE = /^-?[01](\.0+)?$/;

export type ExportReading =
  | { readonly ok: true; readonly value: ExportedConversation }
  | { readonly ok: false; readonly fault: ExportFault };

/**
 * Reads an exported conversation from a directory: Polis's open export (votes.csv, comments.csv, participants-votes.csv) or the
 * JSON of its interface (votes.json, comments.json, conversation.json, math-pca2.json), plain or gzipped. 1 is agreeing.
 * Votes count in the order of their times, where every one has a time; else as they lie in the file.
 * @param strict whether statements that moderation has not approved are hidden too; a conversation.json says so itself.
 */
export function readExport(directory: string, strict: boolean): ExportReading {
  try {
    requireDirectory(directory);
    return { ok: true, value: readFiles(directory, strict) };
  } catch (error) {
    if (error instanceof ExportUnusable) return { ok: false, fault: error.fault };
    throw error;
  }
}

function readFiles(directory: string, strict: boolean): ExportedConversation {
  const votes = rowsOf(directory, "votes");
  if (votes === undefined) throw new ExportUnusable({ code: "no-votes-file", directory });
  const comments = rowsOf(directory, "comments");
  const setAside: ExportFault[] = [];
  const optional = <T>(readOne: () => T): T | undefined => {
    try {
      return readOne();
    } catch (error) {
      if (!(error instanceof ExportUnusable)) throw error;
      setAside.push(error.fault);
      return undefined;
    }
  };
  const published = optional(() => readPublishedGroups(directory));
  const isStrict = strict || optional(() => saysStrict(directory)) === true;
  const cutOff = [votes, comments, published].flatMap((one) => (one?.cutOff ? [one.file] : []));

  const statementColumn = columnNamed(votes, "comment-id", "tid", "statement_id");
  const participantColumn = columnNamed(votes, "voter-id", "pid", "participant_id");
  const voteColumn = columnNamed(votes, "vote");
  const timeColumn = votes.columns.find((column) => ["timestamp", "modified"].includes(column));
  const statements =
    comments === undefined ? statementsOfVotes(votes, statementColumn) : statementsOf(comments, isStrict);
  const statementAt = new Map(statements.map(({ id }, j) => [id, j]));

  const participantAt = new Map<string, number>();
  const rejected: RejectedVote[] = [];
  const taken: {
    readonly who: number;
    readonly what: number;
    readonly vote: number;
    readonly time: number;
  }[] = [];
  for (const row of votes.rows) {
    const [who, what, vote] = [participantColumn, statementColumn, voteColumn].map(
      (column) => row.values[column] ?? "",
    );
    const fault = faultOf(row, who!, what!, vote!, statementAt);
    if (fault !== undefined) {
      rejected.push({ file: votes.file, row: row.row, ...fault });
      continue;
    }
    if (!participantAt.has(who!)) participantAt.set(who!, participantAt.size);
    const time =
      timeColumn === undefined || row.values[timeColumn] === "" ? Number.NaN : Number(row.values[timeColumn]);
    taken.push({ who: participantAt.get(who!)!, what: statementAt.get(what!)!, vote: Number(vote), time });
  }
  if (taken.every(({ time }) => Number.isFinite(time))) taken.sort((left, right) => left.time - right.time);
  const made = voteTable(participantAt.size, statements.length, {
    participant: taken.map(({ who }) => who),
    statement: taken.map(({ what }) => what),
    vote: taken.map(({ vote }) => vote),
  });
  if (!made.ok) throw new Error(`A vote that was checked is none: ${made.reason.code}.`);
  return {
    table: made.value,
    participants: [...participantAt.keys()],
    statements,
    rejected,
    cutOff,
    setAside,
    withoutTexts: comments === undefined,
    published,
  };
}

function rowsOf(directory: string, name: string): ExportRows | undefined {
  const csv = readText(directory, `${name}.csv`);
  if (csv !== undefined) return csvRows(csv);
  const json = readText(directory, `${name}.json`);
  return json === undefined ? undefined : jsonRows(json);
}

function faultOf(
  row: ExportRow,
  who: string,
  what: string,
  vote: string,
  statementAt: ReadonlyMap<string, number>,
): Pick<RejectedVote, "code" | "found"> | undefined {
  if (row.short)
    return {
      code: "row-short",
      found: Object.values(row.values)
        .filter((value) => value !== "")
        .join(","),
    };
  if (who === "") return { code: "participant-missing", found: "" };
  if (!statementAt.has(what)) return { code: "statement-unknown", found: what };
  return VOTE.test(vote) ? undefined : { code: "vote-unknown", found: vote };
}

function statementsOf(comments: ExportRows, strict: boolean): ExportedStatement[] {
  const id = columnNamed(comments, "comment-id", "tid", "statement_id");
  const text = columnNamed(comments, "comment-body", "txt");
  const moderated = comments.columns.find((column) => ["moderated", "mod"].includes(column));
  const meta = comments.columns.find((column) => ["is-meta", "is_meta"].includes(column));
  const byId = new Map<string, ExportedStatement>();
  for (const { values, short } of comments.rows) {
    if (short || values[id] === "" || values[id] === undefined) continue;
    const state = moderated === undefined ? "" : values[moderated];
    const hidden =
      state === "-1" ||
      (strict && state !== "1") ||
      (meta !== undefined && values[meta]?.toLowerCase() === "true");
    byId.set(values[id], {
      id: values[id],
      text: (values[text] ?? "").replaceAll(/\s+/g, " ").trim(),
      hidden,
    });
  }
  // In the order of their numbers, whatever the file's: what is equal in every figure is told in this order.
  return [...byId.values()].sort((left, right) => left.id.localeCompare(right.id, "en", { numeric: true }));
}

function statementsOfVotes(votes: ExportRows, column: string): ExportedStatement[] {
  const ids = new Set(
    votes.rows.flatMap(({ values, short }) => (short || !values[column] ? [] : [values[column]])),
  );
  return [...ids]
    .sort((left, right) => left.localeCompare(right, "en", { numeric: true }))
    .map((id) => ({ id, text: "", hidden: false }));
}

function saysStrict(directory: string): boolean {
  const file = readText(directory, "conversation.json");
  if (file === undefined) return false;
  const conversation = jsonOf(file);
  return (
    typeof conversation === "object" &&
    conversation !== null &&
    "strict_moderation" in conversation &&
    conversation.strict_moderation === true
  );
}
