import type { ReactNode } from "react";
import { energyAgainstTemperature, energyAgainstTime, remembered } from "../../../web/charts/index.ts";
import { Drawn } from "../../../web/drawn.tsx";
import { useFrame } from "../../../web/frame.ts";
import type { SavingsClaim } from "../../savings/index.ts";
import type { MeterView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { carrierName } from "../words.ts";

const drawMonths = remembered(energyAgainstTime);
const drawWeather = remembered(energyAgainstTemperature);

/** The meter month by month, with what was expected. */
export function Months({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, zone } = useFrame();
  const t = buildingMessages.t(language);
  const months = meter.detail?.months ?? [];
  const title = t("chart.sum", { carrier: carrierName(language, meter.carrier) });
  const chart = drawMonths({
    id: `months-${meter.carrier}`,
    language,
    zone,
    title,
    step: "month",
    startsMs: months.map((month) => month.startMs),
    usedKwh: months.map((month) => month.kwh),
    measuredShare: months.map((month) => month.measuredShare),
    expected: meter.summary?.claim.ok
      ? {
          kind: meter.measure === null ? "model" : "withoutMeasure",
          kwh: months.map((month) => month.counterfactualKwh),
        }
      : undefined,
    measures:
      meter.measure === null
        ? undefined
        : [{ startMs: meter.measure.reportingStartMs, name: meter.measure.titles[language] }],
  });
  return <Drawn chart={chart} title={title} />;
}

/** Each measured day of the last year against its outdoor temperature, with the published method's baseline. */
export function Weather({ meter }: { readonly meter: MeterView }): ReactNode {
  const { language, zone } = useFrame();
  const { days = { temperatureC: [], kwh: [] }, published } = meter.detail ?? {};
  if (days.kwh.length === 0) return null;
  const title = buildingMessages.t(language)("chart.weather-title", {
    carrier: carrierName(language, meter.carrier),
  });
  const chart = drawWeather({
    id: `weather-${meter.carrier}`,
    language,
    zone,
    title,
    step: "day",
    groups: [{ kind: "all", outdoorC: days.temperatureC, energyKwh: days.kwh }],
    model: published?.ok ? modelLine(published, days.temperatureC) : undefined,
  });
  return <Drawn chart={chart} title={title} />;
}

/** The baseline's corners between the coldest and the warmest day shown. */
function modelLine({ model }: SavingsClaim, temperatureC: readonly number[]) {
  if (!("inTemperatureUnit" in model)) return undefined;
  const { coefficients, balancePoints } = model.inTemperatureUnit;
  const heating = balancePoints.heating ?? Number.NEGATIVE_INFINITY;
  const cooling = balancePoints.cooling ?? Number.POSITIVE_INFINITY;
  const coldest = Math.min(...temperatureC);
  const warmest = Math.max(...temperatureC);
  const outdoorC = [coldest, heating, cooling, warmest]
    .filter((corner) => corner >= coldest && corner <= warmest)
    .sort((a, b) => a - b);
  const energyKwh = outdoorC.map(
    (corner) =>
      coefficients.intercept +
      (balancePoints.heating === null ? 0 : coefficients.betaHdd * Math.max(0, heating - corner)) +
      (balancePoints.cooling === null ? 0 : coefficients.betaCdd * Math.max(0, corner - cooling)),
  );
  return { outdoorC, energyKwh };
}
