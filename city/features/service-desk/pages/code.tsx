import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { CodePage } from "../desk-pages.ts";
import { serviceDeskMessages } from "../messages.ts";
import { CodeField } from "./code-field.tsx";

export function loader({ context }: LoaderFunctionArgs): CodePage {
  return pageData<CodePage>(context);
}

export default function Code(): ReactNode {
  const { opening } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  return (
    <>
      <title>{`${t("code.title")} · Husting`}</title>
      <PageHeading title={t("code.title")} lead={t("code.lead")} />
      <CodeField action={address("/code")} opening={opening} />
    </>
  );
}
