import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, DefinitionList, LinkButton, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { outcomeName } from "../../verdicts/words.ts";
import type { CaseFile } from "../case-file.ts";
import { recordMessages } from "../messages.ts";
import { statusName, titleText } from "../words.ts";
import { CaseDocuments } from "./case-documents.tsx";
import { CaseList, Subject } from "./case-list.tsx";

export function loader({ context }: LoaderFunctionArgs): CaseFile {
  return pageData<CaseFile>(context);
}

export default function CaseView(): ReactNode {
  const file = useLoaderData<typeof loader>();
  const { language, address, person } = useFrame();
  const t = recordMessages.t(language);
  const mayHandOut = person !== null && ["officer", "administrator"].includes(person.role);
  return (
    <>
      <title>{`${file.label}: ${titleText(language, file.title)} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("register.title"), href: address("/cases") }, { label: file.label }]}
      />
      <PageHeading
        title={`${t(`kind.${file.kind}`)} ${file.label}`}
        kicker={titleText(language, file.title)}
        lead={t("case.lead")}
      />
      <CaseFacts file={file} />
      {mayHandOut ? (
        <p>
          <a href={address(`/staff/cases/${file.address}`)}>{t("case.complete")}</a>
        </p>
      ) : null}
      <Section id="export" title={t("case.export")} lead={t("case.export-text")}>
        <pre>
          <code>npx husting verify-case {file.address}.zip</code>
        </pre>
        <p>
          <LinkButton href={`/cases/${file.address}.zip?language=${language}`}>
            {t("case.export-do")}
          </LinkButton>
        </p>
      </Section>
      <Section id="documents" title={t("case.documents")}>
        <CaseDocuments documents={file.documents} />
      </Section>
      {file.related.length === 0 ? null : (
        <Section id="related" title={t("case.related")}>
          <CaseList caption={t("case.related")} cases={file.related} />
        </Section>
      )}
    </>
  );
}

/** What describes a case, in the words of a register. */
export function CaseFacts({ file }: { readonly file: CaseFile }): ReactNode {
  const { language, format, address } = useFrame();
  const t = recordMessages.t(language);
  return (
    <DefinitionList
      items={[
        { term: t("case.number"), description: file.label },
        { term: t("case.title"), description: <Subject listed={file} /> },
        { term: t("case.opened"), description: format.date(file.openedAtMs, "day") },
        { term: t("case.status"), description: statusName(language, file.status) },
        ...(file.kind === "proposal"
          ? [
              {
                term: t("case.author"),
                description: file.author === null ? t("case.author-not-shown") : visibleText(file.author),
              },
            ]
          : []),
        ...(file.paperAt === null ? [] : [{ term: t("case.paper"), description: visibleText(file.paperAt) }]),
        ...file.measures.map(({ slug, titles, verdicts }) => ({
          term: t("case.measure"),
          description: (
            <>
              <a href={address(`/measures/${slug}`)}>{titles[language]}</a>
              {verdicts.map(({ version, outcome }) => (
                <div key={version}>
                  <a href={`/measures/${slug}/verdicts/${version}.json`}>{t("case.verdict", { version })}</a>:{" "}
                  {outcomeName(language, outcome)}
                </div>
              ))}
            </>
          ),
        })),
        ...ownPage(file).map((path) => ({
          term: t(`kind.${file.kind}`),
          description: <a href={address(path)}>{t("case.own-page")}</a>,
        })),
      ]}
    />
  );
}

/** The page of what the case is about; a question stands on the page of what it asks about. */
function ownPage({ kind, subject, related }: CaseFile): string[] {
  if (kind === "proposal") return [`/proposals/${subject}`];
  if (kind === "decision") return [`/decisions/${subject}`];
  const asked = related.find((one) => one.kind === "decision");
  return asked === undefined ? [] : [`/decisions/${asked.subject}#question-${subject}`];
}
