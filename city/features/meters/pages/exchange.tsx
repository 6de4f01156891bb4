import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ExchangeField } from "../exchange.ts";
import { meterMessages } from "../messages.ts";
import type { MeterPage } from "../meters-pages.ts";

/** The form in which a meter is exchanged, and the button that takes the last exchange back. */
export function Exchange({ page, action }: { readonly page: MeterPage; readonly action: string }): ReactNode {
  const { language } = useFrame();
  const t = meterMessages.t(language);
  const { said, fault, unit } = page;
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
      <form method="post" action={action} className="form">
        <input type="hidden" name="do" value="exchange" />
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
        <Button>{t("exchange.send")}</Button>
      </form>
      {page.installations.length < 2 ? null : (
        <form method="post" action={action} className="form">
          <input type="hidden" name="do" value="take-back" />
          <Button variant="secondary">{t("exchange.take-back")}</Button>
        </form>
      )}
    </Section>
  );
}
