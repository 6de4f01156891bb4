/** `2026-q4` of a calendar day. */
export function quarterOf(day: string): string {
  const { year, month } = Temporal.PlainDate.from(day);
  return `${year}-q${Math.ceil(month / 3)}`;
}

/** Last day of a day's quarter. */
function quarterEnd(day: string): string {
  const { year, month } = Temporal.PlainDate.from(day);
  return new Temporal.PlainDate(year, 3 * Math.ceil(month / 3), 1)
    .add({ months: 1 })
    .subtract({ days: 1 })
    .toString();
}

/** Slips of paper are typed in within so many days after a process has ended. */
const TYPING_DAYS = 14;

/**
 * The newest day up to which may be told who was heard: the last of a quarter that is over, or a fortnight after the end of
 * the process. Undefined where neither has come.
 */
export function newestDue(
  process: { readonly fromDate: string; readonly toDate: string | null },
  today: string,
): string | undefined {
  const lastQuarter = Temporal.PlainDate.from(quarterEnd(today)).subtract({ months: 3 }).toString();
  const over = quarterEnd(lastQuarter);
  const ended =
    process.toDate === null
      ? undefined
      : Temporal.PlainDate.from(process.toDate).add({ days: TYPING_DAYS }).toString();
  const due = [over, ended].filter(
    (day) => day !== undefined && day < today && day >= process.fromDate,
  ) as string[];
  return due.sort().at(-1);
}
