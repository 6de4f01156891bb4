import type { PortfolioRow } from "../features/savings/claims/portfolio.ts";
import type { TableColumn } from "../stores/table-file.ts";

/** A portfolio's meters as the columns of a table file; they stand in docs/savings.md. */
export function portfolioColumns(rows: readonly PortfolioRow[]): TableColumn[] {
  const text = (name: string, of: (row: PortfolioRow) => string | null): TableColumn => ({
    name,
    type: "text",
    values: rows.map(of),
  });
  const number = (name: string, of: (row: PortfolioRow) => number | null): TableColumn => ({
    name,
    type: "number",
    values: rows.map(of),
  });
  return [
    text("building", ({ building }) => building),
    text("carrier", ({ carrier }) => carrier),
    text("file", ({ file }) => file),
    text("no_claim_because", ({ reason }) => reason),
    number("observed_kwh", ({ observedKwh }) => observedKwh),
    number("counterfactual_kwh", ({ counterfactualKwh }) => counterfactualKwh),
    number("avoided_kwh", ({ avoidedKwh }) => avoidedKwh),
    number("avoided_share", ({ avoidedShare }) => avoidedShare),
    number("interval90_low_kwh", ({ interval90LowKwh }) => interval90LowKwh),
    number("interval90_high_kwh", ({ interval90HighKwh }) => interval90HighKwh),
    number("published_band_kwh", ({ publishedBandKwh }) => publishedBandKwh),
    number("baseline_cvrmse", ({ baselineCvrmse }) => baselineCvrmse),
    text("baseline_from", ({ baselineFrom }) => baselineFrom),
    text("baseline_to", ({ baselineTo }) => baselineTo),
    number("baseline_measured_share", ({ baselineMeasuredShare }) => baselineMeasuredShare),
    text("reporting_from", ({ reportingFrom }) => reportingFrom),
    text("reporting_to", ({ reportingTo }) => reportingTo),
    number("reporting_measured_share", ({ reportingMeasuredShare }) => reportingMeasuredShare),
    {
      name: "events",
      type: "integer",
      values: rows.map(({ reason, events }) => (reason === null ? events.length : null)),
    },
    text("event_dates", ({ events }) =>
      events.length === 0 ? null : events.map(({ from, to }) => `${from}..${to}`).join(" "),
    ),
  ];
}
