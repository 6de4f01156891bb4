import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, LinkButton, Notice, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../../decisions/messages.ts";
import { AnswerForms } from "../../decisions/pages/answer-forms.tsx";
import { faultText as decisionFault } from "../../decisions/words.ts";
import { moderationMessages } from "../../moderation/messages.ts";
import { Registered } from "../../records/pages/case-link.tsx";
import { proposalMessages } from "../messages.ts";
import type { StaffProposalView } from "../staff-pages.ts";
import { stateName, stateTone } from "../words.ts";
import { faultText } from "./faults.ts";
import { ProposalList, Title } from "./proposal-list.tsx";
import { Paragraphs } from "./proposal-text.tsx";
import { Thread } from "./proposal-thread.tsx";
import { AppealForm, StateForm } from "./staff-decide.tsx";
import { WritingForms } from "./staff-write.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffProposalView {
  return pageData<StaffProposalView>(context);
}

/** Whoever may open the pages of a service desk. */
const AT_DESK = ["officer", "adviser", "administrator"];

export default function StaffProposal(): ReactNode {
  const staff = useLoaderData<typeof loader>();
  const { page, wording, pointed, authorName, attempt, slip, slipBase } = staff;
  const { language, address, person } = useFrame();
  const t = proposalMessages.t(language);
  const decided = decisionMessages.t(language);
  return (
    <>
      <title>{`${t("staff.one-title", { id: page.id })} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[
          { label: t("staff.title"), href: address("/staff/proposals") },
          { label: t("number", { id: page.id }) },
        ]}
      />
      <PageHeading
        title={t("staff.one-title", { id: page.id })}
        lead={<Title proposal={{ id: page.id, title: wording.title, language: page.language }} />}
      >
        <Tag tone={stateTone[page.state]}>{stateName(language, page.state)}</Tag>
      </PageHeading>
      <Done
        words={{
          done: t("done.staff"),
          entered: t("done.entered"),
          answered: decided("done.answered"),
          withheld: decided("done.withheld"),
        }}
      />
      {staff.answering === null ? null : (
        <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
          <p>{decisionFault(language, staff.answering.fault)}</p>
        </Notice>
      )}
      {attempt === null || "field" in attempt.fault ? null : (
        <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
          <p>{faultText(language, attempt.fault)}</p>
        </Notice>
      )}
      <p>
        <Registered shown={page.case} />
      </p>
      <p>
        {authorName === ""
          ? t("staff.author-none")
          : t(page.author === null ? "staff.author-hidden" : "staff.author-shown", { name: authorName })}{" "}
        {t("endorse.count", { count: page.endorsements })}
      </p>
      <p>
        <LinkButton href={address(`/proposals/${page.id}`)}>{t("mine.public")}</LinkButton>
      </p>
      <ul>
        <li>
          <a href={address(`/print/proposals/${page.id}`)}>{t("print.poster")}</a>
        </li>
        {page.canEndorse && person !== null && AT_DESK.includes(person.role) ? (
          <>
            <li>
              <a href={address(`/staff/slips/${page.id}`)}>{t("print.slips")}</a>
            </li>
            <li>
              <a href={address(`/staff/endorsements/${page.id}`)}>{t("print.enter")}</a>
            </li>
          </>
        ) : null}
      </ul>
      {slip === null ? null : (
        <Section id="slip" title={t("paper.slip-title")} lead={t("paper.slip")}>
          <p>
            <Registered shown={page.case} />
          </p>
          <p className="written">{`${slipBase}/${page.language}/my-proposal/${slip}`}</p>
        </Section>
      )}
      <Section id="text" title={t("text.title")}>
        {pointed === null ? null : (
          <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
            <p>{t("staff.pointed", { count: pointed.passages.length })}</p>
            <ul>
              {pointed.passages.map(({ text }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same words can stand twice.
                <li key={index}>{visibleText(text)}</li>
              ))}
            </ul>
            <p>
              <a href={address("/staff/moderation")}>{moderationMessages.t(language)("queue.title")}</a>
            </p>
          </Notice>
        )}
        <Paragraphs text={wording.body} language={page.language} />
      </Section>
      {page.mergedInto === null ? null : (
        <Section id="merged" title={t("merged.title")}>
          <ProposalList caption={t("merged.title")} proposals={[page.mergedInto]} under="/staff/proposals" />
        </Section>
      )}
      <Thread lines={page.thread} appeals={page.moderation.appeals} />
      {staff.why === null || staff.why.questions.length === 0 ? null : (
        <Section id="why" title={decided("why.title")}>
          {staff.why.questions.map((question) => (
            <AnswerForms
              key={question.id}
              action={address(`/staff/proposals/${page.id}`)}
              answering={staff.answering}
              question={question}
            />
          ))}
        </Section>
      )}
      <AppealForm staff={staff} />
      <StateForm staff={staff} />
      <WritingForms staff={staff} />
    </>
  );
}
