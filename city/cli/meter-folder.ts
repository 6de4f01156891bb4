import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { CARRIERS } from "../features/readings/intake/carriers.ts";
import { UsageError } from "./usage.ts";

/** One meter of a folder, as its file's name gives it. */
export interface MeterFile {
  readonly path: string;
  readonly file: string;
  readonly building: string;
  /** A carrier of energy by Husting's name for it. */
  readonly carrier: string;
}

export interface MeterFolder {
  readonly meters: readonly MeterFile[];
  /** Files that are no meter's, and why. */
  readonly aside: readonly { readonly file: string; readonly why: string }[];
}

export interface FolderNaming {
  /** File name with {building} and {carrier}; `.gz` may follow. */
  readonly pattern: string;
  /** Names of carriers in file names and what they stand for, as el=electricity. */
  readonly carrierNames: readonly string[];
  /** Carrier of every file when the pattern has none. */
  readonly carrier: string | undefined;
}

export const folderUsage = `  DIR                        one CSV file a meter, plain or gzip: time in the first column, value in the second
  --files PATTERN            how file names give building and carrier (default {building}-{carrier}.csv; .gz may follow)
  --carrier-name NAME=CARRIER  another name for electricity, district-heat, gas or cooling in file names, as often as wanted
  --carrier NAME             carrier of every file, for a pattern without {carrier}`;

export const folderOptions = {
  files: { type: "string", default: "{building}-{carrier}.csv" },
  "carrier-name": { type: "string", multiple: true, default: [] as string[] },
  carrier: { type: "string" },
} as const;

// `heat` is what a file name says when it does not say where the heat is from.
const energyCarriers = [
  ...CARRIERS.filter((name) => ["electricity", "district-heat", "gas", "cooling"].includes(name)),
  "heat",
] as const;

/**
 * The meter files of a folder, in order of their names with numbers as numbers.
 * @throws UsageError when the folder cannot be read, the naming cannot be used, or two files name the same meter.
 */
export function metersIn(folder: string, naming: FolderNaming, weatherPath: string): MeterFolder {
  const names = carrierNames(naming.carrierNames);
  const pattern = patternOf(naming, [...names.keys()]);
  const meters: MeterFile[] = [];
  const aside: { file: string; why: string }[] = [];
  const taken = new Map<string, string>();
  for (const file of filesOf(folder)) {
    const path = join(folder, file);
    if (resolve(path) === resolve(weatherPath)) continue;
    const found = pattern.exec(file)?.groups;
    if (found === undefined) {
      aside.push({ file, why: `its name does not fit ${naming.pattern}` });
      continue;
    }
    const building = found.building!;
    const carrier = names.get(found.carrier ?? naming.carrier ?? "")!;
    const meter = `${building} ${carrier}`;
    const other = taken.get(meter);
    if (other !== undefined) {
      throw new UsageError(
        `two files name the same meter, ${meter}: ${other} and ${file}. Rename or remove one.`,
      );
    }
    taken.set(meter, file);
    meters.push({ path, file, building, carrier });
  }
  if (meters.length === 0) {
    throw new UsageError(`${folder} holds no file whose name fits ${naming.pattern}.`);
  }
  return { meters, aside };
}

function filesOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const order = new Intl.Collator("en", { numeric: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map(({ name }) => basename(name))
      .sort(order.compare);
  } catch {
    throw new UsageError(`${folder} is no folder that can be read.`);
  }
}

function carrierNames(given: readonly string[]): Map<string, string> {
  const names = new Map<string, string>(energyCarriers.map((name) => [name, name]));
  for (const text of given) {
    const [name = "", carrier = ""] = text.split("=");
    if (name === "" || !energyCarriers.some((known) => known === carrier)) {
      throw new UsageError(
        `--carrier-name ${text} is not NAME=CARRIER with one of ${energyCarriers.join(", ")}.`,
      );
    }
    names.set(name, carrier);
  }
  return names;
}

function patternOf({ pattern, carrier }: FolderNaming, names: readonly string[]): RegExp {
  if (!pattern.includes("{building}")) throw new UsageError(`--files ${pattern} has no {building}.`);
  const named = pattern.includes("{carrier}");
  if (named && carrier !== undefined)
    throw new UsageError("--carrier is for a --files pattern without {carrier}.");
  if (!named && !names.some((name) => name === carrier)) {
    throw new UsageError(`say --carrier (${energyCarriers.join(", ")}): file names do not give it.`);
  }
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const source = pattern
    .split(/(\{building\}|\{carrier\})/)
    .map((part) => {
      if (part === "{building}") return "(?<building>[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*?)";
      return part === "{carrier}" ? `(?<carrier>${names.map(literal).join("|")})` : literal(part);
    })
    .join("");
  return new RegExp(`^${source}(?:\\.gz)?$`, "u");
}
