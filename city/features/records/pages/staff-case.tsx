import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DefinitionList,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { CaseDocument } from "../case-file.ts";
import { PART_NAMES } from "../case-texts.ts";
import { recordMessages } from "../messages.ts";
import type { StaffCasePage } from "../staff-cases.ts";
import { CaseFacts } from "./case.tsx";
import { CaseDocuments } from "./case-documents.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffCasePage {
  return pageData<StaffCasePage>(context);
}

/** Secrecy review: everything that would leave, what can be left out beside each, and the release below. */
export default function StaffCase(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { complete, leftOut, fault } = page;
  const { language, address } = useFrame();
  const t = recordMessages.t(language);
  const shell = shellMessages.t(language);
  const title = t("staff.case-title", { label: complete.label });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("staff.cases-title"), href: address("/staff/cases") }, { label: complete.label }]}
      />
      <PageHeading title={title} lead={t("staff.case-lead")} />
      {fault === null ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{t(`fault.${fault}`)}</p>
        </Notice>
      )}
      <p role="status">{t("staff.left-out", { count: leftOut.length })}</p>
      <CaseFacts file={complete} />
      <form method="post" action={address(`/staff/cases/${complete.address}`)}>
        <Section id="people" title={t("staff.people")}>
          {complete.people.length === 0 ? (
            <p>{t("staff.people-none")}</p>
          ) : (
            complete.people.map(({ key, what, entry, value }) => (
              <div key={key}>
                <DefinitionList
                  items={[
                    {
                      term: t(`person.${what}`, { entry: entry ?? 0 }),
                      description: <span className="written">{value ?? t("part.left-out")}</span>,
                    },
                  ]}
                />
                <LeaveOut page={page} partKey={key} what={t(`person.${what}`, { entry: entry ?? 0 })} />
              </div>
            ))
          )}
        </Section>
        <Section
          id="documents"
          title={t("case.documents")}
          lead={t("staff.openings", {
            count: complete.openings.filter(({ isLeftOut }) => !isLeftOut).length,
          })}
        >
          <CaseDocuments
            documents={complete.documents}
            beside={(document, name) => <PartChoice page={page} document={document} name={name} />}
          />
        </Section>
        {page.canAct ? <Release page={page} /> : <p>{t("staff.only-officer")}</p>}
      </form>
    </>
  );
}

function PartChoice({
  page,
  document,
  name,
}: {
  readonly page: StaffCasePage;
  readonly document: CaseDocument;
  readonly name: string;
}): ReactNode {
  const { language } = useFrame();
  const t = recordMessages.t(language);
  const known = PART_NAMES.find((one) => one === name);
  return known === undefined ? null : (
    <LeaveOut
      page={page}
      partKey={`${document.entry}.${name}`}
      what={`${t(`part.${known}`)} (${t("case.entry", { entry: document.entry })})`}
    />
  );
}

function LeaveOut({
  page,
  partKey,
  what,
}: {
  readonly page: StaffCasePage;
  readonly partKey: string;
  readonly what: string;
}): ReactNode {
  const { language } = useFrame();
  if (!page.canAct || !page.keys.includes(partKey)) return null;
  return (
    <FormField
      name="leave"
      id={`leave-${partKey.replaceAll(".", "-")}`}
      label={recordMessages.t(language)("staff.leave-out", { what })}
      control={{ kind: "checkbox", value: partKey, defaultChecked: page.leftOut.includes(partKey) }}
    />
  );
}

function Release({ page }: { readonly page: StaffCasePage }): ReactNode {
  const { language } = useFrame();
  const t = recordMessages.t(language);
  return (
    <Section id="release" title={t("staff.release")} lead={t("staff.release-lead")}>
      <DefinitionList
        items={[{ term: t("staff.mark"), description: <code className="written">{page.mark}</code> }]}
      />
      <input type="hidden" name="mark" value={page.mark} />
      <p>
        <Button name="do" value="look" variant="secondary">
          {t("staff.look")}
        </Button>
      </p>
      <FormField
        name="reason"
        label={t("staff.reason")}
        hint={t("staff.reason-hint")}
        control={{ kind: "textarea", rows: 3, defaultValue: page.reason }}
      />
      <FormField name="read" label={t("staff.read")} control={{ kind: "checkbox" }} />
      <Button name="do" value="release">
        {t("staff.release-do")}
      </Button>
    </Section>
  );
}
