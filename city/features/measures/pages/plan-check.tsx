import type { ReactNode } from "react";
import { FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf } from "../../../web/language/index.ts";
import type { PlanCheck } from "../measures-pages.ts";
import { measureMessages } from "../messages.ts";

/** What a plan comes to before it goes on record: its rooms to choose from, and how much data its margins ask for. */
export function Checked({ check: { rooms, ask } }: { readonly check: PlanCheck }): ReactNode {
  const { language, format } = useFrame();
  const t = measureMessages.t(language);
  const { energy, people } = ask;
  return (
    <>
      <Section id="rooms" title={t("check.rooms")} lead={t("check.rooms-lead")}>
        <input type="hidden" name="roomsOffered" value="yes" />
        {rooms.length === 0 ? (
          <p>{t("check.rooms-none")}</p>
        ) : (
          <fieldset>
            <legend>{t("check.rooms-legend")}</legend>
            {rooms.map(({ name, building, names, isMeasured, chosen }) => (
              <FormField
                key={name}
                name="rooms"
                id={`room-${name.replace("/", "-")}`}
                label={`${building[language]}${colonOf[language]}${names[language]}${isMeasured ? "" : ` (${t("check.not-measured")})`}`}
                control={{ kind: "checkbox", value: name, defaultChecked: chosen }}
              />
            ))}
          </fieldset>
        )}
      </Section>
      <Section id="ask" title={t("check.ask")} lead={t("check.ask-lead")}>
        <ul>
          <li>
            {energy === null
              ? t("check.energy-unknown")
              : energy.weeks === null
                ? t("check.energy-never", {
                    share: format.percent(ask.savingShare, 0),
                    least: format.percent(energy.leastDetectableSavingShare, 0),
                    buildings: energy.buildings ?? 0,
                  })
                : t("check.energy-weeks", {
                    share: format.percent(ask.savingShare, 0),
                    weeks: energy.weeks,
                  })}
          </li>
          <li>
            {ask.rooms === null
              ? t("check.rooms-unknown")
              : ask.rooms.weeks === null
                ? t("check.rooms-never")
                : t("check.rooms-weeks", {
                    weeks: ask.rooms.weeks,
                    rooms: ask.rooms.roomsToMeasure,
                  })}
          </li>
          <li>
            {people.answersPerPeriod === null
              ? t("check.people-never")
              : t("check.people", { answers: people.answersPerPeriod })}
          </li>
        </ul>
      </Section>
    </>
  );
}
