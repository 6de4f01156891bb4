import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { DeskCodes } from "../../proposals/pages/desk-codes.tsx";
import type { ServiceDeskPage } from "../desk-pages.ts";
import { serviceDeskMessages } from "../messages.ts";
import { IDLE_MINUTES } from "../waiting.ts";
import { CodeField } from "./code-field.tsx";

export function loader({ context }: LoaderFunctionArgs): ServiceDeskPage {
  return pageData<ServiceDeskPage>(context);
}

/** A service desk's page: help somebody here, enter what came on paper, make codes. */
export default function ServiceDesk(): ReactNode {
  const { codes, opening } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  const action = address("/staff/desk");
  return (
    <>
      <title>{`${t("desk.title")} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("desk.title")} lead={t("desk.lead")} />
        <Section id="open" title={t("open.title")} lead={t("open.lead")}>
          <CodeField action={`${action}#open`} opening={opening} />
        </Section>
        <Section
          id="help"
          title={t("help.start-title")}
          lead={t("help.start-lead", { minutes: IDLE_MINUTES })}
        >
          <form method="post" action={action} className="form">
            <FormField
              name="language"
              label={t("help.start-language")}
              control={{
                kind: "radio",
                defaultValue: language,
                options: languages.map((value) => ({
                  value,
                  label: shellMessages.t(language)(`language.${value}`),
                })),
              }}
            />
            <Button name="do" value="help">
              {t("help.start-do")}
            </Button>
          </form>
        </Section>
      </div>
      <DeskCodes codes={codes} action={action} />
    </>
  );
}
