import type { ReactNode } from "react";
import { Button, LinkButton, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { budgetMessages } from "../messages.ts";
import type { BallotPage } from "../public-pages.ts";
import { offersMail } from "../ways.ts";
import { budgetFaultText } from "../words.ts";

/** Where somebody goes to show who they are, and where they go on having shown it. */
export function IdentityWay({
  page: { budget, identity, signedIn },
}: {
  readonly page: BallotPage;
}): ReactNode {
  const { language } = useFrame();
  if (identity === null) return null;
  const t = budgetMessages.t(language);
  const { host, names } = identity;
  const name = names[language];
  if (signedIn?.ok === true)
    return (
      <Section id="identity" title={t("identity.title", { name })}>
        <form id="identity-form" className="form" data-activation={signedIn.activation}>
          <p role="status">{t("identity.signed-in")}</p>
          <input type="hidden" name="code" value={signedIn.code} />
          <Button>{t("who.take")}</Button>
        </form>
      </Section>
    );
  return (
    <Section id="identity" title={t("identity.title", { name })} lead={t("identity.lead", { name, host })}>
      <p>{t("identity.learns", { name })}</p>
      <p>
        <LinkButton href={`/identity/begin/${language}/${budget.id}`} variant="primary">
          {t("identity.go", { name })}
        </LinkButton>
      </p>
    </Section>
  );
}

/** Why somebody cannot go on who has come back, or asked for a letter where none is sent; it stands outside what needs the script. */
export function NoWay({ page: { budget, signedIn, fault } }: { readonly page: BallotPage }): ReactNode {
  const { language } = useFrame();
  const untold = offersMail(budget.activation) ? null : fault;
  const shown = signedIn?.ok === false ? signedIn.fault : untold;
  if (shown === null) return null;
  return (
    <Notice kind="error" role="alert" word={shellMessages.t(language)("notice.error")}>
      <p>{budgetFaultText(language, shown)}</p>
    </Notice>
  );
}
