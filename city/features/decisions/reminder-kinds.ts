/** When an office is reminded of a promise: so many days before it is due, and when the day has passed in silence. */
export const reminderKinds = ["month", "week", "overdue"] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** A promise of which nobody has said anything is told of so many days before it is due. */
const DAYS_BEFORE = { month: 30, week: 7, overdue: -1 } as const satisfies Record<ReminderKind, number>;

/** The reminder that is due on a day: the last of them only, where the node slept through the others. */
export function reminderDue(dueDate: string, today: string): ReminderKind | undefined {
  const days = Temporal.PlainDate.from(today).until(dueDate, { largestUnit: "days" }).days;
  return reminderKinds.findLast((kind) => days <= DAYS_BEFORE[kind]);
}
