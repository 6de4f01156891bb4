import type { Language } from "../../web/language/index.ts";
import { htmlLanguage } from "../../web/language/index.ts";
import { escapeXml } from "../../web/xml.ts";
import type { Names } from "../buildings/index.ts";
import { proposalMessages } from "./messages.ts";
import type { ProposalState } from "./states.ts";
import { doerName, moderatedText, stateName } from "./words.ts";

/** Something that happened, as it stands in a feed. */
export interface FeedItem {
  readonly entryId: number;
  readonly proposalId: number;
  readonly title: string;
  readonly kind: string;
  readonly state: ProposalState | null;
  readonly reason: string | null;
  readonly about: string | null;
  readonly role: string;
  readonly atMs: number;
}

/** An Atom feed (RFC 4287) of what happened to one proposal, or to all. No reader is counted. */
export function atomFeed(
  context: {
    readonly language: Language;
    readonly cityNames: Names;
    readonly baseUrl: string;
    readonly nowMs: number;
  },
  path: string,
  title: string,
  items: readonly FeedItem[],
): string {
  const { language, baseUrl } = context;
  const t = proposalMessages.t(language);
  const entries = items.map(({ entryId, proposalId, title: of, kind, state, reason, about, role, atMs }) => {
    const href = `${baseUrl}/${language}/proposals/${proposalId}`;
    const what =
      kind === "moderated"
        ? moderatedText(language, about)
        : state === null
          ? t(kind === "appeal" ? "entry.appeal" : "entry.other")
          : stateName(language, state);
    return `<entry>
<id>${escapeXml(`${href}#entry-${entryId}`)}</id>
<title>${escapeXml(`${of}: ${what}`)}</title>
<updated>${new Date(atMs).toISOString()}</updated>
<link rel="alternate" href="${escapeXml(`${href}#entry-${entryId}`)}"/>
<author><name>${escapeXml(doerName(language, role))}</name></author>
<content type="text">${escapeXml(reason ?? what)}</content>
</entry>`;
  });
  const newest = Math.max(0, ...items.map(({ atMs }) => atMs)) || context.nowMs;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${htmlLanguage[language]}">
<id>${escapeXml(`${baseUrl}${path}`)}</id>
<title>${escapeXml(`${title} · ${context.cityNames[language]}`)}</title>
<updated>${new Date(newest).toISOString()}</updated>
<link rel="self" href="${escapeXml(`${baseUrl}${path}`)}"/>
${entries.join("\n")}
</feed>
`;
}
