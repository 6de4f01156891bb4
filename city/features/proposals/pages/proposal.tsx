import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  DefinitionList,
  LinkButton,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../../decisions/messages.ts";
import { DecidedAbout } from "../../decisions/pages/decided-about.tsx";
import { Why } from "../../decisions/pages/why.tsx";
import type { WithProcess } from "../../heard/index.ts";
import { LevelSentence } from "../../heard/pages/level-sentence.tsx";
import { StatementOffer } from "../../heard/pages/statement-offer.tsx";
import { stateName as measureStateName, stateTone as measureTone } from "../../measures/words.ts";
import { ReportLink } from "../../moderation/pages/report-link.tsx";
import { MaskedText, TombstoneText } from "../../moderation/pages/tombstone.tsx";
import { registered } from "../../records/pages/case-link.tsx";
import { outcomeName, verdictTone } from "../../verdicts/words.ts";
import { proposalMessages } from "../messages.ts";
import type { ProposalPage, WholeProposalPage } from "../proposal-page.ts";
import { stateName, stateTone } from "../words.ts";
import { BackForms } from "./back-forms.tsx";
import { Place } from "./place.tsx";
import { ProposalList, Title } from "./proposal-list.tsx";
import { ProposalText } from "./proposal-text.tsx";
import { Thread } from "./proposal-thread.tsx";
import { ProposalWords } from "./proposal-words.tsx";
import { WordingChanges } from "./wording-changes.tsx";

type Loaded = WholeProposalPage & WithProcess;

export function loader({ context }: LoaderFunctionArgs): Loaded {
  return pageData<Loaded>(context);
}

/** The author's name where it is shown, or what stands in its place. */
function Author({ page }: { readonly page: Pick<ProposalPage, "id" | "author" | "moderation"> }): ReactNode {
  const { language } = useFrame();
  const { tombstone, isMasked } = page.moderation.name;
  if (tombstone?.standing === "hidden") return <TombstoneText tombstone={tombstone} kind="name" />;
  if (page.author === null) return proposalMessages.t(language)("author.not-shown");
  return (
    <>
      {visibleText(page.author)} {isMasked ? <MaskedText /> : null}{" "}
      <ReportLink kind="name" of={String(page.id)} />
    </>
  );
}

/** Roles that have a page to work with a proposal. */
const WORKING = ["officer", "adviser", "elected", "international", "administrator"];

export default function ProposalView(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address, person } = useFrame();
  const t = proposalMessages.t(language);
  const title = page.shown.title ?? t("title-erased", { id: page.id });
  return (
    <>
      <title>{`${visibleText(title)} · Husting`}</title>
      <link
        rel="alternate"
        type="application/atom+xml"
        href={`/feeds/${language}/proposals/${page.id}.atom`}
      />
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[
          { label: t("list.title"), href: address("/proposals") },
          { label: t("number", { id: page.id }) },
        ]}
      />
      <PageHeading
        title={t("heading", { id: page.id })}
        lead={<Title proposal={{ id: page.id, title: page.shown.title, language: page.shown.language }} />}
      >
        <Tag tone={stateTone[page.state]}>{stateName(language, page.state)}</Tag>
      </PageHeading>
      <Done
        words={{
          counted: t("done.endorsed"),
          "counted-before": t("done.endorsed-before"),
          "not-open": t("fault.not-open"),
          follows: t("done.follows"),
          forgotten: t("done.forgotten"),
          asked: decisionMessages.t(language)("done.asked"),
        }}
      />
      <StatementOffer isOpen={page.mayState} />
      {person !== null && WORKING.includes(person.role) ? (
        <p>
          <LinkButton href={address(`/staff/proposals/${page.id}`)}>{t("staff.work")}</LinkButton>
        </p>
      ) : null}
      <LevelSentence process={page.process} />
      <DefinitionList
        items={[
          ...registered(page.case, { language, address }),
          { term: t("col.place"), description: <Place place={page.place} /> },
          { term: t("col.endorsements"), description: t("endorse.count", { count: page.endorsements }) },
          { term: t("col.made"), description: format.date(page.madeAtMs, "day") },
          {
            term: t("col.author"),
            description: <Author page={page} />,
          },
          {
            term: t("col.channel"),
            description:
              page.paperAt === null
                ? t(`channel.${page.channel}`)
                : t("channel.paper-at", { at: visibleText(page.paperAt) }),
          },
        ]}
      />
      {page.mergedInto === null ? null : (
        <Section id="merged" title={t("merged.title")} lead={t("merged.lead")}>
          <ProposalList caption={t("merged.title")} proposals={[page.mergedInto]} />
        </Section>
      )}
      <ProposalText page={page} />
      <DecidedAbout decided={page.decided} />
      {page.measures.length === 0 ? null : (
        <Section id="measures" title={t("measures.title")}>
          {page.measures.map(({ slug, titles, state, verdict }) => (
            <p key={slug}>
              <a href={address(`/measures/${slug}`)}>{titles[language]}</a>{" "}
              {verdict === null ? (
                <>
                  <Tag tone={measureTone[state]}>{measureStateName(language, state)}</Tag>{" "}
                  {t("measures.no-verdict")}
                </>
              ) : (
                <Tag tone={verdictTone(verdict)}>{outcomeName(language, verdict.outcome)}</Tag>
              )}
            </p>
          ))}
        </Section>
      )}
      {page.tookIn.length === 0 ? null : (
        <Section id="took-in" title={t("took-in.title")} lead={t("took-in.lead")}>
          <ProposalList caption={t("took-in.title")} proposals={page.tookIn} />
        </Section>
      )}
      <Thread lines={page.thread} appeals={page.moderation.appeals} />
      {page.why === null ? null : <Why why={page.why} />}
      <BackForms page={page} />
      <WordingChanges
        changes={page.changes}
        language={page.language}
        isHidden={page.moderation.wording.tombstone?.standing === "hidden"}
      />
      <ProposalWords />
      <p>
        <a href={address(`/print/proposals/${page.id}`)}>{t("print.poster")}</a>
      </p>
    </>
  );
}
