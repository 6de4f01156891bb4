import {
  fromHex,
  hashLeaf,
  type LogEntry,
  opensTo,
  type PublicKeyJwk,
  readEntryLine,
  readHeadLine,
  readPublicKeyJwk,
  sha256,
  toHex,
  trustKeys,
  utf8,
  verifyInclusion,
} from "@husting/openness";
import { unzipSync } from "fflate";
import { z } from "zod";
import { EXPORT_FORMAT } from "./case-export.ts";

/** Why an export does not hold. `where` is a file of it, or an entry of the log. */
export type CaseFault =
  | { readonly code: "not-an-export" }
  | { readonly code: "too-large" }
  | {
      readonly code: "file-missing" | "file-not-listed" | "file-changed" | "file-malformed";
      readonly where: string;
    }
  | { readonly code: "head-not-signed" }
  | { readonly code: "entry-not-in-log" | "entry-differs" | "text-differs"; readonly entry: number };

export type CaseVerification =
  | {
      readonly ok: true;
      readonly city: string;
      readonly label: string;
      readonly version: "public" | "complete";
      readonly entries: number;
      readonly logSize: number;
      /** Texts that were checked against what the log commits to. */
      readonly texts: number;
      readonly keys: readonly PublicKeyJwk[];
    }
  | { readonly ok: false; readonly fault: CaseFault };

/** An export holds texts and lines; what is larger unpacked is no case. */
const MOST_BYTES = 64 * 1024 * 1024;
const FILES = [
  "case.html",
  "case.json",
  "log/entries.ndjson",
  "log/head.json",
  "log/keys.json",
  "log/proofs.json",
  "README.txt",
  "manifest.json",
];

const manifestSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  files: z.record(z.string(), z.string()),
});
const caseSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.enum(["public", "complete"]),
  city: z.string(),
  case: z.object({
    label: z.string(),
    documents: z.array(
      z.object({
        entry: z.int().positive(),
        leafHash: z.string(),
        act: z.string(),
        role: z.string(),
        subject: z.string(),
        facts: z.json(),
        loggedAt: z.string(),
        parts: z.array(z.object({ name: z.string(), text: z.string().nullable() })),
      }),
    ),
    openings: z
      .array(
        z.object({
          entry: z.int().positive(),
          name: z.string(),
          value: z.string(),
          salt: z.string(),
          isLeftOut: z.boolean(),
        }),
      )
      .default([]),
  }),
});
const proofsSchema = z.array(z.object({ sequence: z.int().positive(), proof: z.array(z.string()) }));
const keysSchema = z.object({ keys: z.array(z.unknown()) });

/**
 * Checks an export by itself: every file is the one listed, the head is signed, every entry stands in the log under it, what the
 * documents say of an entry is what the entry says, and texts that come with what opens them are those that were put on record.
 * @param trusted the city's keys as they are known from elsewhere; those that lie in the export where none are given.
 */
export async function verifyCase(
  bytes: Uint8Array,
  trusted: readonly PublicKeyJwk[] | null,
): Promise<CaseVerification> {
  const fail = (fault: CaseFault): CaseVerification => ({ ok: false, fault });
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return fail(unpacked.fault);
  const { files } = unpacked;
  const text = (name: string): string => new TextDecoder().decode(files[name]);
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    try {
      return schema.safeParse(JSON.parse(text(name))).data;
    } catch {
      return undefined;
    }
  };
  const manifest = read("manifest.json", manifestSchema);
  if (manifest === undefined) return fail({ code: "file-malformed", where: "manifest.json" });
  for (const name of FILES.filter((one) => one !== "manifest.json")) {
    if (manifest.files[name] === undefined) return fail({ code: "file-not-listed", where: name });
    if (manifest.files[name] !== toHex(sha256(files[name]!)))
      return fail({ code: "file-changed", where: name });
  }
  const said = read("case.json", caseSchema);
  if (said === undefined) return fail({ code: "file-malformed", where: "case.json" });
  const proofs = read("log/proofs.json", proofsSchema);
  if (proofs === undefined) return fail({ code: "file-malformed", where: "log/proofs.json" });
  const keys = trusted ?? keysIn(read("log/keys.json", keysSchema)?.keys ?? []);
  const head = readHeadLine(text("log/head.json"));
  const ready = await trustKeys(keys);
  if (!head.ok || !ready.ok || head.head.city !== said.city || !(await ready.keys.check(head.head)).ok)
    return fail({ code: "head-not-signed" });
  const entries = new Map<number, LogEntry>();
  for (const line of text("log/entries.ndjson").split("\n").slice(0, -1)) {
    const entry = readEntryLine(line);
    if (!entry.ok) return fail({ code: "file-malformed", where: "log/entries.ndjson" });
    const { sequence } = entry.entry;
    const isIn = verifyInclusion({
      leafIndex: sequence - 1,
      leafHash: toHex(hashLeaf(utf8(line))),
      treeSize: head.head.size,
      root: head.head.root,
      proof: proofs.find((one) => one.sequence === sequence)?.proof ?? [],
    });
    if (!isIn.ok) return fail({ code: "entry-not-in-log", entry: sequence });
    entries.set(sequence, entry.entry);
  }
  for (const document of said.case.documents) {
    const entry = entries.get(document.entry);
    if (entry === undefined || !saysTheSame(document, entry))
      return fail({ code: "entry-differs", entry: document.entry });
  }
  let texts = 0;
  for (const opening of said.case.openings.filter(({ isLeftOut }) => !isLeftOut)) {
    const commitment = entries.get(opening.entry)?.commitments[opening.name];
    const salt = fromHex(opening.salt);
    if (commitment === undefined || salt === undefined || !opensTo(commitment, opening.value, salt))
      return fail({ code: "text-differs", entry: opening.entry });
    const document = said.case.documents.find(({ entry }) => entry === opening.entry);
    const shown =
      document?.parts.filter(({ name, text: told }) => name === opening.name && told !== null) ?? [];
    // A title in three languages is committed to as one; what is one text has to be that text.
    if (shown.length === 1 && shown[0]!.text !== opening.value)
      return fail({ code: "text-differs", entry: opening.entry });
    texts += 1;
  }
  return {
    ok: true,
    city: said.city,
    label: said.case.label,
    version: said.version,
    entries: entries.size,
    logSize: head.head.size,
    texts,
    keys,
  };
}

type Unpacked =
  | { readonly ok: true; readonly files: Readonly<Record<string, Uint8Array>> }
  | { readonly ok: false; readonly fault: CaseFault };

/** Only the files an export has, each once, and no more of them than a case can be. */
function unpack(bytes: Uint8Array): Unpacked {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        return FILES.includes(name) && total <= MOST_BYTES;
      },
    });
    if (total > MOST_BYTES) return { ok: false, fault: { code: "too-large" } };
    const missing = FILES.find((name) => files[name] === undefined);
    return missing === undefined
      ? { ok: true, files }
      : { ok: false, fault: { code: "file-missing", where: missing } };
  } catch {
    return { ok: false, fault: { code: "not-an-export" } };
  }
}

function keysIn(listed: readonly unknown[]): PublicKeyJwk[] {
  return listed.flatMap((candidate) => {
    const read = readPublicKeyJwk(candidate);
    return read.ok ? [read.key] : [];
  });
}

function saysTheSame(
  said: z.infer<typeof caseSchema>["case"]["documents"][number],
  { act, actor, subject, facts, at }: LogEntry,
): boolean {
  return (
    said.act === act &&
    said.role === actor.role &&
    said.subject === subject &&
    said.loggedAt === at &&
    JSON.stringify(said.facts) === JSON.stringify(facts)
  );
}
