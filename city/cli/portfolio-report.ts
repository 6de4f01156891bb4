import type { DaysOffCountry } from "@husting/savings";
import type { CalibrationNote } from "../features/savings/claims/claim.ts";
import type { ClaimMethod } from "../features/savings/claims/method-names.ts";
import type { PortfolioRow, PortfolioSum } from "../features/savings/claims/portfolio.ts";

export interface PortfolioDocument {
  readonly method: ClaimMethod;
  readonly zone: string;
  readonly country: DaysOffCountry;
  readonly calibration: CalibrationNote;
  readonly sums: readonly PortfolioSum[];
  readonly meters: readonly PortfolioRow[];
}

/** A portfolio as one HTML file: no script, nothing fetched, readable aloud, on a telephone and on paper. */
export function portfolioReport(document: PortfolioDocument): string {
  const { method, calibration, sums, meters } = document;
  const claimed = meters.filter(({ reason }) => reason === null);
  const refused = meters.filter(({ reason }) => reason !== null);
  const events = claimed.flatMap((row) => row.events.map((event) => ({ row, event })));
  // One scale for all bars, so that they can be compared by eye; the widest interval fills it, up to ±100 %.
  const reach = Math.min(
    1,
    claimed.reduce((most, row) => Math.max(most, ...barEnds(row).map(Math.abs)), 0.05),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Avoided energy use of ${meters.length} meters</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Avoided energy use of ${meters.length} meters</h1>
<p>What the meters would have used in the reporting period's weather, less what they did use. Baseline method:
<strong>${text(method)}</strong>. Time zone ${text(document.zone)}; days off: ${document.country === "none" ? "none known" : document.country}.
Energy alone: whether the rooms held is not judged here.</p>

<h2>Together</h2>
${table(
  "Sums by carrier over the meters with a claim; nothing is scaled up for the others. The interval respects that buildings share weather.",
  [
    "Carrier",
    "Meters",
    "Observed, kWh",
    "Counterfactual, kWh",
    "Avoided, kWh",
    "Share",
    "90 % interval, kWh",
  ],
  sums.map((sum) => [
    text(sum.carrier),
    `${sum.metersCounted} of ${sum.metersGiven}`,
    kwh(sum.observedKwh),
    kwh(sum.counterfactualKwh),
    kwh(sum.avoidedKwh),
    percent(sum.avoidedShare),
    `${kwh(sum.interval90LowKwh)} to ${kwh(sum.interval90HighKwh)}`,
  ]),
)}

<h2>Meter by meter</h2>
${table(
  `The bar shows the 90 % interval of the avoided share from −${percent(reach)} to ${percent(reach)}, the stroke across it zero. The published band is a published formula, known to cover too little.`,
  [
    "Building",
    "Carrier",
    "Avoided, kWh",
    "Share",
    "90 % interval, kWh",
    "Interval",
    "Published band, kWh",
    "Baseline CV(RMSE)",
    "Measured",
  ],
  claimed.map((row) => [
    text(row.building),
    text(row.carrier),
    kwh(row.avoidedKwh!),
    percent(row.avoidedShare!),
    `${kwh(row.interval90LowKwh!)} to ${kwh(row.interval90HighKwh!)}`,
    bar(row, reach),
    row.publishedBandKwh === null ? "none" : `± ${kwh(row.publishedBandKwh)}`,
    percent(row.baselineCvrmse!),
    percent(row.reportingMeasuredShare!),
  ]),
)}

<h2>Questions to the managers</h2>
${
  events.length === 0
    ? "<p>No stretch of days was found that weather and calendar do not explain.</p>"
    : table(
        "Stretches of days that weather and calendar do not explain, and what the claim did about each.",
        ["Building", "Carrier", "Days", "Period", "Difference", "Treatment"],
        events.map(({ row, event }) => [
          text(row.building),
          text(row.carrier),
          `${event.from} to ${event.to}`,
          event.period,
          `${percent(Math.abs(event.share))} ${event.share < 0 ? "less" : "more"} than expected`,
          event.treatment.replaceAll("-", " "),
        ]),
      )
}

<h2>Meters without a claim</h2>
${
  refused.length === 0
    ? "<p>None.</p>"
    : table(
        "Why there is no figure.",
        ["Building", "Carrier", "Why"],
        refused.map(({ building, carrier, reason }) => [text(building), text(carrier), text(reason ?? "")]),
      )
}

<h2>How far to trust this</h2>
<p>The intervals are calibrated on ordinary years of real buildings: record <strong>${text(calibration.name)}</strong>
of ${text(calibration.date)} (${text(calibration.source)}). It is valid for ${text(calibration.validFor)}.
<code>husting placebo</code> shows how far a claim can be trusted in this portfolio.</p>
</main>
</body>
</html>
`;
}

const style = `
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#767676;--bar:#1f5f99}
@media (prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--line:#9a9a9a;--bar:#8ec1f0}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:76rem;margin:0 auto;padding:1rem}
p{max-width:48rem}
div.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:0 0 1rem}
caption{text-align:left;padding:.25rem 0;max-width:min(48rem,calc(100vw - 2rem))}
th,td{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
td{font-variant-numeric:tabular-nums;white-space:nowrap}
td:last-child{white-space:normal}
svg{display:block}
.bar{stroke:var(--bar);stroke-width:4}.dot{fill:var(--ink)}.zero{stroke:var(--line);stroke-width:1}
@media print{:root{--ink:#000;--paper:#fff;--line:#555;--bar:#1f5f99}body{font-size:9pt}main{max-width:none;padding:0}
div.wide{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}@page{size:A4 landscape;margin:12mm}}
`;

/** A table that scrolls on a narrow screen, and can be scrolled by keyboard there. */
function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join("");
  const body = rows.map(
    ([first = "", ...cells]) =>
      `<tr><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`,
  );
  return `<div class="wide" tabindex="0" role="group" aria-label="${heads[0]} table">
<table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody></table></div>`;
}

function barEnds(row: PortfolioRow): [number, number] {
  const whole = row.counterfactualKwh!;
  return whole > 0 ? [row.interval90LowKwh! / whole, row.interval90HighKwh! / whole] : [0, 0];
}

const WIDTH = 120;

/** The figures stand beside it in words, so that it is left out when the page is read aloud. */
function bar(row: PortfolioRow, reach: number): string {
  const at = (share: number): string =>
    ((Math.max(-reach, Math.min(reach, share)) / reach + 1) * (WIDTH / 2)).toFixed(1);
  const [low, high] = barEnds(row);
  return `<svg aria-hidden="true" width="${WIDTH}" height="16" viewBox="0 0 ${WIDTH} 16"><line class="bar" x1="${at(low)}" x2="${at(high)}" y1="8" y2="8"/><line class="zero" x1="${WIDTH / 2}" x2="${WIDTH / 2}" y1="0" y2="16"/><circle class="dot" cx="${at(row.avoidedShare!)}" cy="8" r="3"/></svg>`;
}

const figures = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function kwh(value: number): string {
  return figures.format(value).replace("-", "−");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.replace("-", "−");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function text(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
