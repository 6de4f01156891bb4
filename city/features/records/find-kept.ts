import { type Selectable, sql } from "kysely";
import { isAddressOfAuthor } from "../../stores/civic/author-address.ts";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ProposalFollowerTable } from "../../stores/civic/tables.ts";
import { heldOf } from "../moderation/index.ts";
import type { CaseBook, CaseKind } from "./case-book.ts";
import { caseAddress } from "./case-numbers.ts";
import type { KeptField, KeptItem, KeptKind } from "./kept-items.ts";

/** Whom something is looked for of: whoever has an address, or whoever is behind a case. */
export type Subject =
  | { readonly kind: "address"; readonly email: string }
  | { readonly kind: "case"; readonly of: "proposal" | "question"; readonly subject: number };

export interface FindParts {
  readonly civic: CivicDatabase;
  readonly cases: CaseBook;
  /** What is kept of an address that has endorsed a proposal: a keyed hash, which only the address makes again. */
  readonly traceOf: (proposalId: number, email: string) => string;
  /** The same of questions that count an address once. */
  readonly askedBy: (email: string) => Promise<readonly number[]>;
}

/** Everything the city keeps of somebody, in every part of it. */
export async function findKept(parts: FindParts, subject: Subject): Promise<KeptItem[]> {
  return subject.kind === "case" ? ofCase(parts, subject) : ofAddress(parts, subject.email);
}

async function ofCase(
  parts: FindParts,
  { of, subject }: Subject & { readonly kind: "case" },
): Promise<KeptItem[]> {
  if (of === "proposal") return authorOf(parts, [subject]);
  const row = await parts.civic
    .selectFrom("why_question")
    .select(["id", "email", "text", "same_as"])
    .where("id", "=", subject)
    .executeTakeFirst();
  return row === undefined ? [] : questionItems(parts, [row]);
}

async function ofAddress(parts: FindParts, email: string): Promise<KeptItem[]> {
  const { civic } = parts;
  const items: KeptItem[] = [...(await accountItems(civic, email))];
  const pending = await civic
    .selectFrom("proposal_pending")
    .select(["kind", "said", "made_at_ms"])
    .where("email", "=", email)
    .execute();
  for (const { said, made_at_ms } of pending)
    items.push(
      item("waiting-proposal", null, [
        ["address", email],
        ["at", instant(made_at_ms)],
        ["text", said ?? ""],
      ]),
    );
  const follows = await civic
    .selectFrom("proposal_follower")
    .select(["proposal_id", "is_author", "author_of", "language"])
    .where("email", "=", email)
    .orderBy("proposal_id")
    .execute();
  items.push(...(await authorOf(parts, writtenBy(follows))));
  for (const { proposal_id, language } of follows.filter(({ is_author }) => is_author === 0))
    items.push(
      item("follower", await about(parts, "proposal", proposal_id), [
        ["address", email],
        ["language", language],
      ]),
    );
  for (const table of ["house_follower", "house_pending"] as const) {
    const houses = await civic
      .selectFrom(table)
      .innerJoin("building", "building.id", `${table}.building_id`)
      .select(["building.names", `${table}.language`])
      .where(`${table}.email`, "=", email)
      .orderBy("building.slug")
      .execute();
    for (const { names, language } of houses)
      items.push(
        item(table === "house_follower" ? "house-follower" : "waiting-following", null, [
          ["address", email],
          ["building", JSON.parse(names)[language] ?? ""],
          ["language", language],
        ]),
      );
  }
  for (const id of await endorsedBy(parts, email))
    items.push(item("endorsement", await about(parts, "proposal", id), []));
  const questions = await civic
    .selectFrom("why_question")
    .select(["id", "email", "text", "same_as", "asked_at_ms"])
    .where("email", "=", email)
    .orderBy("id")
    .execute();
  items.push(
    ...(await questionItems(
      parts,
      questions.filter(({ asked_at_ms }) => asked_at_ms !== null),
    )),
  );
  for (const { text } of questions.filter(({ asked_at_ms }) => asked_at_ms === null))
    items.push(
      item("waiting-question", null, [
        ["address", email],
        ["text", text ?? ""],
      ]),
    );
  for (const id of await parts.askedBy(email))
    items.push(item("question-trace", await aboutQuestion(parts, id), []));
  items.push(...(await officeItems(parts, email)));
  const reports = await civic
    .selectFrom("accessibility_fault")
    .select(["text", "answer", "made_at_ms"])
    .where("email", "=", email)
    .execute();
  for (const { text, answer, made_at_ms } of reports)
    items.push(
      item("accessibility-report", null, [
        ["address", email],
        ["at", instant(made_at_ms)],
        ["text", answer === null ? text : `${text}\n\n${answer}`],
      ]),
    );
  const letters = await civic
    .selectFrom("demo_mail")
    .select(["sent_at_ms", "subject"])
    .where("to_address", "=", email)
    .execute();
  for (const { sent_at_ms, subject } of letters)
    items.push(
      item("demo-mail", null, [
        ["at", instant(sent_at_ms)],
        ["title", subject],
      ]),
    );
  items.push(...(await mentions(parts, email)));
  return items;
}

