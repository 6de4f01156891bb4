import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { newsMessages } from "../messages.ts";
import type { ConfirmFollowingPage } from "../pages-data.ts";
import { errorOf } from "./follow-error.ts";

export function loader({ context }: LoaderFunctionArgs): ConfirmFollowingPage {
  return pageData<ConfirmFollowingPage>(context);
}

export default function ConfirmFollowing(): ReactNode {
  const { id, email, names, fault } = useLoaderData<typeof loader>();
  const { language, address, simulated } = useFrame();
  const t = newsMessages.t(language);
  return (
    <>
      <title>{`${t("confirm.title")} · Husting`}</title>
      <PageHeading title={t("confirm.title")} lead={t("confirm.lead", { email, name: names[language] })} />
      {simulated ? (
        <p>
          <a href={address("/demo/mailbox")}>{t("confirm.mailbox")}</a>
        </p>
      ) : null}
      <form method="post" action={address(`/confirm-following/${id}`)} className="form">
        <FormField
          name="code"
          label={t("confirm.code")}
          required={t("field.required")}
          error={errorOf(language, fault)}
          control={{ kind: "input", inputMode: "numeric", autoComplete: "one-time-code", width: "short" }}
        />
        <Button>{t("confirm.do")}</Button>
      </form>
    </>
  );
}
