import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { PaperPage } from "../form-pages.ts";
import { proposalMessages } from "../messages.ts";
import { errorOf } from "./faults.ts";
import { ProposalFields } from "./proposal-fields.tsx";

export function loader({ context }: LoaderFunctionArgs): PaperPage {
  return pageData<PaperPage>(context);
}

/** What came on paper, typed in the order of the paper form. */
export default function Paper(): ReactNode {
  const form = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = proposalMessages.t(language);
  const shell = shellMessages.t(language);
  return (
    <>
      <title>{`${t("paper.title")} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("staff.title"), href: address("/staff/proposals") }, { label: t("paper.title") }]}
      />
      <PageHeading title={t("paper.title")} lead={t("paper.lead")} />
      <p>
        <a href={address("/proposal-form")}>{t("list.form")}</a>
      </p>
      <form method="post" action={address("/staff/proposals/paper")} className="form">
        <Section id="paper" title={t("paper.paper")}>
          <FormField
            name="paperAt"
            label={t("paper.at")}
            hint={t("paper.at-hint")}
            required={t("field.required")}
            error={errorOf(language, form.fault, ({ field }) => field === "paperAt")}
            control={{ kind: "input", defaultValue: form.paperAt, autoComplete: "off" }}
          />
          <FormField
            name="language"
            label={t("paper.language")}
            control={{
              kind: "select",
              defaultValue: form.language,
              options: languages.map((value) => ({ value, label: shell(`language.${value}`) })),
            }}
          />
        </Section>
        <Section id="what" title={t("propose.what")}>
          <ProposalFields form={form} />
          <FormField
            name="email"
            label={t("contact.email")}
            hint={t("paper.email-hint")}
            error={errorOf(language, form.fault, ({ code }) => code === "address-malformed")}
            control={{
              kind: "input",
              type: "email",
              defaultValue: form.email,
              autoComplete: "off",
              width: "medium",
            }}
          />
        </Section>
        <Button name="do" value="enter">
          {t("paper.do")}
        </Button>{" "}
        <Button variant="secondary" name="do" value="rooms">
          {t("paper.rooms")}
        </Button>
      </form>
    </>
  );
}
