import { savingsClaim } from "../features/savings/claims/claim.ts";
import { claimReasonText } from "../features/savings/claims/reasons.ts";
import {
  calibrationCarrierNamed,
  countryNamed,
  datesLeftOut,
  fileUsage,
  layoutOf,
  layoutOptions,
  methodNamed,
  periodsNamed,
  registerDigits,
  zoneNamed,
} from "./claim-flags.ts";
import { claimTable } from "./claim-table.ts";
import type { Command } from "./main.ts";
import { checkEnergyUnit, readMeterFile, readWeatherFile } from "./meter-files.ts";
import { instant, oneOf, readArguments, required } from "./usage.ts";
import { commandLanguage } from "./words.ts";

const usage = `husting savings --meter FILE --weather FILE --zone IANA --baseline-end ISO --reporting-start ISO
  FILE                       CSV, plain or gzip: time in the first column, value in the second
  --zone IANA                time zone of the site, such as Europe/Stockholm; a reading belongs to the local day it starts in
  --baseline-end ISO         the baseline is the 365 days before this instant
  --reporting-start ISO      avoided use is counted from here, for 365 days or as many as there are
  --method NAME              caltrack-daily (default), caltrack-billing, caltrack-hourly, towt, husting-daily, husting-hourly
  --heating-only             try no cooling candidates (gas, district heat); CalTRACK daily and billing
  --carrier electricity|heat which ordinary years the 90 % interval rests on (default electricity; heat with --heating-only)
  --country SE|GB|CN|none    whose days off the husting methods know (default: the zone's, where it is clear)
  --leave-out DATE..DATE     local dates that count in neither period, both included; as often as wanted
  --kind interval|cumulative the meter file holds the use of each interval (default), or a counter's register
  --register-width DIGITS    digits before the decimal point after which the counter starts again at zero
  --last-bill-end ISO        end of the last bill in a file of bills; without it the last row only ends the bill before
  --unit UNIT                unit of the meter file: kWh (default), MWh, Wh, GJ, kgce …
  --temperature-unit C|F     unit of the weather file (default C)
  --json                     one JSON object with stable keys (docs/savings.md)

${fileUsage}`;

export const command: Command = {
  summary: "avoided energy use from a meter file and a weather file, with no node running",
  usage,
  async run(args) {
    const { values } = readArguments(args, {
      meter: { type: "string" },
      weather: { type: "string" },
      zone: { type: "string" },
      kind: { type: "string", default: "interval" },
      "register-width": { type: "string" },
      "last-bill-end": { type: "string" },
      "temperature-unit": { type: "string", default: "C" },
      unit: { type: "string", default: "kWh" },
      "baseline-end": { type: "string" },
      "reporting-start": { type: "string" },
      method: { type: "string", default: "caltrack-daily" },
      "heating-only": { type: "boolean", default: false },
      carrier: { type: "string" },
      country: { type: "string" },
      "leave-out": { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      ...layoutOptions,
    });
    const meter = required(values.meter, "meter");
    const weather = required(values.weather, "weather");
    const zone = zoneNamed(required(values.zone, "zone"));
    const periods = periodsNamed(values);
    const heatingOnly = values["heating-only"];
    const options = {
      method: methodNamed(values.method),
      periods,
      heatingOnly,
      carrier: calibrationCarrierNamed(values.carrier ?? (heatingOnly ? "heat" : "electricity")),
      country: countryNamed(values.country, zone),
      leftOut: datesLeftOut(values["leave-out"]),
    };
    const kind = oneOf(values.kind, "kind", ["interval", "cumulative"]);
    const registerWidth = registerDigits(values["register-width"]);
    const lastBillEndMs =
      values["last-bill-end"] === undefined ? undefined : instant(values["last-bill-end"], "last-bill-end");
    const temperatureUnit = oneOf(values["temperature-unit"], "temperature-unit", ["C", "F"]);
    const { unit } = values;
    checkEnergyUnit(unit);

    const files = await Promise.all([
      readMeterFile(meter, layoutOf(values, "meter", zone), {
        unit,
        kind,
        registerWidth,
        suspectZeros: "gaps",
      }),
      readWeatherFile(weather, layoutOf(values, "weather", zone), temperatureUnit),
    ]);
    const notices = files.flatMap((file) => file.notices);
    for (const notice of notices) console.error(notice);
    const [use, air] = files;
    if (!use.ok || !air.ok) {
      for (const file of files) if (!file.ok) console.error(file.why);
      return 2;
    }
    const series = { zone, use: use.readings, lastBillEndMs, outdoors: air.readings, temperatureUnit };
    const claim = savingsClaim(series, options);
    if (values.json) console.log(JSON.stringify({ ...claim, notices }, null, 2));
    else if (claim.ok) console.log(claimTable(claim));
    else console.error(claimReasonText(commandLanguage(), claim.reason));
    return claim.ok ? 0 : 1;
  },
};
