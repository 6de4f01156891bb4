import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import type { NewMeasurePage } from "../measures-pages.ts";
import { measureMessages } from "../messages.ts";
import { MEASURE_CARRIERS, MEASURE_KINDS, type MeasureField, PLAN_METHODS, usualPlan } from "../plan.ts";
import { kindName } from "../words.ts";
import { Checked } from "./plan-check.tsx";

export function loader({ context }: LoaderFunctionArgs): NewMeasurePage {
  return pageData<NewMeasurePage>(context);
}

export default function NewMeasure(): ReactNode {
  const { buildings, said, fault, currency, check, origin } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = measureMessages.t(language);
  const errorOf = (field: MeasureField) =>
    fault?.field === field
      ? { word: shellMessages.t(language)("notice.error"), text: t(`fault.${fault.code}`) }
      : undefined;
  type Written = Exclude<MeasureField, "buildings" | "rooms">;
  const write = (
    name: Written,
    more: {
      readonly usual?: string;
      readonly hint?: string;
      readonly required?: boolean;
      readonly isNumber?: boolean;
    } = {},
  ): ReactNode => (
    <FormField
      name={name}
      label={t(`new.${name}`, { currency })}
      {...(more.hint === undefined ? {} : { hint: more.hint })}
      error={errorOf(name)}
      required={more.required ? t("field.required") : undefined}
      control={{
        kind: "input",
        defaultValue: said?.[name] ?? more.usual,
        autoComplete: "off",
        ...(more.isNumber ? { inputMode: "decimal", width: "short" } : { maxLength: 200 }),
      }}
    />
  );
  const choose = (name: "kind" | "carrier" | "method", options: readonly (readonly [string, string])[]) => (
    <FormField
      name={name}
      label={t(`new.${name}`)}
      error={errorOf(name)}
      control={{
        kind: "select",
        defaultValue: said?.[name],
        options: options.map(([value, label]) => ({ value, label })),
      }}
    />
  );
  return (
    <>
      <title>{`${t("new.title")} · Husting`}</title>
      <PageHeading title={t("new.title")} lead={t("new.lead")} />
      {origin === null ? null : (
        <p>
          {t("new.origin")}{" "}
          <a href={address(`/proposals/${origin.id}`)} lang={htmlLanguage[origin.language]}>
            {origin.title === null ? `#${origin.id}` : visibleText(origin.title)}
          </a>
        </p>
      )}
      <form method="post" action={address("/staff/measures")} className="form">
        {origin === null ? null : <input type="hidden" name="proposal" value={origin.id} />}
        <Section id="what" title={t("new.what")}>
          {write("titleSv", { hint: t("new.title-hint") })}
          {write("titleZh")}
          {write("titleEn")}
          {choose(
            "kind",
            MEASURE_KINDS.map((kind) => [kind, kindName(language, kind)]),
          )}
          {choose(
            "carrier",
            MEASURE_CARRIERS.map((carrier) => [carrier, carrierName(language, carrier)]),
          )}
          <fieldset aria-describedby={errorOf("buildings") && "buildings-error"}>
            <legend>{t("new.buildings")}</legend>
            {errorOf("buildings") === undefined ? null : (
              <p id="buildings-error" className="field-error">
                <strong>{`${errorOf("buildings")?.word} `}</strong>
                {errorOf("buildings")?.text}
              </p>
            )}
            {buildings.map(({ slug, names }) => (
              <FormField
                key={slug}
                name="buildings"
                id={`building-${slug}`}
                label={names[language]}
                control={{ kind: "checkbox", value: slug, defaultChecked: said?.buildings.includes(slug) }}
              />
            ))}
          </fieldset>
          {write("owner", { hint: t("new.owner-hint") })}
          {write("cost", { isNumber: true, hint: t("field.optional") })}
        </Section>
        <Section id="judged" title={t("new.judged")}>
          {choose(
            "method",
            PLAN_METHODS.map((method) => [method, t(`plan.method.${method}`)]),
          )}
          {write("expected", { isNumber: true, hint: t("field.optional") })}
          {write("leastWorthwhile", {
            isNumber: true,
            required: true,
            usual: String(100 * usualPlan.leastWorthwhileShare),
          })}
          {write("roomsMargin", {
            isNumber: true,
            required: true,
            usual: String(usualPlan.roomsMarginPoints),
            hint: t("new.roomsMargin-hint"),
          })}
          {write("peopleMargin", {
            isNumber: true,
            required: true,
            usual: String(usualPlan.peopleMarginPoints),
            hint: t("new.peopleMargin-hint"),
          })}
        </Section>
        {check === null ? null : <Checked check={check} />}
        <Button variant={check === null ? "primary" : "secondary"} name="do" value="check">
          {t(check === null ? "new.check" : "new.check-again")}
        </Button>
        {check === null ? null : (
          <Button name="do" value="register">
            {t("new.send")}
          </Button>
        )}
      </form>
    </>
  );
}
