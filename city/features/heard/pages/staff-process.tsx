import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { heardMessages } from "../messages.ts";
import type { StaffProcessPage } from "../staff-pages.ts";
import { ParticipantsForm, SlipsForm } from "./counts-form.tsx";
import { OutreachForm } from "./outreach-form.tsx";
import { OutreachList } from "./outreach-list.tsx";
import { ProcessFields } from "./process-form.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffProcessPage {
  return pageData<StaffProcessPage>(context);
}

export default function StaffProcess(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { process, participants, outreach, districts, processFaults } = page;
  const { language, address, person } = useFrame();
  const t = heardMessages.t(language);
  const shell = shellMessages.t(language);
  const isOfficer = person?.role === "officer";
  const name = process.names[language];
  return (
    <>
      <title>{`${t("staff.one", { name })} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("staff.title"), href: address("/staff/participation") }, { label: name }]}
      />
      <PageHeading title={t("staff.one", { name })} lead={t("staff.one-lead", { count: participants })} />
      <Done
        words={{
          opened: t("done.opened"),
          changed: t("done.changed"),
          slips: t("done.slips"),
          participants: t("done.participants"),
          outreach: t("done.outreach"),
        }}
      />
      <p>
        <a href={address(`/heard/${process.slug}`)}>{t("staff.page")}</a>
      </p>
      {isOfficer ? (
        <>
          {process.kind === "proposals" ? null : (
            <Section id="took" title={t("took.title")} lead={t("took.lead")}>
              <ParticipantsForm page={page} />
            </Section>
          )}
          <Section id="slips" title={t("slips.title")} lead={t("slips.lead")}>
            <SlipsForm page={page} />
          </Section>
          <Section id="did" title={t("did.title")} lead={t("did.lead")}>
            <OutreachForm page={page} />
          </Section>
        </>
      ) : (
        <p>{t("staff.officers-only")}</p>
      )}
      <OutreachList outreach={outreach} districts={districts} />
      {isOfficer ? (
        <Section id="change" title={t("staff.change")} lead={t("staff.change-lead")}>
          {processFaults.length === 0 ? null : (
            <Notice kind="error" role="alert" word={shell("notice.error")}>
              <p>{t("fault.see-fields", { count: processFaults.length })}</p>
            </Notice>
          )}
          <form
            method="post"
            action={address(`/staff/participation/${process.slug}#change`)}
            className="form"
          >
            <ProcessFields
              said={page.said}
              faults={processFaults}
              cityLanguage={page.cityLanguage}
              isStanding={process.kind === "proposals"}
            />
            <Button name="do" value="change">
              {t("staff.change-do")}
            </Button>
          </form>
        </Section>
      ) : null}
    </>
  );
}
