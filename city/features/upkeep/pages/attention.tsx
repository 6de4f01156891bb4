import type { ReactNode } from "react";
import { Notice } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { AttentionKind, Attention as Found } from "../attention.ts";
import { upkeepMessages } from "../messages.ts";
import type { NodePage } from "../node-state.ts";
import { bytesText, jobName } from "../words.ts";

/** Where what needs somebody is put right: another page, or a part of this one. */
const BACKUPS = { at: "#backups", label: "place.backups" } as const;
const PEOPLE = { at: "/staff/people", label: "place.people" } as const;
const PLACES = {
  "backup-none": BACKUPS,
  "backup-old": BACKUPS,
  "backup-broken": BACKUPS,
  "backup-unverified": BACKUPS,
  "source-silent": { at: "/staff/quality", label: "place.sources" },
  "partner-silent": { at: "/staff/partners", label: "place.partners" },
  "administrator-alone": PEOPLE,
  "accounts-unused": PEOPLE,
} as const satisfies Partial<Record<AttentionKind, { readonly at: string; readonly label: string }>>;

/** What needs somebody, the gravest first; that nothing does is said too. */
export function Attention({ page }: { readonly page: NodePage }): ReactNode {
  const { language } = useFrame();
  const t = upkeepMessages.t(language);
  const shell = shellMessages.t(language);
  const { attention } = page;
  if (attention.length === 0)
    return (
      <Notice kind="info" word={shell("notice.info")} title={t("attention.none")}>
        <p>{t("attention.none-text")}</p>
      </Notice>
    );
  const isGrave = attention.some(({ grave }) => grave === "act");
  return (
    <Notice
      kind={isGrave ? "error" : "warn"}
      word={shell(isGrave ? "notice.error" : "notice.warn")}
      title={t("attention.title", { count: attention.length })}
    >
      <ul>
        {attention.map((found) => (
          <li key={`${found.what} ${JSON.stringify(found.facts)}`}>
            <Sentence found={found} page={page} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Sentence({ found, page }: { readonly found: Found; readonly page: NodePage }): ReactNode {
  const { language, format, address } = useFrame();
  const t = upkeepMessages.t(language);
  const { what, facts } = found;
  const said: Record<string, string | number> = { ...facts };
  if (facts.freeBytes !== undefined) said.free = bytesText(format, Number(facts.freeBytes));
  for (const name of ["madeAtMs", "failedAtMs", "sinceMs"] as const)
    if (facts[name] !== undefined) said.at = format.date(Number(facts[name]), "dateTime");
  if (facts.job !== undefined) said.job = jobName(language, String(facts.job));
  if (facts.use !== undefined) said.use = t(`service.${String(facts.use) === "staff" ? "staff" : "voting"}`);
  if (facts.city !== undefined)
    said.city = page.partners.find(({ city }) => city === facts.city)?.names[language] ?? String(facts.city);
  const place = what in PLACES ? PLACES[what as keyof typeof PLACES] : undefined;
  return (
    <>
      {t(`attention.${what}`, said)}
      {place === undefined ? null : (
        <>
          {" "}
          <a href={place.at.startsWith("#") ? place.at : address(place.at)}>{t(place.label)}</a>
        </>
      )}
    </>
  );
}
