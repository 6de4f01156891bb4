import { readFile } from "node:fs/promises";
import { fingerprint, type PublicKeyJwk, readPublicKeyJwk } from "@husting/openness";
import { type CaseFault, verifyCase } from "../features/records/index.ts";
import { visibleText } from "../web/language/visible.ts";
import type { Command } from "./main.ts";
import { readArguments, UsageError } from "./usage.ts";

/** A case is texts and lines of the log. */
const MOST_BYTES = 64 * 1024 * 1024;

export const command: Command = {
  summary: "check a case from a city's register offline",
  usage: `husting verify-case FILE.zip [--key FILE]
  FILE.zip  a case as it was downloaded or handed out
  --key     keys.json you had from elsewhere, such as the node's /log/keys.json; without it the key that lies in the case is
            used, and its fingerprint is shown to compare

Says whether every file is the one listed, every entry stands in the city's log under a head that the city signed, and every
text that comes with what opens it is the one that was put on record (exit code 0), or the first thing that is not (1).`,
  async run(args) {
    const { values, positionals } = readArguments(args, { key: { type: "string" } });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("name one case.");
    const bytes = await bytesOf(file);
    if (bytes.byteLength > MOST_BYTES) throw new UsageError(`${file} is larger than any case.`);
    const trusted = values.key === undefined ? null : await keysIn(values.key);
    const result = await verifyCase(new Uint8Array(bytes), trusted);
    if (!result.ok) {
      console.log(`The case does NOT hold: ${faultText(result.fault)}`);
      return 1;
    }
    const { label, city, version, entries, logSize, texts } = result;
    console.log(
      `The case ${visibleText(label)} of ${visibleText(city)} holds (${version} version): ${entries === 1 ? "1 entry stands" : `${entries} entries stand`} in a log of ${logSize}.`,
    );
    console.log(
      version === "complete"
        ? `${texts} texts are those that were put on record.`
        : "What the texts say cannot be checked in a public version: what opens the log stays where it can be erased.",
    );
    for (const key of result.keys) console.log(`Key fingerprint: ${fingerprint(key)}`);
    return 0;
  },
};

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`);
  }
}

async function keysIn(path: string): Promise<PublicKeyJwk[]> {
  let listed: unknown;
  try {
    listed = JSON.parse((await bytesOf(path)).toString("utf8"))?.keys;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} is no JSON.`);
  }
  const keys = (Array.isArray(listed) ? listed : []).flatMap((candidate: unknown) => {
    const read = readPublicKeyJwk(candidate);
    return read.ok ? [read.key] : [];
  });
  if (keys.length === 0) throw new UsageError(`${path} holds no Ed25519 public key.`);
  return keys;
}

function faultText(fault: CaseFault): string {
  switch (fault.code) {
    case "not-an-export":
      return "the file is no ZIP that a node has made.";
    case "too-large":
      return "it holds more than any case.";
    case "file-missing":
      return `${fault.where} is missing.`;
    case "file-not-listed":
      return `${fault.where} is not listed in its manifest.`;
    case "file-changed":
      return `${fault.where} was changed.`;
    case "file-malformed":
      return `${fault.where} is not as a node writes it.`;
    case "head-not-signed":
      return "the head of the log is not signed by the city's key.";
    case "entry-not-in-log":
      return `entry ${fault.entry} does not stand in the log.`;
    case "entry-differs":
      return `what the case says of entry ${fault.entry} is not what the entry says.`;
    case "text-differs":
      return `a text of entry ${fault.entry} is not the one that was put on record.`;
  }
}
