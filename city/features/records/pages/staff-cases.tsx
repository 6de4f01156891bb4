import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { recordMessages } from "../messages.ts";
import type { RegisterPage } from "../register-page.ts";
import { Register } from "./register-form.tsx";

export function loader({ context }: LoaderFunctionArgs): RegisterPage {
  return pageData<RegisterPage>(context);
}

export default function StaffCases(): ReactNode {
  const register = useLoaderData<typeof loader>();
  const { language } = useFrame();
  const t = recordMessages.t(language);
  return (
    <>
      <title>{`${t("staff.cases-title")} · Husting`}</title>
      <PageHeading title={t("staff.cases-title")} lead={t("staff.cases-lead")} />
      <Register register={register} under="/staff/cases" />
    </>
  );
}
