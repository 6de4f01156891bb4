import type { ReactNode } from "react";
import { FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { isLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { screenMessages } from "../messages.ts";
import { looks, MOST_PLACE, SECONDS, screenPages } from "../model.ts";
import { languageOrders, type SaidSettings, type SettingsFault } from "../settings-form.ts";

/** What a screen is set to, the same when it is made and later. */
export function SettingsFields({
  said,
  fault,
}: {
  readonly said: SaidSettings;
  readonly fault: SettingsFault | null;
}): ReactNode {
  const { language } = useFrame();
  const t = screenMessages.t(language);
  const shell = shellMessages.t(language);
  const { least, most } = SECONDS;
  const error = (field: SettingsFault["field"]) =>
    fault?.field === field
      ? {
          word: shell("notice.error"),
          text: t(`fault.${fault.code}`, { least, most: field === "place" ? MOST_PLACE : most }),
        }
      : undefined;
  const orderName = (order: string): string =>
    order
      .split(" ")
      .filter(isLanguage)
      .map((one) => shell(`language.${one}`))
      .join(" · ");
  return (
    <>
      <FormField
        name="place"
        label={t("screens.place")}
        error={error("place")}
        required={t("screen.required")}
        control={{ kind: "input", width: "medium", maxLength: MOST_PLACE, defaultValue: said.place }}
      />
      <FormField
        name="languages"
        label={t("screen.languages")}
        hint={t("screen.languages-hint")}
        error={error("languages")}
        control={{
          kind: "select",
          options: languageOrders.map((value) => ({ value, label: orderName(value) })),
          defaultValue: said.languages,
        }}
      />
      <fieldset className="field" data-invalid={fault?.field === "pages"}>
        <legend className="field-label">{t("screen.pages")}</legend>
        {fault?.field === "pages" ? (
          <p className="field-error">
            <strong>{`${shell("notice.error")} `}</strong>
            {t(`fault.${fault.code}`, { least, most })}
          </p>
        ) : null}
        {screenPages.map((page) => (
          <label key={page} className="field-choice">
            <input type="checkbox" name="page" value={page} defaultChecked={said.pages.includes(page)} />
            <span>{t(`screen.page.${page}`)}</span>
          </label>
        ))}
      </fieldset>
      <FormField
        name="look"
        label={t("screen.look")}
        error={error("look")}
        control={{
          kind: "select",
          options: looks.map((value) => ({ value, label: t(`screen.look.${value}`) })),
          defaultValue: said.look,
        }}
      />
      <FormField
        name="seconds"
        label={t("screen.seconds")}
        hint={t("screen.seconds-hint", { least, most })}
        error={error("seconds")}
        control={{ kind: "input", inputMode: "numeric", width: "short", defaultValue: said.seconds }}
      />
      <FormField
        name="nightFrom"
        label={t("screen.night-from")}
        hint={t("screen.night-hint")}
        error={error("night")}
        control={{ kind: "input", inputMode: "numeric", width: "short", defaultValue: said.nightFrom }}
      />
      <FormField
        name="nightTo"
        label={t("screen.night-to")}
        control={{ kind: "input", inputMode: "numeric", width: "short", defaultValue: said.nightTo }}
      />
    </>
  );
}