async function accountItems(civic: CivicDatabase, email: string): Promise<KeptItem[]> {
  const { rows } = await sql<{ name: string; createdAt: string; role: string | null; sessions: number }>`
    SELECT user.name, user.createdAt, account_role.role,
      (SELECT COUNT(*) FROM session WHERE userId = user.id) AS sessions
    FROM user LEFT JOIN account_role ON account_role.user_id = user.id WHERE user.email = ${email}`.execute(
    civic,
  );
  return rows.map(({ name, createdAt, role, sessions }) =>
    item(role === null || role === "resident" ? "account" : "official-account", null, [
      ["address", email],
      ["name", name],
      ["role", role ?? "resident"],
      ["at", String(createdAt)],
      ["number", String(sessions)],
    ]),
  );
}

/** The proposals whose author has an address, from the rows by which it is told of proposals. */
export function writtenBy(
  follows: readonly Pick<Selectable<ProposalFollowerTable>, "proposal_id" | "is_author" | "author_of">[],
): number[] {
  return follows.flatMap(({ proposal_id, is_author, author_of }) => [
    ...(is_author === 1 ? [proposal_id] : []),
    ...(author_of === null ? [] : [author_of]),
  ]);
}

/** Who wrote proposals, and what they wrote. */
async function authorOf(parts: FindParts, proposals: readonly number[]): Promise<KeptItem[]> {
  const items: KeptItem[] = [];
  for (const id of proposals) {
    const author = await parts.civic
      .selectFrom("proposal_author")
      .select("name")
      .where("proposal_id", "=", id)
      .executeTakeFirst();
    const addresses = await parts.civic
      .selectFrom("proposal_follower")
      .select("email")
      .where(isAddressOfAuthor(id))
      .execute();
    const wording = await parts.civic
      .selectFrom("proposal_text")
      .select(["id", "title", "body"])
      .where("proposal_id", "=", id)
      .where("kind", "=", "wording")
      .orderBy("id", "desc")
      .executeTakeFirst();
    // What is masked or hidden from others is theirs to see all the same.
    const heldName = (await heldOf(parts.civic, { kind: "name", ref: String(id) })).get("name");
    const held = await heldOf(parts.civic, { kind: "proposal", ref: String(id) });
    const case_ = await about(parts, "proposal", id);
    if (author !== undefined || addresses.length > 0)
      items.push(
        item("author", case_, [
          ["name", heldName ?? author?.name ?? ""],
          ["address", addresses.map(({ email }) => email).join(", ")],
        ]),
      );
    items.push(
      item("proposal-text", case_, [
        ["title", held.get(`${wording?.id}.title`) ?? wording?.title ?? ""],
        ["text", held.get(`${wording?.id}.body`) ?? wording?.body ?? ""],
      ]),
    );
  }
  return items;
}

async function questionItems(
  parts: FindParts,
  questions: readonly { readonly id: number; readonly email: string | null; readonly text: string | null }[],
): Promise<KeptItem[]> {
  const items: KeptItem[] = [];
  for (const { id, email, text } of questions) {
    const case_ = await aboutQuestion(parts, id);
    if (email !== null) items.push(item("question-address", case_, [["address", email]]));
    const held = (await heldOf(parts.civic, { kind: "question", ref: String(id) })).get("text");
    const said = held ?? text;
    if (said !== null) items.push(item("question-text", case_, [["text", said]]));
  }
  return items;
}

