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

export default function Cases(): ReactNode {
  const register = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = recordMessages.t(language);
  const year = register.year === null ? "" : `&year=${register.year}`;
  return (
    <>
      <title>{`${t("register.title")} · Husting`}</title>
      <PageHeading title={t("register.title")} lead={t("register.lead")} />
      <Register register={register} under="/cases" />
      <p>
        <a href={`/cases.csv?language=${language}${year}`}>{t("register.csv")}</a> ·{" "}
        <a href={address("/retention")}>{t("register.retention")}</a> ·{" "}
        <a href={address("/my-data")}>{t("register.my-data")}</a>
      </p>
    </>
  );
}
