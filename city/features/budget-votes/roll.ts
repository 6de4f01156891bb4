import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import type { Selectable } from "kysely";
import type { BudgetRollTable } from "../../stores/civic/budgets-tables.ts";
import { hasHiddenCharacters } from "../../web/language/index.ts";
import { MOST_IDENTITY } from "../identity/index.ts";
import { type Person, readAddress } from "../people/index.ts";
import { findBudget } from "./budgets.ts";
import type { BudgetParts } from "./parts.ts";
import { isBeforeVoting } from "./states.ts";
import { offersIdentity } from "./ways.ts";

export type RollRowFault =
  | "reference-missing"
  | "reference-malformed"
  | "reference-twice"
  | "reference-known"
  | "address-malformed"
  | "address-twice"
  | "address-known"
  | "identity-malformed"
  | "identity-twice"
  | "identity-known";

export interface RollRejection {
  /** Of the file, from 1, the heading counted. */
  readonly row: number;
  readonly fault: RollRowFault;
  /** The row that says it already, where there is one in the file. */
  readonly other: number | null;
}

export type RollFault =
  | { readonly code: "budget-unknown" }
  | { readonly code: "roll-fixed" }
  | { readonly code: "roll-no-file" }
  | { readonly code: "roll-not-utf8" }
  | { readonly code: "roll-no-csv"; readonly row: number }
  | { readonly code: "roll-no-reference-column" };

export type RollImported =
  | { readonly ok: true; readonly taken: number; readonly rejections: readonly RollRejection[] }
  | { readonly ok: false; readonly fault: RollFault };

const refused = (fault: RollFault): RollImported => ({ ok: false, fault });

/** So many rows in one statement: SQLite takes some thirty thousand values. */
const AT_ONCE = 5000;
const MOST_REFERENCE = 40;

/** What the columns may be called, in the languages of the cities. */
const COLUMNS = {
  reference: ["reference", "referens", "编号", "编码"],
  email: ["email", "e-mail", "epost", "e-post", "邮箱", "电子邮箱"],
  identity: ["identity", "identitet", "personnummer", "身份标识", "身份证号"],
} as const;

/**
 * Takes a roll in from a CSV file with a heading: a reference of each person, and their address where there is one, and
 * what an e-identity service calls them where the budget asks for that. Rows that cannot be taken are named; the others are
 * taken. Nothing but keyed hashes is kept.
 */
export async function importRoll(
  parts: Pick<BudgetParts, "civic" | "log" | "hashes">,
  budgetId: number,
  file: Uint8Array,
  by: Person,
): Promise<RollImported> {
  const read = readRollFile(file);
  if (!read.ok) return read;
  return parts.civic.transaction().execute(async (transaction) => {
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined) return refused({ code: "budget-unknown" });
    if (!isBeforeVoting(budget.state)) return refused({ code: "roll-fixed" });
    const known = await transaction
      .selectFrom("budget_roll")
      .select(["reference_hash", "email_hash", "identity_hash"])
      .where("budget_id", "=", budgetId)
      .execute();
    const asksIdentity = offersIdentity(budget.activation);
    /** Rows of the file that say a reference, an address or an identity; 0 for what stood on the roll before. */
    const references = new Map(known.map(({ reference_hash }) => [reference_hash, 0]));
    const addresses = new Map(known.map(({ email_hash }) => [email_hash, 0]));
    const identities = new Map(known.map(({ identity_hash }) => [identity_hash, 0]));
    const rejections: RollRejection[] = [];
    const rows: Pick<
      Selectable<BudgetRollTable>,
      "budget_id" | "reference_hash" | "email_hash" | "identity_hash"
    >[] = [];
    for (const { row, reference, email, identity } of read.rows) {
      const reject = (fault: RollRowFault, other: number | null = null) =>
        rejections.push({ row, fault, other });
      if (reference === "") {
        reject("reference-missing");
        continue;
      }
      if (reference.length > MOST_REFERENCE || hasHiddenCharacters(reference)) {
        reject("reference-malformed");
        continue;
      }
      const referenceHash = parts.hashes.reference(budgetId, reference);
      const first = references.get(referenceHash);
      if (first !== undefined) {
        if (first === 0) reject("reference-known");
        else reject("reference-twice", first);
        continue;
      }
      const address = email === "" ? null : readAddress(email);
      if (address === undefined) {
        reject("address-malformed");
        continue;
      }
      const emailHash = address === null ? null : parts.hashes.address(budgetId, address);
      const before = emailHash === null ? undefined : addresses.get(emailHash);
      if (before !== undefined) {
        if (before === 0) reject("address-known");
        else reject("address-twice", before);
        continue;
      }
      const saysIdentity = asksIdentity && identity !== "";
      if (saysIdentity && (identity.length > MOST_IDENTITY || hasHiddenCharacters(identity))) {
        reject("identity-malformed");
        continue;
      }
      const identityHash = saysIdentity ? parts.hashes.identity(budgetId, identity) : null;
      const alike = identityHash === null ? undefined : identities.get(identityHash);
      if (alike !== undefined) {
        if (alike === 0) reject("identity-known");
        else reject("identity-twice", alike);
        continue;
      }
      references.set(referenceHash, row);
      if (emailHash !== null) addresses.set(emailHash, row);
      if (identityHash !== null) identities.set(identityHash, row);
      rows.push({
        budget_id: budgetId,
        reference_hash: referenceHash,
        email_hash: emailHash,
        identity_hash: identityHash,
      });
    }
    // In the order of hashes: where somebody stood in the file is nobody's business.
    rows.sort((a, b) => (a.reference_hash < b.reference_hash ? -1 : 1));
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      await transaction
        .insertInto("budget_roll")
        .values(rows.slice(at, at + AT_ONCE).map((row) => ({ ...row, used: null, blinded_hash: null })))
        .execute();
    }
    await parts.log.append(transaction, {
      act: "budget.roll-imported",
      role: by.role,
      personId: by.id,
      subject: `budget/${budgetId}`,
      facts: {
        rowsTaken: rows.length,
        rejected: rejections.length,
        onRoll: known.length + rows.length,
        fileSha256: createHash("sha256").update(file).digest("hex"),
      },
    });
    return { ok: true, taken: rows.length, rejections };
  });
}

