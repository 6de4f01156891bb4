import type { LicenceId } from "./licence.ts";
import { licenceAddress } from "./licence.ts";

/** Everything a citation names, so that whoever reads it can ask for what was cited: the log's head of that moment. */
export interface Cited {
  readonly city: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly softwareVersion: string;
  /** Local day on which it was looked at. */
  readonly date: string;
  /** Null in a city in whose log nothing stands yet. */
  readonly head: { readonly size: number; readonly root: string; readonly at: string } | null;
  readonly url: string;
  readonly licence: LicenceId;
}

function noteOf({ softwareVersion, head }: Cited): string {
  const software = `Husting ${softwareVersion}`;
  return head === null
    ? software
    : `${software}; log head: ${head.size} entries, root ${head.root}, ${head.at}`;
}

/** Citation Style Language, as reference managers read it: an array of one item. */
export function cslJson(cited: Cited): string {
  const [year, month, day] = cited.date.split("-").map(Number);
  const item = {
    id: `husting-${cited.city.id}-${cited.date}`,
    type: "dataset",
    title: cited.title,
    author: [{ literal: cited.city.name }],
    publisher: cited.city.name,
    issued: { "date-parts": [[year, month, day]] },
    accessed: { "date-parts": [[year, month, day]] },
    version: cited.head === null ? "0" : String(cited.head.size),
    URL: cited.url,
    license: licenceAddress[cited.licence],
    note: noteOf(cited),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** BibTeX; signs that TeX takes for its own are written so that it does not. */
export function bibtex(cited: Cited): string {
  const fields: readonly (readonly [string, string])[] = [
    ["author", `{${texText(cited.city.name)}}`],
    ["title", `{${texText(cited.title)}}`],
    ["year", cited.date.slice(0, 4)],
    ["version", cited.head === null ? "0" : String(cited.head.size)],
    ["howpublished", `\\url{${cited.url}}`],
    ["note", texText(noteOf(cited))],
    ["urldate", cited.date],
  ];
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},\n`).join("");
  return `@misc{husting-${cited.city.id}-${cited.date},\n${lines}}\n`;
}

function texText(text: string): string {
  return text
    .replaceAll(/[\\{}]/g, "")
    .replaceAll(/[#$%&_]/g, (sign) => `\\${sign}`)
    .replaceAll("~", "\\textasciitilde{}")
    .replaceAll("^", "\\textasciicircum{}");
}
