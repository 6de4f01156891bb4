import type { ReactNode } from "react";
import { Button, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { AccountPage } from "../account-page.ts";
import { accountMessages } from "../messages.ts";
import { PasskeyFaults } from "../passkey-faults.tsx";

type FieldError = { readonly word: string; readonly text: string } | undefined;

/** The passkeys of an account. They are named and taken away without a script; a browser makes a new one for a script alone. */
export function Passkeys({
  page,
  errorOf,
}: {
  readonly page: AccountPage;
  readonly errorOf: (...faults: readonly string[]) => FieldError;
}): ReactNode {
  const { language, address, format } = useFrame();
  const t = accountMessages.t(language);
  const shell = shellMessages.t(language);
  const gone = errorOf("passkey-unknown");
  return (
    <Section id="passkeys" title={t("passkeys.title")} lead={t("passkeys.lead")}>
      {gone === undefined ? null : (
        <Notice kind="error" role="alert" word={gone.word}>
          <p>{gone.text}</p>
        </Notice>
      )}
      {page.passkeys.length === 0 ? <p>{t("passkeys.none")}</p> : null}
      {page.passkeys.map(({ id, name, madeAtMs, usedAtMs }, index) => (
        <article key={id} aria-labelledby={`passkey-${index}`}>
          <h3 id={`passkey-${index}`}>{name}</h3>
          <p>
            {t("passkeys.made", { at: format.date(madeAtMs, "day") })}{" "}
            {usedAtMs === null
              ? t("passkeys.unused")
              : t("passkeys.used", { at: format.date(usedAtMs, "dateTime") })}
          </p>
          <form method="post" action={address("/account")} className="form">
            <input type="hidden" name="id" value={id} />
            <FormField
              id={`name-${index}`}
              name="name"
              label={t("passkeys.name-of", { name })}
              error={page.faultAt === id ? errorOf("passkey-name") : undefined}
              control={{ kind: "input", defaultValue: name, maxLength: 60, width: "medium" }}
            />
            <div className="actions">
              <Button name="do" value="rename-passkey" variant="secondary">
                {t("passkeys.rename")}
              </Button>
              <Button name="do" value="remove-passkey" variant="quiet">
                {t("passkeys.remove", { name })}
              </Button>
            </div>
          </form>
        </article>
      ))}
      <div id="passkey" hidden data-do="add">
        <form className="form">
          <FormField
            id="new-passkey"
            name="name"
            label={t("passkeys.new-name")}
            hint={t("passkeys.new-hint")}
            control={{
              kind: "input",
              maxLength: 60,
              width: "medium",
              defaultValue: t("passkeys.usual-name"),
            }}
          />
          <Button>{t("passkeys.add")}</Button>
        </form>
        <PasskeyFaults word={shell("notice.error")} language={language} />
      </div>
      <noscript>
        <p>{t("passkeys.no-script")}</p>
      </noscript>
    </Section>
  );
}