async function officeItems({ civic }: FindParts, email: string): Promise<KeptItem[]> {
  const bodies = await civic
    .selectFrom("elected_body")
    .select(["slug", "office"])
    .where("office_email", "=", email)
    .execute();
  const promises = await civic
    .selectFrom("promise")
    .select(["decision_id", "office"])
    .where("office_email", "=", email)
    .execute();
  return [
    ...bodies.map(({ slug, office }) =>
      item("office-address", { label: slug, path: `/staff/bodies/${slug}` }, [["name", office]]),
    ),
    ...promises.map(({ decision_id, office }) =>
      item("office-address", { label: office, path: `/decisions/${decision_id}` }, [["name", office]]),
    ),
  ];
}

/** Texts on record in which an address stands. */
async function mentions(parts: FindParts, email: string): Promise<KeptItem[]> {
  const { rows } = await sql<{ place: string; id: number; proposal: number | null; text: string }>`
    SELECT 'proposal_text' AS place, id, proposal_id AS proposal, COALESCE(title, '') || ' ' || COALESCE(body, '')
        || ' ' || COALESCE(reason, '') AS text FROM proposal_text
      WHERE instr(lower(COALESCE(title, '') || ' ' || COALESCE(body, '') || ' ' || COALESCE(reason, '')), ${email}) > 0
    UNION ALL SELECT 'proposal_entry', id, proposal_id, reason FROM proposal_entry WHERE instr(lower(reason), ${email}) > 0
    UNION ALL SELECT 'decision', id, NULL, reasons FROM decision
      WHERE instr(lower(titles || reasons || COALESCE(covers, '') || COALESCE(reservations, '')), ${email}) > 0
    UNION ALL SELECT 'decision_correction', id, NULL, text FROM decision_correction WHERE instr(lower(text || reason), ${email}) > 0
    UNION ALL SELECT 'promise', id, NULL, text FROM promise WHERE instr(lower(text || COALESCE(measurable, '')), ${email}) > 0
    UNION ALL SELECT 'promise_answer', id, NULL, COALESCE(text, '') FROM promise_answer
      WHERE instr(lower(COALESCE(text, '') || COALESCE(evidence, '')), ${email}) > 0
    UNION ALL SELECT 'why_question', id, NULL, text FROM why_question WHERE instr(lower(text), ${email}) > 0
    UNION ALL SELECT 'why_answer', id, NULL, text FROM why_answer WHERE instr(lower(text), ${email}) > 0
    UNION ALL SELECT 'held_text', 0, NULL, text FROM held_text WHERE instr(lower(text), ${email}) > 0
    UNION ALL SELECT 'vote_comment', 0, NULL, text FROM vote_comment WHERE instr(lower(text), ${email}) > 0`.execute(
    parts.civic,
  );
  const items: KeptItem[] = [];
  for (const { place, id, proposal, text } of rows)
    items.push(
      item("mention", proposal === null ? null : await about(parts, "proposal", proposal), [
        ["where", place === "vote_comment" || place === "held_text" ? place : `${place} ${id}`],
        ["text", text],
      ]),
    );
  return items;
}

/** Proposals that an address has endorsed. */
export async function endorsedBy({ civic, traceOf }: FindParts, email: string): Promise<number[]> {
  const proposals = await civic.selectFrom("proposal").select("id").where("endorsements", ">", 0).execute();
  const traces = new Map(proposals.map(({ id }) => [traceOf(id, email), id]));
  const found: number[] = [];
  for (const some of batchesOf([...traces.keys()], 500)) {
    const rows = await civic
      .selectFrom("proposal_endorsement")
      .select(["proposal_id", "trace"])
      .where(
        "proposal_id",
        "in",
        some.map((trace) => traces.get(trace)!),
      )
      .where("trace", "in", some)
      .execute();
    found.push(...rows.map(({ proposal_id }) => proposal_id));
  }
  return found.sort((a, b) => a - b);
}

function batchesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

async function aboutQuestion(parts: FindParts, id: number): Promise<KeptItem["about"]> {
  const row = await parts.civic
    .selectFrom("why_question")
    .select("same_as")
    .where("id", "=", id)
    .executeTakeFirst();
  return about(parts, "question", row?.same_as ?? id);
}

async function about({ cases }: FindParts, kind: CaseKind, subject: number): Promise<KeptItem["about"]> {
  const opened = await cases.of(kind, subject);
  return opened === undefined ? null : { label: cases.label(opened), path: `/cases/${caseAddress(opened)}` };
}

function item(
  kind: KeptKind,
  of: KeptItem["about"],
  values: readonly (readonly [KeptField, string])[],
): KeptItem {
  return {
    kind,
    about: of,
    values: values.filter(([, value]) => value !== "").map(([field, value]) => ({ field, value })),
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