interface RollRow {
  readonly row: number;
  readonly reference: string;
  readonly email: string;
  /** Empty where the file has no such column. */
  readonly identity: string;
}

function readRollFile(
  file: Uint8Array,
): { readonly ok: true; readonly rows: RollRow[] } | { readonly ok: false; readonly fault: RollFault } {
  if (file.length === 0) return { ok: false, fault: { code: "roll-no-file" } };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return { ok: false, fault: { code: "roll-not-utf8" } };
  }
  const heading = text.slice(0, text.search(/[\r\n]|$/u));
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter: [";", ",", "\t"].find((candidate) => heading.includes(candidate)) ?? ",",
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    const row = typeof error === "object" && error !== null && "lines" in error ? Number(error.lines) : 0;
    return { ok: false, fault: { code: "roll-no-csv", row } };
  }
  const names = (records[0]?.record ?? []).map((name) => name.toLowerCase());
  const columnOf = (column: keyof typeof COLUMNS): number =>
    names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const [referenceAt, emailAt, identityAt] = [columnOf("reference"), columnOf("email"), columnOf("identity")];
  if (referenceAt < 0) return { ok: false, fault: { code: "roll-no-reference-column" } };
  return {
    ok: true,
    rows: records.slice(1).map(({ record, info }) => ({
      row: info.lines,
      reference: record[referenceAt] ?? "",
      email: record[emailAt] ?? "",
      identity: record[identityAt] ?? "",
    })),
  };
}

export interface RollCounts {
  readonly onRoll: number;
  readonly tokens: number;
  readonly papers: number;
  /** Who can sign in with an e-identity. */
  readonly withIdentity: number;
}

/** For the reconciliation after closing; before it nobody is told but how many stand on the roll. */
export async function rollCounts(
  { civic }: Pick<BudgetParts, "civic">,
  budgetId: number,
): Promise<RollCounts> {
  const rows = await civic
    .selectFrom("budget_roll")
    .select(({ fn }) => [
      "used",
      fn.countAll<number>().as("count"),
      fn.count<number>("identity_hash").as("identities"),
    ])
    .where("budget_id", "=", budgetId)
    .groupBy("used")
    .execute();
  const of = (used: string | null): number => rows.find((row) => row.used === used)?.count ?? 0;
  return {
    onRoll: of(null) + of("token") + of("paper"),
    tokens: of("token"),
    papers: of("paper"),
    withIdentity: rows.reduce((sum, { identities }) => sum + identities, 0),
  };
}
