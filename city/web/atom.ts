import { htmlLanguage, type Language } from "./language/index.ts";
import { escapeXml } from "./xml.ts";

/** One thing a feed tells. */
export interface AtomEntry {
  /** A name that never changes: readers know by it what they have shown. */
  readonly id: string;
  readonly title: string;
  /** When it was put on record. */
  readonly atMs: number;
  readonly url: string;
  readonly text: string;
}

export interface AtomFeed {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  readonly author: string;
  readonly selfUrl: string;
  /** The page that tells the same; none where there is none of its own. */
  readonly pageUrl?: string;
  readonly entries: readonly AtomEntry[];
}

/** So many entries a feed holds. */
const MOST_ENTRIES = 50;

/** An Atom feed (RFC 4287), newest first. No reader is counted. */
export function atomFeed({ id, language, title, author, selfUrl, pageUrl, entries }: AtomFeed): string {
  const shown = newestOf(entries);
  const parts = shown.map(
    (entry) => `  <entry>
    <id>${safe(entry.id)}</id>
    <title>${safe(entry.title)}</title>
    <updated>${iso(entry.atMs)}</updated>
    <link rel="alternate" href="${safe(entry.url)}"/>
    <summary>${safe(entry.text)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${htmlLanguage[language]}">
  <id>${safe(id)}</id>
  <title>${safe(title)}</title>
  <updated>${iso(shown[0]?.atMs ?? 0)}</updated>
  <author><name>${safe(author)}</name></author>
  <link rel="self" href="${safe(selfUrl)}"/>
${pageUrl === undefined ? "" : `  <link rel="alternate" href="${safe(pageUrl)}"/>\n`}${parts.join("")}</feed>
`;
}

/** When the newest entry of a feed was put on record; null where there is none. */
export function newestAtMs(entries: readonly Pick<AtomEntry, "atMs">[]): number | null {
  return newestOf(entries)[0]?.atMs ?? null;
}

function newestOf<Of extends Pick<AtomEntry, "atMs">>(entries: readonly Of[]): readonly Of[] {
  return [...entries].sort((a, b) => b.atMs - a.atMs).slice(0, MOST_ENTRIES);
}

/** What XML 1.0 cannot hold at all, not even escaped. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function safe(text: string): string {
  return escapeXml(text.replaceAll(NOT_IN_XML, "\u{fffd}"));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
