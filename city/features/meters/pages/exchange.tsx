import type { ReactNode } from "react";
import { Button, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ExchangeField } from "../exchange-form.ts";
import { meterMessages } from "../messages.ts";
import type { MeterPage } from "../meters-pages.ts";

/** The form in which a meter is exchanged. */
export function Exchange({ page, action }: { readonly page: MeterPage; readonly action: string }): ReactNode {
  const { language } = useFrame();
  const t = meterMessages.t(language);
  const { said, fault, doubts, unit } = page;
  const field = (name: ExchangeField) => ({
    name,
    error:
      fault?.field === name
        ? { word: shellMessages.t(language)("notice.error"), text: t(`fault.${fault.code}`) }
        : undefined,
  });
  const input = (
    name: ExchangeField,
    width: "short" | "medium" = "medium",
    inputMode?: "decimal" | "numeric",
  ) =>
    ({
      kind: "input",
      type: "text",
      defaultValue: said?.[name],
      autoComplete: "off",
      width,
      inputMode,
    }) as const;
  const required = t("field.required");
  return (
    <Section id="exchange" title={t("exchange")} lead={t("exchange.lead")}>
      <Doubts page={page} />
      <form method="post" action={action} className="form">
        <input type="hidden" name="do" value="exchange" />
        <input type="hidden" name="hanging" value={page.hanging} />
        {doubts.length === 0 ? null : (
          <input type="hidden" name="meant" value={said?.closingRegister ?? ""} />
        )}
        <FormField
          {...field("at")}
          label={t("exchange.at")}
          required={required}
          control={{ kind: "input", type: "datetime-local", defaultValue: said?.at, width: "medium" }}
        />
        <FormField
          {...field("closingRegister")}
          label={t("exchange.closing", { unit })}
          required={required}
          control={input("closingRegister", "medium", "decimal")}
        />
        <FormField
          {...field("serial")}
          label={t("exchange.serial")}
          required={required}
          control={input("serial")}
        />
        <FormField
          {...field("openingRegister")}
          label={t("exchange.opening", { unit })}
          required={required}
          control={input("openingRegister", "medium", "decimal")}
        />
        <FormField
          {...field("multiplier")}
          label={t("exchange.multiplier")}
          hint={t("exchange.multiplier-hint")}
          control={{ ...input("multiplier", "short", "decimal"), defaultValue: said?.multiplier ?? "1" }}
        />
        <FormField
          {...field("registerWidth")}
          label={t("exchange.width")}
          hint={t("exchange.width-hint")}
          control={input("registerWidth", "short", "numeric")}
        />
        <Button>{t(doubts.length === 0 ? "exchange.send" : "exchange.send-all-the-same")}</Button>
      </form>
    </Section>
  );
}

/** What is odd about the closing register, before it is saved. */
function Doubts({ page }: { readonly page: MeterPage }): ReactNode {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  if (page.doubts.length === 0) return null;
  return (
    <Notice
      kind="warn"
      role="alert"
      word={shellMessages.t(language)("notice.warn")}
      title={t("exchange.doubt")}
    >
      {page.doubts.map((doubt) => (
        <p key={doubt.code}>
          {doubt.code === "closing-adds-years"
            ? t(`doubt.${doubt.code}`, { years: format.number(doubt.years, { significant: 2 }) })
            : t(`doubt.${doubt.code}`, { width: doubt.width })}
        </p>
      ))}
    </Notice>
  );
}

/** Takes the newest exchange back, and says which that is. */
export function TakeBack({ page, action }: { readonly page: MeterPage; readonly action: string }): ReactNode {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  const newest = page.installations.at(-1);
  if (page.installations.length < 2 || newest === undefined) return null;
  const serial = visibleText(newest.serial);
  return (
    <Section
      id="take-back"
      title={t("take-back")}
      lead={t("take-back.lead", { serial, at: format.date(newest.fromMs, "dateTime") })}
    >
      <form method="post" action={action} className="form">
        <input type="hidden" name="do" value="take-back" />
        <input type="hidden" name="exchange" value={page.hanging} />
        <Button variant="danger">{t("take-back.send", { serial })}</Button>
      </form>
    </Section>
  );
}
