import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import { votes } from "../office.ts";
import { decisionOutcomes } from "../outcome.ts";
import type { NewDecisionPage } from "../staff-pages.ts";
import { faultText, memberName, outcomeWord } from "../words.ts";
import { Promises, useError } from "./new-promises.tsx";
import { VotesTable } from "./votes-table.tsx";
import { WhatUnites } from "./what-unites.tsx";

export function loader({ context }: LoaderFunctionArgs): NewDecisionPage {
  return pageData<NewDecisionPage>(context);
}

type Page = NewDecisionPage;

export default function NewDecision(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const { check, fault, waiting } = page;
  return (
    <>
      <title>{`${t("new.title")} · Husting`}</title>
      <PageHeading title={t("new.title")} lead={t("new.lead")} />
      {waiting.length === 0 ? null : (
        <Section id="waiting" title={t("new.waiting")}>
          <ul>
            {waiting.map(({ id, desk, title, dueDate, state }) => (
              <li key={id}>
                <a href={address(`${desk}#question-${id}`)}>{title[language]}</a> {t(`why.${state}`)},{" "}
                {t("promise.due-by", { date: format.plainDate(dueDate) })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {languages.every((of) => page.easyMissing[of] === 0) ? null : (
        <Section id="easy-missing" title={t("easy.missing-title")} lead={t("easy.missing-how")}>
          <ul>
            {languages.map((of) => (
              <li key={of}>
                {t("easy.missing", { language: shell(`language.${of}`), count: page.easyMissing[of] })}
              </li>
            ))}
          </ul>
          <p>
            <a href={address("/decisions")}>{t("decisions.title")}</a>
          </p>
        </Section>
      )}
      {page.bodies.length === 0 ? (
        <p>{t("new.no-body")}</p>
      ) : (
        <form method="post" action={`${address("/staff/decisions")}#check`} className="form">
          {fault === null ? null : (
            <Notice kind="error" word={shell("notice.error")} role="alert">
              <p>{faultText(language, fault.code)}</p>
            </Notice>
          )}
          <What page={page} />
          <Votes page={page} />
          <Promises page={page} />
          {check === null ? null : <Check page={page} check={check} />}
          <Button variant={check === null ? "primary" : "secondary"} name="do" value="check">
            {t(check === null ? "new.check" : "new.check-again")}
          </Button>
          {check === null ? null : (
            <>
              <input type="hidden" name="checked" value={check.mark} />
              <Button name="do" value="record">
                {t("new.record")}
              </Button>
            </>
          )}
        </form>
      )}
    </>
  );
}

function What({ page }: { readonly page: Page }): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  const error = useError(page);
  const { said, bodies, measures, proposals, conversations, currency, today } = page;
  const line = (
    name: "caseNumber" | "titleSv" | "titleZh" | "titleEn" | "cost",
    hint?: string,
  ): ReactNode => (
    <FormField
      name={name}
      label={t(`new.${name}`, { currency })}
      hint={hint}
      error={error(name)}
      control={{ kind: "input", defaultValue: said?.[name], autoComplete: "off", maxLength: 200 }}
    />
  );
  const area = (name: "reasons" | "covers", hint: string, rows: number): ReactNode => (
    <FormField
      name={name}
      label={t(`new.${name}`)}
      hint={hint}
      error={error(name)}
      control={{ kind: "textarea", rows, defaultValue: said?.[name] }}
    />
  );
  return (
    <Section id="what" title={t("new.what")}>
      <FormField
        name="body"
        label={t("col.body")}
        error={error("body")}
        control={{
          kind: "select",
          defaultValue: said?.body,
          options: bodies.map(({ slug, names }) => ({ value: slug, label: names[language] })),
        }}
      />
      <FormField
        name="date"
        label={t("decision.date")}
        error={error("date")}
        required={t("required")}
        control={{ kind: "input", type: "date", width: "short", max: today, defaultValue: said?.date }}
      />
      {line("caseNumber", t("new.caseNumber-hint"))}
      <FormField
        name="about"
        label={t("decision.about")}
        error={error("about")}
        control={{
          kind: "select",
          defaultValue: page.about,
          options: [
            { value: "free", label: t("new.about-free") },
            ...measures.map(({ slug, titles }) => ({
              value: `measure:${slug}`,
              label: t("new.about-measure", { title: titles[language] }),
            })),
            ...proposals.map(({ ref, titles }) => ({
              value: `proposal:${ref}`,
              label: t("new.about-proposal", { title: titles[language] }),
            })),
            ...conversations.map(({ ref, titles }) => ({
              value: `conversation:${ref}`,
              label: t("new.about-conversation", { title: titles[language] }),
            })),
          ],
        }}
      />
      {page.conversation === null ? null : <WhatUnites of={page.conversation} />}
      {line("titleSv", t("new.title-hint"))}
      {line("titleZh")}
      {line("titleEn")}
      <FormField
        name="outcome"
        label={t("col.outcome")}
        error={error("outcome")}
        required={t("required")}
        control={{
          kind: "radio",
          defaultValue: said?.outcome,
          options: decisionOutcomes.map((outcome) => ({
            value: outcome,
            label: outcomeWord(language, outcome),
          })),
        }}
      />
      {area("reasons", t("new.reasons-hint"), 6)}
      {line("cost", t("optional"))}
      {area("covers", t("new.covers-hint"), 3)}
    </Section>
  );
}

function Votes({ page }: { readonly page: Page }): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  const error = useError(page);
  const { said, members } = page;
  const isRecorded = said?.voting === "recorded";
  return (
    <Section id="voting" title={t("votes.title")} lead={t("new.votes-lead")}>
      <FormField
        name="voting"
        label={t("new.voting")}
        error={error("voting") ?? error("votes")}
        required={t("required")}
        control={{
          kind: "radio",
          defaultValue: said?.voting,
          options: [
            { value: "recorded", label: t("new.voting-recorded") },
            { value: "acclamation", label: t("new.voting-acclamation") },
          ],
        }}
      />
      {!isRecorded
        ? null
        : members.map(({ id, name, party, side, seat }) => (
            <FormField
              key={id}
              name={`vote-${id}`}
              label={`${memberName(language, { name, seat })}${party === null ? "" : ` (${party})`}, ${t(`side.${side}`)}`}
              error={error(`vote-${id}`)}
              control={{
                kind: "select",
                defaultValue: said.votes.find(([holder]) => holder === String(id))?.[1] ?? "",
                options: [
                  { value: "", label: t(seat === "substitute" ? "new.vote-not-serving" : "new.vote-choose") },
                  ...votes
                    .filter((vote) => seat === "member" || vote !== "absent")
                    .map((vote) => ({ value: vote, label: t(`vote.${vote}`) })),
                ],
              }}
            />
          ))}
      <FormField
        name="reservations"
        label={t("decision.reservations")}
        hint={t("optional")}
        error={error("reservations")}
        control={{ kind: "textarea", rows: 3, defaultValue: said?.reservations }}
      />
    </Section>
  );
}

function Check({
  page,
  check,
}: {
  readonly page: Page;
  readonly check: NonNullable<Page["check"]>;
}): ReactNode {
  const { language, format } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <Section id="check" title={t("check.title")} lead={t("check.lead")}>
      <p>{t("check.members", { count: page.members.filter(({ seat }) => seat === "member").length })}</p>
      {page.said?.voting === "recorded" ? (
        <VotesTable counts={check.counts} />
      ) : (
        <p>{t("votes.acclamation")}</p>
      )}
      <p>{t("check.promises", { count: check.promises.length })}</p>
      <ul>
        {check.promises.map((promise) => (
          <li key={`${promise.dueDate} ${promise.text}`}>
            {promise.text} ({promise.office},{" "}
            {t("promise.due-by", { date: format.plainDate(promise.dueDate) })})
          </li>
        ))}
      </ul>
    </Section>
  );
}
