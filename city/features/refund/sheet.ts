import {
  leastHoursOfRefundDay,
  type RefundDay,
  type RefundRule,
  type RefundStep,
  refundSeason,
} from "@husting/indoor";
import { html } from "hono/html";
import { type Formats, formats, type Language } from "../../web/language/index.ts";
import { type Piece, styleSource, type VotingRoom } from "../votes/index.ts";
import { refundMessages } from "./messages.ts";
import type { HomeStatement, NoStatement, StatementAnswer } from "./statement.ts";

export interface Sheet {
  readonly language: Language;
  readonly zone: string;
  readonly city: string;
  readonly room: Pick<VotingRoom, "code" | "names" | "building">;
  readonly answer: StatementAnswer;
  readonly madeAtMs: number;
  readonly isSimulated: boolean;
  readonly isSeasonReadable: boolean;
}

/**
 * On paper one sheet of A4. The page has no margin of its own there, so that a browser finds no place to print the address:
 * it holds the room's code, and whoever is given the paper must not be given the key.
 */
export const STYLE = `table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:start;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid var(--edge);font-weight:400}
thead th,.sum{font-weight:600}
.ladder th,.ladder td{overflow-wrap:normal}
.ladder{font-size:.9375rem}
.n{text-align:end}
.big{font-size:1.25rem;font-weight:600}
.days{list-style:none;margin:.25rem 0;padding:0;display:grid;grid-template-columns:repeat(7,1fr);gap:2px;font-variant-numeric:tabular-nums}
.days li{border:1px solid var(--edge);padding:1px 2px;line-height:1.2;min-width:0;font-size:.875rem;print-color-adjust:exact}
.days b{display:block;font-size:.75rem;font-weight:400}
.days i{display:block;font-style:normal;font-weight:600;font-size:.75rem;white-space:nowrap}
.days .s0{background:color-mix(in srgb,var(--cold) 10%,var(--surface))}
.days .s1{background:color-mix(in srgb,var(--cold) 22%,var(--surface))}
.days .s2{background:color-mix(in srgb,var(--cold) 34%,var(--surface))}
.days .gap{border-style:dashed}
h3{font-size:1rem;margin:.5rem 0 0}
.box{list-style:none;padding:0;margin:.25rem 0}
.box li{padding-inline-start:1.75rem;text-indent:-1.75rem;margin:.25rem 0}
.box li::before{content:"\\2610";display:inline-block;width:1.75rem;text-indent:0}
.sign{display:none}
@page{size:A4;margin:0}
@media print{
:root{color-scheme:light;--paper:#fff;--surface:#fff;--ink:#000;--soft:#222;--edge:#888;--cold:#285a86}
body{max-width:none;padding:9mm 13mm 0;font-size:9pt;line-height:1.25}
header,nav,.screen{display:none}
.soft,footer{font-size:7.5pt}
a{color:inherit;text-decoration:none}
h1{font-size:15pt;margin:0 0 1mm}h2{font-size:10pt;margin:2mm 0 0}h3{font-size:8pt;margin:1mm 0 0}
p{margin:.5mm 0}.big{font-size:11pt}
table{margin:.5mm 0}th,td{padding:.4mm 2mm .4mm 0}
dl{display:grid;grid-template-columns:max-content 1fr max-content 1fr;gap:.3mm 3mm;margin:1mm 0}dd{margin:0}
.days{grid-template-columns:repeat(16,1fr);gap:1px;margin:0}
.days li{font-size:8pt;padding:0 1mm;line-height:1.1}.days b,.days i{font-size:6.5pt}
.box,.box li{margin:.2mm 0}.ladder{font-size:inherit}.sign{display:table}.sign th,.sign td{padding-top:6mm}.date{width:35mm}
}`;
export const REFUND_STYLE = styleSource(STYLE);

/** The statement, or why there is none. */
export function sheet(given: Sheet): Piece {
  const { language, zone, room, answer, isSimulated, isSeasonReadable } = given;
  const t = refundMessages.t(language);
  const format = formats(language, zone);
  const { outcome } = answer;
  return html`<h1>${t("title")}</h1>
${isSimulated ? html`<p class="error">${t("simulated")}</p>` : ""}
${isSeasonReadable ? "" : html`<p class="error" role="alert">${t("fault.season")}</p>`}
${outcome.ok ? statementPiece(given, outcome.home, format) : nonePiece(given, outcome.reason, format)}
${chooser(given)}
<p class="screen"><a href="/v/${room.code}?language=${language}">${t("back")}</a></p>`;
}

