import type { ReactNode } from "react";
import { Button, FormField, Notice, type Option, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { qualityMessages } from "../messages.ts";
import type { QualityPage } from "../quality-page.ts";

/** What this person wants to be told of by mail. */
export function MailWish({ wish, failedAtMs }: Pick<QualityPage, "wish" | "failedAtMs">): ReactNode {
  const { language, format, address } = useFrame();
  const t = qualityMessages.t(language);
  const hours = (key: "mail.hour" | "mail.digest-at"): Option[] =>
    Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: t(key, { hour }) }));
  return (
    <Section id="mail" title={t("mail")} lead={t("mail.lead")}>
      {failedAtMs === null ? null : (
        <Notice kind="warn" word={shellMessages.t(language)("notice.warn")}>
          <p>{t("mail.failed", { at: format.date(failedAtMs, "dateTime") })}</p>
        </Notice>
      )}
      <form method="post" action={address("/staff/quality")} className="form">
        <FormField
          name="digest"
          label={t("mail.digest")}
          control={{
            kind: "select",
            defaultValue: wish.digestHour === null ? "" : String(wish.digestHour),
            options: [{ value: "", label: t("mail.digest-none") }, ...hours("mail.digest-at")],
          }}
        />
        <FormField
          name="atOnce"
          label={t("mail.at-once")}
          hint={t("mail.at-once-hint")}
          control={{ kind: "checkbox", value: "yes", defaultChecked: wish.atOnce }}
        />
        <FormField
          name="quietFrom"
          label={t("mail.quiet-from")}
          control={{ kind: "select", defaultValue: String(wish.quietFromHour), options: hours("mail.hour") }}
        />
        <FormField
          name="quietTo"
          label={t("mail.quiet-to")}
          control={{ kind: "select", defaultValue: String(wish.quietToHour), options: hours("mail.hour") }}
        />
        <Button>{t("mail.save")}</Button>
      </form>
    </Section>
  );
}
