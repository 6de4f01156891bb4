import type { EnergyVerdict } from "./energy.ts";
import type { PeopleVerdict } from "./people.ts";
import type { RoomsVerdict } from "./rooms.ts";

export const outcomes = [
  "saved-but-indoors-got-worse",
  "verified",
  "verified-people-not-asked",
  "no-saving-shown",
  "inconclusive",
] as const;
export type Outcome = (typeof outcomes)[number];

export type Part = "energy" | "rooms" | "people";

/** What the outcome is read from: bounds of the avoided use, and where rooms and people stand. */
export interface Standing {
  readonly energy: {
    readonly lowerKwh: number;
    readonly upperKwh: number;
    readonly leastWorthwhileKwh: number;
  } | null;
  readonly rooms: RoomsVerdict["state"];
  readonly people: PeopleVerdict["state"];
}

/** The joint verdict: the first line that matches. */
export function outcomeOf({ energy, rooms, people }: Standing): Outcome {
  if (energy !== null && energy.lowerKwh > 0) {
    if (rooms === "harmed" || people === "harmed") return "saved-but-indoors-got-worse";
    if (rooms === "held" && people === "held") return "verified";
    if (rooms === "held" && people === "not-measured") return "verified-people-not-asked";
  }
  if (energy !== null && energy.upperKwh < energy.leastWorthwhileKwh) return "no-saving-shown";
  return "inconclusive";
}

/** The parts that are open or not measured, and so keep a verdict from being given. */
export function unsettledParts(energy: EnergyVerdict, rooms: RoomsVerdict, people: PeopleVerdict): Part[] {
  const parts = { energy: energy.state, rooms: rooms.state, people: people.state };
  return (["energy", "rooms", "people"] as const).filter(
    (part) => parts[part] === "open" || parts[part] === "not-measured",
  );
}
