import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { ConfirmPage } from "../form-pages.ts";
import { proposalMessages } from "../messages.ts";
import { errorOf } from "./faults.ts";

export function loader({ context }: LoaderFunctionArgs): ConfirmPage {
  return pageData<ConfirmPage>(context);
}

export default function Confirm(): ReactNode {
  const { id, kind, email, fault } = useLoaderData<typeof loader>();
  const { language, address, simulated } = useFrame();
  const t = proposalMessages.t(language);
  return (
    <>
      <title>{`${t("confirm.title")} · Husting`}</title>
      <PageHeading title={t("confirm.title")} lead={t(`confirm.${kind}`, { email })} />
      {simulated ? (
        <p>
          <a href={address("/demo/mailbox")}>{t("confirm.mailbox")}</a>
        </p>
      ) : null}
      <form method="post" action={address(`/confirm/${id}`)} className="form">
        <FormField
          name="code"
          label={t("confirm.code")}
          required={t("field.required")}
          error={errorOf(language, fault, () => true)}
          control={{ kind: "input", inputMode: "numeric", autoComplete: "one-time-code", width: "short" }}
        />
        <Button>{t("confirm.do")}</Button>
      </form>
    </>
  );
}
