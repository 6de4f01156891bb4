import { fail, ok } from "@husting/series";
import { fitLine, meanOf, quantile } from "../statistics.ts";
import { type AdviceContext, coverageOf, yearsPerFrame } from "./context.ts";
import { heatDays, heatPerKelvinDay } from "./heatsignature.ts";
import { confidenceOf, type Detection } from "./model.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

const warmC = { from: adviceAssumptions.warmFrom.value, to: adviceAssumptions.warmTo.value };
const coolestC = adviceAssumptions.warmCoolest.value;
const hotC = adviceAssumptions.hot.value;
const neededHotDays = adviceAssumptions.hotDays.value;
const neededWarmDays = adviceAssumptions.warmDays.value;
const askedKelvins = adviceThresholds.warmWeather.value;
const askedErrors = adviceAssumptions.warmErrors.value;
const leastCoverage = adviceAssumptions.warmWeatherCoverage.value;

interface Excess {
  readonly days: number;
  readonly sumKwh: number;
  readonly squaredError: number;
}

/**
 * Heat bought on warm days (16.5 to 20 °C) beyond what is bought on hot ones. Days with and without people are compared each
 * with their own, as hot water differs. Heat that is the same on hot days counts as hot water and is no finding.
 */
export function warmWeatherHeating(context: AdviceContext): Detection {
  const { heatKwh } = context.input;
  if (heatKwh === undefined) return fail({ code: "no-heat-meter" });
  const coverage = coverageOf(heatKwh);
  if (coverage.share < leastCoverage) {
    return fail({ code: "too-little-measured", coverage, leastShare: leastCoverage });
  }
  const days = heatDays(context, heatKwh);
  const people = peopleByDay(context);
  const parts = [0, 1].flatMap((kind) => {
    const part = excessOf(days.outdoorC, days.heatKwh, people, kind);
    return part === undefined ? [] : [part];
  });
  const warmDays = parts.reduce((sum, part) => sum + part.days, 0);
  if (warmDays < neededWarmDays)
    return fail({ code: "too-few-days", days: warmDays, needed: neededWarmDays });
  const perKelvin = heatPerKelvinDay(days);
  if (perKelvin === undefined) return fail({ code: "outdoors-too-even" });
  const sumKwh = parts.reduce((sum, part) => sum + part.sumKwh, 0);
  const errorKwh = Math.sqrt(parts.reduce((sum, part) => sum + part.squaredError, 0));
  const kelvins = sumKwh / warmDays / perKelvin.value;
  if (!(kelvins > askedKelvins && sumKwh > askedErrors * errorKwh)) return ok([]);
  const scale = yearsPerFrame(context) / coverage.share;
  return ok([
    {
      code: "heating-in-warm-weather",
      evidence: [
        { name: "heat-beyond-hot-water-as-on-a-cold-day", value: kelvins, unit: "K" },
        { name: "warm-days", value: warmDays, unit: "days" },
      ],
      kwhPerYear: {
        value: sumKwh * scale,
        low: (sumKwh - 1.645 * errorKwh) * scale,
        high: (sumKwh + 1.645 * errorKwh) * scale,
      },
      rooms: [],
      confidence: confidenceOf((kelvins - askedKelvins) / 0.3, coverage),
      coverage,
    },
  ]);
}

/** Warm days of one kind against hot ones of the same kind; where it is seldom hot, against the least of the warm. */
function excessOf(
  outdoorC: Float64Array,
  heatKwh: Float64Array,
  people: Uint8Array,
  kind: number,
): Excess | undefined {
  const warm: number[] = [];
  const warmOutdoorC: number[] = [];
  const hot: number[] = [];
  for (let day = 1; day < outdoorC.length; day++) {
    if (people[day] !== kind || Number.isNaN(heatKwh[day]!)) continue;
    const two = (outdoorC[day]! + outdoorC[day - 1]!) / 2;
    // The first warm day after cold ones is still heated by plants that look back a day, and rightly so.
    const settled = Math.min(outdoorC[day]!, outdoorC[day - 1]!) >= coolestC;
    if (settled && two >= warmC.from && two <= warmC.to) {
      warm.push(heatKwh[day]!);
      warmOutdoorC.push(two);
    } else if (two > hotC) hot.push(heatKwh[day]!);
  }
  if (warm.length < neededHotDays) return undefined;
  const seldomHot = hot.length < neededHotDays;
  const baseKwh = seldomHot ? quantile(warm, 0.1) : meanOf(hot);
  // The spread of hot days is that of hot water; with too few of them, that of warm days about their trend stands for it.
  const spread = seldomHot ? spreadAboutTrend(warmOutdoorC, warm) : deviation(hot);
  const excess = meanOf(warm) - baseKwh;
  const errorOfMean = spread * Math.sqrt(1 / warm.length + 1 / Math.max(hot.length, neededHotDays));
  return { days: warm.length, sumKwh: excess * warm.length, squaredError: (errorOfMean * warm.length) ** 2 };
}

function deviation(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function spreadAboutTrend(x: readonly number[], y: readonly number[]): number {
  const line = fitLine(x, y);
  return line === undefined ? deviation(y) : deviation(y) * Math.sqrt(Math.max(0.01, 1 - line.rSquared));
}

function peopleByDay({ local, occupied }: AdviceContext): Uint8Array {
  const first = local.localDay[0]!;
  const people = new Uint8Array(local.localDay[local.localDay.length - 1]! - first + 1);
  for (let i = 0; i < occupied.length; i++) if (occupied[i] === 1) people[local.localDay[i]! - first] = 1;
  return people;
}
