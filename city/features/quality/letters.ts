import { formats, type Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { qualityMessages } from "./messages.ts";
import type { BuildingQuality, ListedAlarm } from "./quality-page.ts";
import { alarmText } from "./words.ts";

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export interface LetterContext {
  readonly language: Language;
  readonly cityNames: Names;
  readonly baseUrl: string;
  readonly zone: string;
}

/** New alarms, as they come. */
export function newAlarmsLetter(context: LetterContext, alarms: readonly ListedAlarm[]): Letter {
  const t = qualityMessages.t(context.language);
  const city = context.cityNames[context.language];
  return {
    subject: t("letter.new-subject", { city, count: alarms.length }),
    text: lines(t("letter.new"), ...alarms.map((alarm) => item(context, alarm)), "", ...footer(context)),
  };
}

/** Once a day: what stands, what is over, and which buildings are measured worst. */
export function digestLetter(
  context: LetterContext,
  {
    open,
    over,
    worst,
  }: {
    readonly open: readonly ListedAlarm[];
    readonly over: readonly ListedAlarm[];
    readonly worst: readonly BuildingQuality[];
  },
): Letter {
  const { language, zone } = context;
  const t = qualityMessages.t(language);
  const format = formats(language, zone);
  const part = (title: string, rows: readonly string[]): string[] =>
    rows.length === 0 ? [] : [title, ...rows, ""];
  const measured = worst.flatMap(({ names, lastMonth }) =>
    lastMonth === null
      ? []
      : [`- ${t("letter.measured", { name: names[language], share: format.percent(lastMonth) })}`],
  );
  return {
    subject: t("letter.digest-subject", { city: context.cityNames[language], count: open.length }),
    text: lines(
      ...part(
        t("letter.open"),
        open.map((alarm) => item(context, alarm)),
      ),
      ...part(
        t("letter.over"),
        over.map((alarm) => item(context, alarm)),
      ),
      ...part(t("letter.worst"), measured),
      ...footer(context),
    ),
  };
}

function item({ language, zone }: LetterContext, alarm: ListedAlarm): string {
  return `- ${alarmText(language, formats(language, zone), alarm)}`;
}

function footer({ language, baseUrl }: LetterContext): string[] {
  return [`${baseUrl}/${language}/staff/quality`, "", qualityMessages.t(language)("letter.why")];
}

function lines(...texts: string[]): string {
  return `${texts.join("\n")}\n`;
}
