import type { ReactNode } from "react";
import { KeyFigure } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { CityCarbon } from "../city-total.ts";
import { carbonMessages } from "../messages.ts";
import { amountTexts, countedText, standingText } from "../words.ts";

/** What verified measures have saved, one key figure for each gas and scope; none before a measure is verified. */
export function CityCarbonFigures({ carbon }: { readonly carbon: CityCarbon }): ReactNode {
  const { language, format } = useFrame();
  const t = carbonMessages.t(language);
  const { totals, verified } = carbon;
  if (verified === 0) return null;
  if (totals.length === 0) {
    return (
      <KeyFigure
        label={t("city.label", { gas: "CO2" })}
        figure={{ missing: t("city.none") }}
        note={t("city.none-note", { verified })}
      />
    );
  }
  return totals.map(({ amount, measures, standing, endedFrom, endedTo }) => {
    const texts = amountTexts(format, amount);
    const [from, to] = [format.plainDate(endedFrom), format.plainDate(endedTo)];
    return (
      <KeyFigure
        key={`${amount.gas} ${amount.scope}`}
        label={t("city.label", { gas: amount.gas })}
        figure={{ value: texts.value }}
        interval={t("city.interval", texts)}
        note={t("city.note", {
          measures,
          verified,
          period: from === to ? from : `${from} – ${to}`,
          counted: countedText(language, amount),
          standing: standingText(language, { standing }),
        })}
      />
    );
  });
}

/** What is not in the figures of CO2, why they stand apart, and where it is said how they are counted. */
export function CityCarbonNotes({ carbon }: { readonly carbon: CityCarbon }): ReactNode {
  const { language, address } = useFrame();
  const t = carbonMessages.t(language);
  const { totals, verified, withoutFigure, overlapping } = carbon;
  if (verified === 0) return null;
  return (
    <p>
      {totals.length > 1 ? `${t("city.apart")} ` : ""}
      {withoutFigure > 0 && totals.length > 0 ? `${t("city.without-figure", { count: withoutFigure })} ` : ""}
      {overlapping > 0 ? `${t("city.overlapping", { count: overlapping })} ` : ""}
      <a href={address("/carbon")}>{t("city.how")}</a>
    </p>
  );
}
