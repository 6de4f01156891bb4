import { canonicalJson, type PublicKeyJwk, sha256, toHex, utf8 } from "@husting/openness";
import { zipSync } from "fflate";
import { type Language, languages } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { OpenedCase } from "./case-book.ts";
import { type CaseFile, type CaseFileParts, caseFile, entriesOf } from "./case-file.ts";
import { caseHtml } from "./case-html.ts";
import { scopeOf } from "./case-scope.ts";
import { type CompleteCase, completeCase, reviewMark } from "./complete-case.ts";
import type { LogTree } from "./log-tree.ts";
import { recordMessages } from "./messages.ts";
import { titleText } from "./words.ts";

export interface ExportParts extends CaseFileParts {
  readonly tree: LogTree;
  readonly city: { readonly id: string; readonly names: Names };
  readonly logKey: PublicKeyJwk;
}

/** Which form an export has; a later form gets another number. */
export const EXPORT_FORMAT = "husting-case/1";

/** A case for everybody: names and what was erased are not in it. */
export async function publicExport(
  parts: ExportParts,
  opened: OpenedCase,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  return packed(parts, opened, await caseFile(parts, opened), language);
}

/** A case with everything but what the review left out, and its mark. */
export async function completeExport(
  parts: ExportParts,
  opened: OpenedCase,
  leftOut: ReadonlySet<string>,
  language: Language,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mark: string }> {
  const complete = await completeCase(parts, opened, leftOut);
  return { bytes: await packed(parts, opened, complete, language), mark: reviewMark(complete) };
}

/**
 * One ZIP of plain files (ISO/IEC 21320-1: stored or deflated, nothing encrypted): what it says as HTML and as JSON, the case's
 * lines of the log with what proves them, and the hash of each file.
 */
async function packed(
  parts: ExportParts,
  opened: OpenedCase,
  file: CaseFile | CompleteCase,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const lines = await entriesOf(parts.civic, await scopeOf(parts.civic, opened));
  const proven = await parts.tree.prove(lines.map(({ entry }) => entry.sequence));
  const isComplete = "people" in file;
  // As of the case's last act: the same case gives the same bytes but for the head, which is the log's newest.
  const atMs = Math.max(...file.documents.map(({ loggedAt }) => Date.parse(loggedAt)), opened.openedAtMs);
  const context = { language, cityNames: parts.city.names, zone: parts.zone, atMs };
  const files: Record<string, Uint8Array> = {
    "case.html": utf8(caseHtml(file, context)),
    "case.json": json({
      format: EXPORT_FORMAT,
      version: isComplete ? "complete" : "public",
      city: parts.city.id,
      metadata: metadataOf(file, language, parts.city.names),
      case: file,
    }),
    "log/entries.ndjson": utf8(lines.map(({ line }) => `${line}\n`).join("")),
    "log/head.json": utf8(proven?.headLine ?? "{}"),
    "log/keys.json": json({ city: parts.city.id, keys: [parts.logKey] }),
    "log/proofs.json": json(proven?.proofs ?? []),
    "README.txt": utf8(readme(isComplete)),
  };
  files["manifest.json"] = json({
    format: EXPORT_FORMAT,
    files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, toHex(sha256(bytes))])),
  });
  // ZIP knows no year before 1980, and no zone: the day is what it is for.
  return zipSync(files, { level: 6, mtime: new Date(Math.max(atMs, Date.UTC(1980, 0, 2))) });
}

/** What archives describe a case by. The words in three languages stand in docs/records.md. */
function metadataOf(file: CaseFile, language: Language, cityNames: Names) {
  const days = file.documents.map(({ loggedAt }) => loggedAt);
  return {
    caseNumber: file.label,
    caseNumberPlain: file.address,
    caseTitle: titleText(language, file.title),
    caseType: file.kind,
    registeringAuthority: cityNames[language],
    dateRegistered: new Date(file.openedAtMs).toISOString(),
    dateFirstAct: days[0] ?? null,
    dateLastAct: days.at(-1) ?? null,
    numberOfActs: file.documents.length,
    paperOriginalAt: file.paperAt,
    relatedCaseNumbers: file.related.map(({ label }) => label),
  };
}

function readme(isComplete: boolean): string {
  return languages
    .map((language) => {
      const t = recordMessages.t(language);
      return `${t("readme.text")}\n${t(isComplete ? "readme.complete" : "readme.public")}\n\n${t("readme.check")}\n`;
    })
    .join("\n---\n\n");
}

function json(value: unknown): Uint8Array {
  return utf8(`${canonicalJson(JSON.parse(JSON.stringify(value)))}\n`);
}
