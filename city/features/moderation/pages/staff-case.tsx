import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  DefinitionList,
  LinkButton,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { roleName } from "../../people/words.ts";
import { moderationMessages } from "../messages.ts";
import type { CasePage, ReadField } from "../staff-pages.ts";
import { faultText, kindName, ruleName } from "../words.ts";
import { ActForms, AnswerForm } from "./act-forms.tsx";
import { Why } from "./staff-moderation.tsx";
import { TombstoneText } from "./tombstone.tsx";

export function loader({ context }: LoaderFunctionArgs): CasePage {
  return pageData<CasePage>(context);
}

/** One text that an official was asked to look at, with everything that is decided on. */
export default function StaffCase(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address, logAddress } = useFrame();
  const t = moderationMessages.t(language);
  const { one, attempt, reports, acts, tombstone } = page;
  const title = t("queue.case", { id: one.id, kind: kindName(language, one.subject.kind) });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("queue.title"), href: address("/staff/moderation") }, { label: title }]}
      />
      <PageHeading title={title}>
        <Tag tone={one.closedAtMs === null ? "warn" : "neutral"}>
          {t(one.closedAtMs === null ? "case.waiting" : "case.closed")}
        </Tag>
      </PageHeading>
      {attempt === null || ("field" in attempt.fault && attempt.fault.field === "reason") ? null : (
        <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
          <p>{faultText(language, attempt.fault)}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t("col.rule"), description: ruleName(language, one.rule) },
          { term: t("col.why"), description: <Why one={one} /> },
          {
            term: t(one.closedAtMs === null ? "col.since" : "col.opened"),
            description:
              one.closedAtMs === null
                ? `${format.date(one.openedAtMs, "dateTime")} (${t("queue.days", { days: one.waitingDays })})`
                : format.date(one.openedAtMs, "dateTime"),
          },
        ]}
      />
      <p>
        <LinkButton href={address(page.path)}>{t("case.public")}</LinkButton>
      </p>
      <Section id="text" title={t("case.text")} lead={page.isHeld ? t("case.held") : undefined}>
        {page.fields.map((field) => (
          <Field key={field.field} field={field} language={page.language} />
        ))}
        {tombstone === null ? null : <TombstoneText tombstone={tombstone} kind={one.subject.kind} />}
      </Section>
      {reports.length === 0 ? null : (
        <Section id="reports" title={t("case.reports")} lead={t("case.reports-lead")}>
          <ul>
            {reports.map(({ rule, words, language: of, atMs }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: reports have no name that could be told.
              <li key={index}>
                {ruleName(language, rule)}, {format.date(atMs, "day")}
                {words === null ? null : (
                  <>
                    {colonOf[language]}
                    <span className="written" lang={htmlLanguage[of]}>
                      {words.split("\n").map(visibleText).join("\n")}
                    </span>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <AnswerForm page={page} />
      <ActForms page={page} />
      {acts.length === 0 ? null : (
        <Section id="acts" title={t("case.acts")}>
          <ol className="thread">
            {acts.map(({ id, act, rule, reason, language: of, role, atMs, logEntry }) => (
              <li key={id}>
                <p className="thread-what">
                  <strong>{t(`act.${act as "left"}`)}</strong>, {ruleName(language, rule)}
                </p>
                <p className="field-hint">
                  {format.date(atMs, "dateTime")} · {roleName(language, role)} ·{" "}
                  <a href={logAddress(logEntry)}>{t("tombstone.log", { entry: logEntry })}</a>
                </p>
                <p className="written" lang={htmlLanguage[of]}>
                  {visibleText(reason.replaceAll("\n", " "))}
                </p>
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}

/** A piece of the text with what was pointed at marked, in colour and in words. */
function Field({
  field: { part, isStanding, text, passages },
  language: of,
}: {
  readonly field: ReadField;
  readonly language: CasePage["language"];
}): ReactNode {
  const { language } = useFrame();
  const t = moderationMessages.t(language);
  const shown = (from: number, to?: number): string =>
    text.slice(from, to).split("\n").map(visibleText).join("\n");
  return (
    <>
      <p className="field-label">
        {t(isStanding ? `part.${part}` : "part.earlier", { part: t(`part.${part}`) })}
      </p>
      <p className="quoted written" lang={htmlLanguage[of]}>
        {passages.map(({ from, to, kind }, index) => (
          <span key={from}>
            {shown(passages[index - 1]?.to ?? 0, from)}
            <mark>
              <span className="visually-hidden">{t(`found.${kind}`)} </span>
              {shown(from, to)}
            </mark>
          </span>
        ))}
        {shown(passages.at(-1)?.to ?? 0)}
      </p>
    </>
  );
}
