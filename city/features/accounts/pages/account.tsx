import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { roleName } from "../../people/words.ts";
import type { AccountPage } from "../account-page.ts";
import { accountMessages } from "../messages.ts";
import { Passkeys } from "./passkeys.tsx";
import { Sessions } from "./sessions.tsx";

export function loader({ context }: LoaderFunctionArgs): AccountPage {
  return pageData<AccountPage>(context);
}

/** One's own account: how one signs in, where one is signed in, what is kept, and how it ends. */
export default function Account(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = accountMessages.t(language);
  const error = (...faults: readonly string[]) =>
    page.fault !== null && faults.includes(page.fault)
      ? { word: shellMessages.t(language)("notice.error"), text: t(`fault.${page.fault}`) }
      : undefined;
  return (
    <>
      <title>{`${t("title")} · Husting`}</title>
      <PageHeading
        title={t("title")}
        lead={t("lead", { email: page.email, role: roleName(language, page.role) })}
      />
      <Done
        words={{
          "passkey-added": t("done.passkey-added"),
          "passkey-renamed": t("done.passkey-renamed"),
          "passkey-removed": t("done.passkey-removed"),
          "session-ended": t("done.session-ended"),
          "others-ended": t("done.others-ended"),
        }}
      />
      <Passkeys page={page} errorOf={error} />
      <Sessions page={page} error={error("session-unknown")} />
      <Section id="file" title={t("file.title")} lead={t("file.lead")}>
        <form method="post" action={address("/account")} className="actions">
          <Button name="do" value="download" variant="secondary">
            {t("file.download")}
          </Button>
        </form>
        <p>
          {t("file.others")} <a href={address("/my-data")}>{t("file.others-link")}</a>
        </p>
      </Section>
      <Section id="erase" title={t("erase.title")} lead={t("erase.lead")}>
        <ul>
          <li>{t("erase.goes")}</li>
          <li>{t("erase.stays", { count: page.acts })}</li>
          <li>{t("erase.backups")}</li>
        </ul>
        <form method="post" action={address("/account")} className="form">
          <FormField
            name="sure"
            label={t("erase.sure")}
            error={error("not-sure", "last-administrator")}
            control={{ kind: "checkbox" }}
          />
          <Button name="do" value="erase" variant="secondary">
            {t("erase.do")}
          </Button>
        </form>
      </Section>
      <script type="module" src={page.script.src} integrity={page.script.integrity} />
    </>
  );
}
