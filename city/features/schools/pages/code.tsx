import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { schoolMessages } from "../messages.ts";
import type { CodePage } from "../pages-data.ts";

export function loader({ context }: LoaderFunctionArgs): CodePage {
  return pageData<CodePage>(context);
}

/** Where pupils type the code that stands on the board. */
export default function Code(): ReactNode {
  const { said, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = schoolMessages.t(language);
  return (
    <>
      <title>{`${t("code.title")} · Husting`}</title>
      <PageHeading title={t("code.title")} lead={t("code.lead")} />
      <form method="post" action={address("/class")} className="form school-code-form">
        <FormField
          name="code"
          label={t("code.label")}
          hint={t("code.hint")}
          error={
            fault === null
              ? undefined
              : { word: shellMessages.t(language)("notice.error"), text: t(`fault.${fault}`) }
          }
          control={{ kind: "input", autoComplete: "off", maxLength: 20, width: "medium", defaultValue: said }}
        />
        <Button>{t("code.do")}</Button>
      </form>
      <p className="school-privacy">{t("schools.privacy")}</p>
    </>
  );
}
