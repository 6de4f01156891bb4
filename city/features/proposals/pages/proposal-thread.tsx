import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf } from "../../../web/language/index.ts";
import { stateName as measureStateName } from "../../measures/words.ts";
import type { Standing } from "../../moderation/index.ts";
import { ReportLink } from "../../moderation/pages/report-link.tsx";
import { MaskedText, TombstoneText } from "../../moderation/pages/tombstone.tsx";
import { proposalMessages } from "../messages.ts";
import type { ProposalPage, Related, ThreadLine } from "../proposal-page.ts";
import { doerName, moderatedText, stateName } from "../words.ts";
import { Title } from "./proposal-list.tsx";
import { Paragraphs } from "./proposal-text.tsx";

/** What happened, oldest first, each with its reason and its number in the log. */
export function Thread({
  lines,
  appeals,
}: {
  readonly lines: readonly ThreadLine[];
  readonly appeals: ProposalPage["moderation"]["appeals"];
}): ReactNode {
  const { language } = useFrame();
  const t = proposalMessages.t(language);
  return (
    <Section id="thread" title={t("thread.title")} lead={t("thread.lead")}>
      <ol className="thread">
        {lines.map((line) =>
          line.kind === "entry" ? (
            <li key={`entry-${line.entry.id}`} id={`entry-${line.entry.id}`}>
              <p className="thread-what">
                <strong>
                  <What line={line} />
                </strong>
              </p>
              <When atMs={line.entry.atMs} logEntry={line.entry.logEntry} by={line.entry.role} />
              {line.entry.reason === null ? null : (
                <Paragraphs text={line.entry.reason} language={line.entry.language} />
              )}
              {line.entry.kind === "appeal" ? (
                <AppealStanding id={line.entry.id} standing={appeals[line.entry.id]} />
              ) : null}
            </li>
          ) : (
            <li key={`step-${line.logEntry}`}>
              <p className="thread-what">
                {t("thread.measure-step")} <RelatedLink other={{ ...line, kind: "measure" }} />:{" "}
                <strong>{measureStateName(language, line.state)}</strong>
              </p>
              <When atMs={line.atMs} logEntry={line.logEntry} by={null} />
            </li>
          ),
        )}
      </ol>
    </Section>
  );
}

/** What a house rule did to the reason of an appeal, and where to report it. */
function AppealStanding({
  id,
  standing,
}: {
  readonly id: number;
  readonly standing: Standing | undefined;
}): ReactNode {
  const tombstone = standing?.tombstone ?? null;
  return (
    <>
      {tombstone === null ? null : <TombstoneText tombstone={tombstone} kind="appeal" />}
      {standing?.isMasked ? (
        <p className="field-hint">
          <MaskedText />
        </p>
      ) : null}
      {tombstone?.standing === "hidden" ? null : (
        <p>
          <ReportLink kind="appeal" of={String(id)} />
        </p>
      )}
    </>
  );
}

function What({
  line: { entry, other },
}: {
  readonly line: Extract<ThreadLine, { readonly kind: "entry" }>;
}): ReactNode {
  const { language } = useFrame();
  const t = proposalMessages.t(language);
  if (entry.kind === "state")
    return (
      <>
        {stateName(language, entry.state ?? "received")}
        {other === null ? null : (
          <>
            {colonOf[language]}
            <RelatedLink other={other} />
          </>
        )}
      </>
    );
  if (entry.kind === "appeal-answer")
    return t(entry.state === "declined" ? "entry.appeal-rejected" : "entry.appeal-upheld");
  if (entry.kind === "appeal") return t("entry.appeal");
  if (entry.kind === "moderated") return moderatedText(language, entry.about);
  return (
    <>
      {t(entry.kind === "took-in" ? "entry.took-in" : "entry.became")}
      {other === null ? null : (
        <>
          {" "}
          <RelatedLink other={other} />
        </>
      )}
    </>
  );
}

function RelatedLink({ other }: { readonly other: Related }): ReactNode {
  const { language, address } = useFrame();
  if (other.kind === "budget")
    return (
      <a href={address(`/budgets/${other.budget}`)}>{proposalMessages.t(language)("entry.budget-project")}</a>
    );
  return other.kind === "measure" ? (
    <a href={address(`/measures/${other.slug}`)}>{other.titles[language]}</a>
  ) : (
    <a href={address(`/proposals/${other.id}`)}>
      <Title proposal={other} />
    </a>
  );
}

function When({
  atMs,
  logEntry,
  by,
}: {
  readonly atMs: number;
  readonly logEntry: number;
  readonly by: string | null;
}): ReactNode {
  const { language, format, logAddress } = useFrame();
  const t = proposalMessages.t(language);
  return (
    <p className="field-hint">
      {format.date(atMs, "dateTime")}
      {by === null ? null : ` · ${doerName(language, by)}`}
      {" · "}
      <a href={logAddress(logEntry)}>{t("thread.log", { entry: logEntry })}</a>
    </p>
  );
}
