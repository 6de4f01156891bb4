import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { DayPage } from "../day-page.ts";
import { workdayMessages } from "../messages.ts";
import { ACCESS_KEYS, asideReasons, LONGEST_ASIDE_DAYS, UNDO_DAYS } from "../model.ts";

const DAY_MS = 86_400_000;

/** What can be done with everything that is ticked above. */
export function ActForm({ page: { acts, attempt, today } }: { readonly page: DayPage }): ReactNode {
  const { language } = useFrame();
  const t = workdayMessages.t(language);
  const after = (days: number): string =>
    new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10);
  const fault = attempt?.fault;
  const error = (is: boolean) =>
    is ? { word: shellMessages.t(language)("notice.error"), text: t(`fault.${fault!}`) } : undefined;
  return (
    <Section id="acts" title={t("acts.title")} lead={t("acts.lead", { days: UNDO_DAYS })}>
      <div className="act-rows">
        {acts.includes("seen") ? (
          <div className="act-row">
            <Button name="do" value="seen" accessKey={ACCESS_KEYS.seen} describedBy="seen-hint">
              {t("act.seen-do")}
            </Button>
            <p id="seen-hint">{t("act.seen-hint")}</p>
          </div>
        ) : null}
        {acts.includes("taken") ? (
          <div className="act-row">
            <Button
              name="do"
              value="taken"
              variant="secondary"
              accessKey={ACCESS_KEYS.taken}
              describedBy="taken-hint"
            >
              {t("act.taken-do")}
            </Button>
            <p id="taken-hint">{t("act.taken-hint")}</p>
          </div>
        ) : null}
        {acts.includes("aside") ? (
          <fieldset className="field-group">
            <legend>{t("act.aside-legend")}</legend>
            <p>{t("act.aside-hint")}</p>
            <FormField
              name="reason"
              label={t("aside.reason")}
              error={error(fault === "reason-missing")}
              control={{
                kind: "select",
                defaultValue: attempt?.said.reason ?? "",
                options: [
                  { value: "", label: t("aside.choose") },
                  ...asideReasons.map((value) => ({ value, label: t(`reason.${value}`) })),
                ],
              }}
            />
            <FormField
              name="until"
              label={t("aside.date")}
              hint={t("aside.date-hint")}
              error={error(fault?.startsWith("until-") ?? false)}
              control={{
                kind: "input",
                type: "date",
                defaultValue: attempt?.said.until ?? after(14),
                min: after(1),
                max: after(LONGEST_ASIDE_DAYS),
                width: "short",
              }}
            />
            <Button name="do" value="aside" variant="secondary" accessKey={ACCESS_KEYS.aside}>
              {t("act.aside-do")}
            </Button>
          </fieldset>
        ) : null}
      </div>
    </Section>
  );
}
