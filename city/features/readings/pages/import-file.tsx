import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { readingMessages } from "../messages.ts";
import type { ImportFilePage } from "../wizard.ts";

export function loader({ context }: LoaderFunctionArgs): ImportFilePage {
  return pageData<ImportFilePage>(context);
}

export default function ImportFile(): ReactNode {
  const { fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = readingMessages.t(language);
  const words = (code: NonNullable<ImportFilePage["fault"]>): string =>
    t(code === "no-file" ? "wizard.fault.no-file" : `reject.${code}`);
  return (
    <>
      <title>{`${t("wizard.title")} · Husting`}</title>
      <PageHeading title={t("wizard.title")} lead={t("wizard.lead")} />
      <form method="post" encType="multipart/form-data" action={address("/staff/import")} className="form">
        <FormField
          name="file"
          label={t("wizard.file")}
          hint={t("wizard.file-hint")}
          error={
            fault === null
              ? undefined
              : { word: shellMessages.t(language)("notice.error"), text: words(fault) }
          }
          required={t("wizard.required")}
          control={{ kind: "input", type: "file" }}
        />
        <Button>{t("wizard.look")}</Button>
      </form>
    </>
  );
}