function chooser({ language, room, answer }: Sheet): Piece {
  const t = refundMessages.t(language);
  const { seasons, rule, outcome } = answer;
  const shown = outcome.ok ? outcome.home.seasonYear : null;
  if (rule === null || seasons.filter((year) => year !== shown).length === 0) return html``;
  return html`<form class="screen" method="get" action="/v/${room.code}/refund">
<input type="hidden" name="language" value="${language}">
<label class="label" for="season">${t("season.choose")}</label>
<select id="season" name="season">${seasons.map(
    (year) =>
      html`<option value="${year}"${year === shown ? html` selected` : ""}>${seasonYears(year)}</option>`,
  )}</select>
<button>${t("season.show")}</button>
</form>`;
}

function nonePiece({ language, room, answer }: Sheet, reason: NoStatement, format: Formats): Piece {
  const t = refundMessages.t(language);
  const { rule } = answer;
  const season =
    "seasonYear" in reason && rule !== null ? seasonText(language, rule, reason.seasonYear, format) : "";
  const from = reason.code === "rule-not-in-force" ? format.plainDate(reason.validFrom) : "";
  return html`<p class="soft">${room.building.names[language]}: ${room.names[language]}</p>
<p><strong>${t(`none.${reason.code}`, { season, from })}</strong></p>
<p>${t(`none.${reason.code}-text`)}</p>
${
  rule === null
    ? ""
    : html`${rulePiece(language, rule, format)}
<ul>${rule.steps.map(
        (step, index) =>
          html`<li>${t("rule.step", { step: stepText(language, rule, index, format), share: format.percent(step.share) })}</li>`,
      )}</ul>`
}`;
}

function statementPiece(given: Sheet, home: HomeStatement, format: Formats): Piece {
  const { language, city, room, madeAtMs } = given;
  const t = refundMessages.t(language);
  const { statement, throughDate } = home;
  const { rule, coverage } = statement;
  const days = statement.days.filter(({ date }) => date <= throughDate);
  const unjudged = days.length - statement.daysJudged;
  const query = new URLSearchParams({ season: String(home.seasonYear), language }).toString();
  return html`<p>${t("lead")}</p>
<dl>
<dt>${t("term.building")}</dt><dd>${room.building.names[language]}, ${city}</dd>
<dt>${t("term.season")}</dt><dd>${seasonText(language, rule, home.seasonYear, format)}</dd>
<dt>${t("term.room")}</dt><dd>${room.names[language]}</dd>
<dt>${t("term.through")}</dt><dd>${home.isOver ? t("season.over") : t("season.so-far", { date: format.plainDate(throughDate) })}</dd>
<dt>${t("term.measured")}</dt><dd>${t("measured", {
    measured: format.count(coverage.measured),
    hours: format.count(home.hoursSoFar),
    share: format.percent(coverage.measured / home.hoursSoFar),
  })}</dd>
<dt>${t("term.judged")}</dt><dd>${t("judged", { judged: statement.daysJudged, days: days.length })}</dd>
</dl>
${home.opensFromMs === null ? "" : html`<p>${t("opens-from", { at: format.date(home.opensFromMs, "dateTime") })}</p>`}
<p class="big">${t(home.isOver ? "refund" : "refund-so-far", {
    days: daysText(format, statement.refundDays),
    share: format.percent(statement.refundShareOfSeason, 1),
  })}</p>
<table class="ladder">
<thead><tr><th scope="col">${t("col.step")}</th><th scope="col" class="n">${t("col.share")}</th><th scope="col" class="n">${t("col.hours")}</th><th scope="col" class="n">${t("col.days")}</th><th scope="col" class="n">${t("col.fees")}</th></tr></thead>
<tbody>${statement.steps.map(
    ({ step, hoursUnder, days: count }, index) => html`
<tr><th scope="row">${stepText(language, rule, index, format)}</th><td class="n">${format.percent(step.share)}</td><td class="n">${t("hours-under", { hours: format.count(hoursUnder), under: format.temperature(step.underC, 0) })}</td><td class="n">${format.count(count)}</td><td class="n">${daysText(format, count * step.share)}</td></tr>`,
  )}
<tr class="sum"><th scope="row" colspan="3" class="sum">${t("sum")}</th><td class="n">${format.count(statement.steps.reduce((sum, step) => sum + step.days, 0))}</td><td class="n">${daysText(format, statement.refundDays)}</td></tr></tbody>
</table>
<h2>${t("days.title")}</h2>
<p>${t("days.lead")} ${unjudged === 0 ? "" : t("days.unjudged", { days: unjudged, least: leastHoursOfRefundDay })}</p>
${[...Map.groupBy(days, ({ date }) => date.slice(0, 7))].map(
  ([month, own]) => html`<h3>${format.plainDate(`${month}-01`, "month")}</h3>
<ol class="days">${own.map((day) => dayPiece(language, rule, day, format))}</ol>
`,
)}${rulePiece(language, rule, format)}
<h2>${t("confirm.title")}</h2>
<ul class="box">${rule.conditions.map((condition) => html`<li>${t(`condition.${condition}`)}</li>`)}</ul>
<p>${t("settled", { date: format.plainDate(home.settledByDate) })}</p>
<table class="sign">
<tbody>${(["resident", "supplier"] as const).map(
    (who) => html`
<tr><th scope="row">${t(`sign.${who}`)}</th><td>${t("sign.name")}</td><td class="date">${t("sign.date")}</td></tr>`,
  )}</tbody>
</table>
<h2>${t("check.title")}</h2>
<p class="soft">${home.sensors.map(({ key, commit }) => `${t("check.sensor", { key, commit })} `)}${t("check.hash", { hash: home.sha256 })} ${t("check.made", { at: format.date(madeAtMs, "dateTime") })}</p>
<p class="screen"><a href="/v/${room.code}/refund.csv?${query}" download>${t("check.file")}</a></p>
<p class="screen">${t("print")}</p>`;
}

