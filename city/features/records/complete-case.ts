import { canonicalJson, sha256, toHex, utf8 } from "@husting/openness";
import { isAddressOfAuthor } from "../../stores/civic/author-address.ts";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import { maskedText } from "../moderation/index.ts";
import type { OpenedCase } from "./case-book.ts";
import { type CaseFile, type CaseFileParts, caseFile } from "./case-file.ts";
import type { CasePart } from "./case-texts.ts";

/** What opens a commitment in the log: whoever has it can check that a text is the one that was put on record. */
export interface Opening {
  readonly entry: number;
  readonly name: string;
  readonly value: string;
  /** Hexadecimal. */
  readonly salt: string;
  readonly isLeftOut: boolean;
}

/** Somebody behind a case, as only the complete version tells. */
export interface CasePerson {
  /** What can be left out by itself: `author.name`, `author.address`, `asker.address`, `official.12` of entry 12. */
  readonly key: string;
  readonly what: "author-name" | "author-address" | "asker-address" | "official";
  /** The act of an official; null where it is no act. */
  readonly entry: number | null;
  /** Null where it was left out. */
  readonly value: string | null;
}

/** A case with the people behind it and what opens the log: for an archive, or whoever has a right to it. */
export interface CompleteCase extends CaseFile {
  readonly people: readonly CasePerson[];
  readonly openings: readonly Opening[];
}

/** By what a text of a document can be left out. */
export function partKey(entry: number, name: string): string {
  return `${entry}.${name}`;
}

/** @param leftOut keys of what the review has left out. */
export async function completeCase(
  parts: CaseFileParts,
  opened: OpenedCase,
  leftOut: ReadonlySet<string>,
): Promise<CompleteCase> {
  const file = await caseFile(parts, opened);
  const people = await peopleOf(parts.civic, opened, file);
  const openings = await openingsOf(parts.civic, file);
  return {
    ...file,
    author: leftOut.has("author.name") ? null : file.author,
    documents: file.documents.map((document) => ({
      ...document,
      parts: document.parts.map((part) =>
        leftOut.has(partKey(document.entry, part.name))
          ? { ...part, text: null, isLeftOut: true }
          : { ...part, text: asWritten(part, document.entry, openings) },
      ),
      votes: leftOut.has(partKey(document.entry, "votes")) ? [] : document.votes,
    })),
    people: people.map((person) => (leftOut.has(person.key) ? { ...person, value: null } : person)),
    // What opens a text says the text: with one the other goes.
    openings: openings.map((opening) =>
      isOpenedLeftOut(opening, leftOut) ? { ...opening, value: "", salt: "", isLeftOut: true } : opening,
    ),
  };
}

/** A text that is masked or hidden from the public as it was put on record, for as long as what opens it stands. */
function asWritten({ name, text }: CasePart, entry: number, openings: readonly Opening[]): string | null {
  const original = openings.find((opening) => opening.entry === entry && opening.name === name)?.value;
  if (original === undefined) return text;
  return text === null || text === maskedText(original) ? original : text;
}

/** What an official has looked at: the same case, with the same left out, gives the same mark, however the log has grown. */
export function reviewMark(complete: CompleteCase): string {
  return toHex(sha256(utf8(canonicalJson(JSON.parse(JSON.stringify(complete))))));
}

async function peopleOf(
  db: CivicDatabase,
  { kind, subject }: OpenedCase,
  file: CaseFile,
): Promise<CasePerson[]> {
  const people: CasePerson[] = [];
  if (kind === "proposal") {
    const author = await db
      .selectFrom("proposal_author")
      .select("name")
      .where("proposal_id", "=", subject)
      .executeTakeFirst();
    if (author !== undefined && author.name !== "")
      people.push({ key: "author.name", what: "author-name", entry: null, value: author.name });
    const address = await db
      .selectFrom("proposal_follower")
      .select("email")
      .where(isAddressOfAuthor(subject))
      .executeTakeFirst();
    if (address !== undefined)
      people.push({ key: "author.address", what: "author-address", entry: null, value: address.email });
  }
  if (kind === "question") {
    const asker = await db
      .selectFrom("why_question")
      .select("email")
      .where("id", "=", subject)
      .executeTakeFirst();
    if (asker?.email != null)
      people.push({ key: "asker.address", what: "asker-address", entry: null, value: asker.email });
  }
  const entries = file.documents.map(({ entry }) => entry);
  if (entries.length === 0) return people;
  const officials = await db
    .selectFrom("log_opening")
    .innerJoin("user", "user.id", "log_opening.person_id")
    .select(["log_opening.sequence", "user.email"])
    .where("log_opening.name", "=", "actor")
    .where("log_opening.sequence", "in", entries)
    .orderBy("log_opening.sequence")
    .execute();
  return [
    ...people,
    ...officials.map(
      ({ sequence, email }): CasePerson => ({
        key: `official.${sequence}`,
        what: "official",
        entry: sequence,
        value: email,
      }),
    ),
  ];
}

async function openingsOf(db: CivicDatabase, file: CaseFile): Promise<Opening[]> {
  const entries = file.documents.map(({ entry }) => entry);
  if (entries.length === 0) return [];
  const rows = await db
    .selectFrom("log_opening")
    .select(["sequence", "name", "value", "salt"])
    .where("sequence", "in", entries)
    // The account's number of whoever acted says nothing outside the node, and is nobody's business there.
    .where("name", "!=", "actor")
    .orderBy("sequence")
    .orderBy("name")
    .execute();
  return rows.map(({ sequence, name, value, salt }) => ({
    entry: sequence,
    name,
    value,
    salt: toHex(new Uint8Array(salt)),
    isLeftOut: false,
  }));
}

function isOpenedLeftOut({ entry, name }: Opening, leftOut: ReadonlySet<string>): boolean {
  return leftOut.has(partKey(entry, name));
}
