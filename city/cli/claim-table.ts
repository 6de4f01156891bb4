import type { SavingsClaim } from "../features/savings/claims/claim.ts";
import type { ClaimEvent } from "../features/savings/claims/events.ts";
import { knowsHolidays } from "../features/savings/claims/method-names.ts";
import { digits, percent } from "./figures.ts";
import { methodWords, modelRows } from "./model-rows.ts";

type Row = readonly [name: string, value: string];

/** A claim in lines for a terminal; the model in the unit the temperatures came in. */
export function claimTable(claim: SavingsClaim): string {
  const { fit, savings } = claim;
  const { interval90: interval, publishedBand: band } = savings;
  const rows: Row[] = [
    ["Method", methodWords(claim)],
    ...(knowsHolidays(claim.method) ? [["Days off", daysOff(claim)] as const] : []),
    ...modelRows(claim.model),
    ...(fit.rSquaredAdjusted === null ? [] : [["R² adjusted", digits(fit.rSquaredAdjusted)] as const]),
    ["CV(RMSE)", percent(fit.cvrmse)],
    ["Observed", `${digits(savings.observed)} kWh`],
    ["Counterfactual", `${digits(savings.counterfactual)} kWh`],
    ["Avoided use", `${digits(savings.value)} kWh (${percent(savings.share)})`],
    [
      "90 % interval",
      `${digits(interval.low)} to ${digits(interval.high)} kWh (± ${digits(interval.halfWidth)})`,
    ],
    ["", `calibrated: ${interval.calibration.name} of ${interval.calibration.date}, ${claim.carrier}`],
    [
      "Published band",
      band === null
        ? "none: the method has no published formula here"
        : `± ${digits(band.value)} kWh (90 %, ${band.method}: published formula, known to cover too little)`,
    ],
    ["Baseline", periodWords(claim.coverage.baseline)],
    ["Reporting", periodWords(claim.coverage.reporting)],
    ...claim.leftOut.map(
      ({ from, to }): Row => ["Left out", `${from} to ${to}: counted in neither period, as was asked`],
    ),
    ...eventRows(claim.events),
  ];
  return rows.map(([name, value]) => `${name.padEnd(16)}${value}`).join("\n");
}

const countries = { SE: "Sweden", GB: "Great Britain", CN: "China" } as const;

function daysOff({ country }: SavingsClaim): string {
  return country === "none" ? "none known: say --country SE, GB or CN" : countries[country];
}

function periodWords(period: SavingsClaim["coverage"]["baseline"]): string {
  const { from, to, daysCounted, daysExpected, hoursCounted, hoursExpected, billsCounted } = period;
  const days = `${daysCounted} of ${daysExpected} days measured`;
  if (billsCounted !== undefined) return `${from} to ${to}: ${billsCounted} bills, ${days}`;
  if (hoursCounted !== undefined)
    return `${from} to ${to}: ${hoursCounted} of ${hoursExpected} hours measured`;
  return `${from} to ${to}: ${days}`;
}

const treatments: Readonly<Record<ClaimEvent["treatment"], string>> = {
  counted: "counted like every other day",
  "left-out": "left out, as was asked",
  "partly-left-out": "left out in part, as was asked",
};

/** Events are questions to the building's manager; the claim says what it did about each. */
function eventRows(events: SavingsClaim["events"]): Row[] {
  if (events === null) return [["Events", "not looked for: bills show no days"]];
  if (events.length === 0) return [["Events", "none found that weather and calendar do not explain"]];
  return events.map(({ period, from, to, share, treatment }, i) => [
    i === 0 ? "Events" : "",
    `${from} to ${to} (${period}): ${percent(Math.abs(share))} ${share < 0 ? "less" : "more"} than expected. What happened here? ${treatments[treatment]}`,
  ]);
}
