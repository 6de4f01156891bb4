import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, LinkButton, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { PasskeySignIn } from "../../accounts/passkey-sign-in.tsx";
import { DemoAccounts } from "../demo-accounts.tsx";
import { peopleMessages } from "../messages.ts";
import type { SignInPage } from "../people-pages.ts";

export function loader({ context }: LoaderFunctionArgs): SignInPage {
  return pageData<SignInPage>(context);
}

/** Faults that are told at the field. */
const CODE_FAULTS = [
  "address-malformed",
  "code-wrong",
  "code-elsewhere",
  "too-many-letters",
  "too-many-tries",
] as const satisfies readonly SignInPage["fault"][];

export default function SignIn(): ReactNode {
  const { next, sentTo, fault, demoAccounts, demoRoom, service, script } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = peopleMessages.t(language);
  const shell = shellMessages.t(language);
  const action =
    next === null ? address("/sign-in") : `${address("/sign-in")}?next=${encodeURIComponent(next)}`;
  const said = fault === null ? undefined : { word: shell("notice.error"), text: t(`fault.${fault}`) };
  const isOfCode = fault !== null && (CODE_FAULTS as readonly string[]).includes(fault);
  const isSent = fault !== "too-many-letters" && fault !== "too-many-tries";
  const error = isOfCode ? said : undefined;
  const onward = next === null ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <>
      <title>{`${t("signin.title")} · Husting`}</title>
      <PageHeading title={t("signin.title")} lead={t("signin.lead")} />
      <Done words={{ "account-erased": t("signin.erased") }} />
      {said === undefined || isOfCode ? null : (
        <Notice kind="error" role="alert" word={said.word}>
          <p>{said.text}</p>
        </Notice>
      )}
      {sentTo === null ? (
        <form method="post" action={action} className="form">
          <FormField
            id="email"
            name="email"
            label={t("signin.email")}
            error={error}
            required={t("field.required")}
            control={{ kind: "input", type: "email", autoComplete: "email", width: "medium" }}
          />
          <Button>{t("signin.send")}</Button>
        </form>
      ) : (
        <>
          {isSent ? (
            <Notice kind="info" word={shell("notice.info")} role="status">
              <p>{t("signin.sent", { email: sentTo })}</p>
              {demoAccounts.length === 0 ? null : (
                <p>
                  <a href={address("/demo/mailbox")} target="_blank" rel="noopener">
                    {t("signin.mailbox")}
                  </a>
                </p>
              )}
            </Notice>
          ) : null}
          <form method="post" action={action} className="form">
            <input type="hidden" name="email" value={sentTo} />
            <FormField
              id="code"
              name="code"
              label={t("signin.code")}
              hint={t("signin.long-code")}
              error={error}
              required={t("field.required")}
              control={{
                kind: "input",
                autoComplete: "one-time-code",
                inputMode: "numeric",
                maxLength: 30,
                width: "short",
              }}
            />
            <Button>{t("signin.enter")}</Button>
          </form>
          <form method="post" action={action}>
            <input type="hidden" name="email" value={sentTo} />
            <Button variant="quiet">{t("signin.again")}</Button>
          </form>
        </>
      )}
      {sentTo !== null ? null : (
        <>
          <PasskeySignIn next={next} script={script} />
          {service === null ? null : (
            <Section id="service" title={t("signin.service-title")}>
              <p>{t("signin.service-lead", { host: service.host })}</p>
              <LinkButton href={`/sign-in/begin/${language}${onward}`} variant="secondary">
                {t("signin.service", { name: service.names[language] })}
              </LinkButton>
            </Section>
          )}
        </>
      )}
      <DemoAccounts accounts={demoAccounts} roomCode={demoRoom} action={action} />
    </>
  );
}