function dayPiece(language: Language, rule: RefundRule, day: RefundDay, format: Formats): Piece {
  const number = Number(day.date.slice(8));
  if (Number.isNaN(day.meanC))
    return html`<li class="gap"><b>${number}</b><span title="${refundMessages.t(language)("days.gap")}">–</span></li>`;
  const mean = format.number(day.meanC, { decimals: decimalsThatTell(rule, day) });
  const place = day.step === null ? -1 : rule.steps.indexOf(day.step);
  return day.step === null
    ? html`<li><b>${number}</b>${mean}</li>`
    : html`<li class="s${Math.min(place, 2)}"><b>${number}</b>${mean}<i>${format.percent(day.step.share)}</i></li>`;
}

/** So many that 17.96 °C, which falls under 18, does not read 18.0. */
export function decimalsThatTell(
  rule: RefundRule,
  { meanC, step }: Pick<RefundDay, "meanC" | "step">,
): number {
  const stepAt = (temperatureC: number) => rule.steps.findLast(({ underC }) => temperatureC < underC) ?? null;
  return [1, 2].find((decimals) => stepAt(Math.round(meanC * 10 ** decimals) / 10 ** decimals) === step) ?? 3;
}

function rulePiece(language: Language, rule: RefundRule, format: Formats): Piece {
  const t = refundMessages.t(language);
  return html`<h2>${t("rule.title")}</h2>
<p>${t("rule.fee")} ${t("rule.mean", { least: leastHoursOfRefundDay })}</p>
<p class="soft">${t("rule.source", { source: rule.source })} ${t(`standing.${rule.standing}`)} ${t("rule.valid", { from: format.plainDate(rule.validFrom) })}</p>`;
}

/** "from 16 to under 18 °C", or for the coldest step "under 14 °C". */
function stepText(language: Language, rule: RefundRule, index: number, format: Formats): string {
  const t = refundMessages.t(language);
  const under = format.temperature((rule.steps[index] as RefundStep).underC, 0);
  const next = rule.steps[index + 1];
  return next === undefined
    ? t("step.coldest", { under })
    : t("step", { from: format.number(next.underC, { decimals: 0 }), under });
}

function daysText(format: Formats, days: number): string {
  return format.number(days, { decimals: 1 });
}

function seasonYears(seasonYear: number): string {
  return `${seasonYear}–${seasonYear + 1}`;
}

function seasonText(language: Language, rule: RefundRule, seasonYear: number, format: Formats): string {
  const { fromDate, toDate } = refundSeason(rule, seasonYear);
  return refundMessages.t(language)("season.dates", {
    from: format.plainDate(fromDate),
    to: format.plainDate(toDate),
  });
}
