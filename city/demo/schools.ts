import { createRandom } from "@husting/building";
import { localDate } from "@husting/series";
import { ClassBook, type SaidClass } from "../features/schools/index.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import type { CityNode } from "../node/node.ts";
import { SCHOOL_TRIAL } from "./school-trial.ts";

const DAY_MS = 86_400_000;
const SCHOOLS = { umea: "algkronan-skola", chanba: "bailuyao-primary" } as const;
/** So long before it began the class was made. */
const MADE_BEFORE_DAYS = 7;
/** From the first choice to the last: most pupils expect something, few expect much. */
const LEANING = [
  ["more", 1],
  ["same", 3],
  ["to-5", 7],
  ["to-10", 6],
  ["to-20", 4],
  ["over-20", 1],
] as const;
const CHOICES = LEANING.flatMap(([band, weight]) => Array.from({ length: weight }, () => band));

/**
 * Classes of the demo's school, made by the same verbs as teachers use: one whose building has answered from its simulated
 * readings, and one that still guesses. In Umeå plugs were pulled in the simulation; in Chan-Ba nothing was.
 */
export async function simulateSchools(node: CityNode, endMs: number): Promise<void> {
  const { civic, registry, log, city } = node;
  const email = demoAddress("teacher", city.id);
  const teacher = (await node.signIn.people()).find((person) => person.email === email);
  if (teacher === undefined || (await node.schools.classes.all()).length > 0) return;
  const name = city.id === "chanba" ? "五（2）" : "5B";
  const building = SCHOOLS[city.id === "chanba" ? "chanba" : "umea"];
  const random = createRandom(`${city.id}/schools`);
  const make = async (nowMs: number, said: Partial<SaidClass>, guesses: number): Promise<void> => {
    const book = new ClassBook({ civic, registry, log, zone: city.zone, nowMs: () => nowMs });
    const made = await book.make(
      { building, name, experiment: "", from: "", days: "14", most: "30", agreed: "yes", ...said },
      teacher,
    );
    if (!made.ok) throw new Error(`the demo's class was refused: ${made.fault.code}`);
    const { code } = (await book.find(made.id))!;
    for (let guess = 0; guess < guesses; guess++) {
      const band = CHOICES[random.integer(0, CHOICES.length - 1)]!;
      const fault = await book.predict(code, band);
      if (fault !== null) throw new Error(`the demo's guess was refused: ${fault}`);
    }
  };
  const beganMs = endMs - SCHOOL_TRIAL.startedDaysBeforeEnd * DAY_MS;
  await make(
    beganMs - MADE_BEFORE_DAYS * DAY_MS,
    { experiment: "standby-hunt", from: localDate(city.zone, beganMs) },
    21,
  );
  await make(
    node.nowMs(),
    {
      name: city.id === "chanba" ? "五（1）" : "5A",
      experiment: "one-degree",
      from: nextMonday(city.zone, node.nowMs()),
    },
    8,
  );
  await node.schools.carryOut();
}

/** The Monday after the coming one. */
function nextMonday(zone: string, nowMs: number): string {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate();
  return today.add({ days: 15 - today.dayOfWeek }).toString();
}
