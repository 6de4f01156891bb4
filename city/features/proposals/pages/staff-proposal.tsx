import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, LinkButton, Notice, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { Registered } from "../../records/pages/case-link.tsx";
import { proposalMessages } from "../messages.ts";
import type { StaffProposalPage } from "../staff-pages.ts";
import { stateName, stateTone } from "../words.ts";
import { faultText } from "./faults.ts";
import { ProposalList, Title } from "./proposal-list.tsx";
import { Paragraphs } from "./proposal-text.tsx";
import { Thread } from "./proposal-thread.tsx";
import { AppealForm, StateForm } from "./staff-decide.tsx";
import { WritingForms } from "./staff-write.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffProposalPage {
  return pageData<StaffProposalPage>(context);
}

export default function StaffProposal(): ReactNode {
  const staff = useLoaderData<typeof loader>();
  const { page, wording, pointed, authorName, attempt, slip, slipBase } = staff;
  const { language, address } = useFrame();
  const t = proposalMessages.t(language);
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
      <Done words={{ done: t("done.staff"), entered: t("done.entered") }} />
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
      {slip === null ? null : (
        <Section id="slip" title={t("paper.slip-title")} lead={t("paper.slip")}>
          <p>
            <Registered shown={page.case} />
          </p>
          <p className="written">{`${slipBase}/${page.language}/my-proposal/${slip}`}</p>
        </Section>
      )}
      <Section id="text" title={t("text.title")}>
        {pointed.length === 0 ? null : (
          <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
            <p>{t("staff.pointed", { count: pointed.length })}</p>
            <ul>
              {pointed.map(({ from, to }) => (
                <li key={from}>{wording.body.slice(from, to)}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Paragraphs text={wording.body} language={page.language} />
      </Section>
      {page.mergedInto === null ? null : (
        <Section id="merged" title={t("merged.title")}>
          <ProposalList caption={t("merged.title")} proposals={[page.mergedInto]} under="/staff/proposals" />
        </Section>
      )}
      <Thread lines={page.thread} />
      <AppealForm staff={staff} />
      <StateForm staff={staff} />
      <WritingForms staff={staff} />
    </>
  );
}
