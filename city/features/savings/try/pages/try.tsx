import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../../web/context.ts";
import {
  Button,
  type Control,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../../web/design/index.ts";
import { useFrame } from "../../../../web/frame.ts";
import { shellMessages } from "../../../../web/shell-messages.ts";
import type { TrialPage } from "../page.ts";
import { type SaidTrial, TRIAL_CARRIERS, TRIAL_KINDS, TRIAL_UNITS } from "../said.ts";
import { trialMessages } from "../trial-messages.ts";
import { trialFaultText, trialNoticeText } from "../words.ts";
import { TrialSheet } from "./sheet.tsx";

export function loader({ context }: LoaderFunctionArgs): TrialPage {
  return pageData<TrialPage>(context);
}

/** Anyone drops a meter's file here, and gets a statement to print. */
export default function Try(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address, format } = useFrame();
  const t = trialMessages.t(language);
  const shell = shellMessages.t(language);
  const { said, fault, notices, statement, cityWeather } = page;
  const field = (
    name: keyof SaidTrial | "meter" | "weather",
    control: Control,
    { hint, isRequired = false }: { readonly hint?: string; readonly isRequired?: boolean } = {},
  ): ReactNode => (
    <FormField
      name={name}
      label={t(`field.${name}`)}
      hint={hint}
      required={isRequired ? t("required") : undefined}
      error={
        fault !== null && "field" in fault && fault.field === name
          ? { word: shell("notice.error"), text: trialFaultText(language, fault) }
          : undefined
      }
      control={
        name === "meter" || name === "weather" || control.kind === "checkbox"
          ? control
          : { ...control, defaultValue: said[name] }
      }
    />
  );
  const line = { kind: "input", width: "medium" } as const;
  return (
    <>
      <title>{`${t("title")} · Husting`}</title>
      <PageHeading title={t("title")} lead={t("lead")} />
      {fault === null || "field" in fault ? null : (
        <Notice kind="error" role="alert" word={shell("notice.error")}>
          <p>{trialFaultText(language, fault)}</p>
        </Notice>
      )}
      {statement === null ? null : <TrialSheet statement={statement} said={said} />}
      {notices.length === 0 ? null : (
        <Section id="notices" title={t("notices")}>
          <ul>
            {notices
              .map(({ file, notice }) => trialNoticeText(language, said.zone, file, notice))
              .map((words) => (
                <li key={words}>{words}</li>
              ))}
          </ul>
        </Section>
      )}
      <Section id="form" title={t(statement === null ? "form" : "again")} lead={t("kept-nothing")}>
        <form method="post" encType="multipart/form-data" action={address("/try")} className="form">
          {field("meter", { kind: "input", type: "file" }, { hint: t("hint.meter"), isRequired: true })}
          {field(
            "weather",
            { kind: "input", type: "file" },
            {
              hint:
                cityWeather === null
                  ? t("hint.no-city-weather")
                  : t("hint.city-weather", {
                      fromDate: format.plainDate(cityWeather.fromDate),
                      toDate: format.plainDate(cityWeather.toDate),
                    }),
            },
          )}
          {field("workFrom", { ...line, type: "date" }, { hint: t("hint.work"), isRequired: true })}
          {field("workTo", { ...line, type: "date" }, { hint: t("hint.workTo") })}
          {field("carrier", {
            kind: "radio",
            options: TRIAL_CARRIERS.map((value) => ({ value, label: t(`carrier.${value}`) })),
          })}
          {field("kind", {
            kind: "radio",
            options: TRIAL_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
          })}
          {field("unit", {
            kind: "select",
            options: TRIAL_UNITS.map((value) => ({ value, label: value })),
          })}
          <details className="fold" open={fault !== null && "field" in fault}>
            <summary>{t("more")}</summary>
            {field("zone", line, { hint: t("hint.zone") })}
            {field(
              "registerWidth",
              { ...line, inputMode: "numeric", width: "short" },
              { hint: t("hint.registerWidth") },
            )}
            {field("temperatureUnit", {
              kind: "radio",
              options: [
                { value: "C", label: "°C" },
                { value: "F", label: "°F" },
              ],
            })}
            {field("timeColumn", line, { hint: t("hint.columns") })}
            {field("valueColumn", line)}
          </details>
          <Button>{t("do")}</Button>
        </form>
      </Section>
    </>
  );
}
