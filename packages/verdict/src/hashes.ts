import { type CanonicalFault, canonicalize, sha256, toHex, utf8 } from "@husting/openness";
import { fail, ok, type Result } from "@husting/series";
import type { VerdictInputs } from "./inputs.ts";

/** SHA-256 in hexadecimal of the canonical JSON (RFC 8785) of each part of the inputs, rows in their canonical order. */
export interface InputHashes {
  readonly plan: string;
  readonly energy: string;
  readonly rooms: string;
  readonly people: string;
  /** Of the object of the four above. */
  readonly all: string;
}

/** Orders texts by UTF-16 code unit, as RFC 8785 orders names: the same in every language and locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same inputs with every list in one order, so that the order rows came in changes nothing. */
export function inCanonicalOrder(inputs: VerdictInputs): VerdictInputs {
  const { plan, energy, rooms, roomDays, people } = inputs;
  return {
    ...inputs,
    plan: { ...plan, rooms: plan.rooms.toSorted(byCodeUnit) },
    energy: { ...energy, meters: energy.meters.toSorted((a, b) => byCodeUnit(a.meter, b.meter)) },
    rooms: rooms
      .map((calendar) => ({ ...calendar, judgedBy: calendar.judgedBy.toSorted(byCodeUnit) }))
      .toSorted((a, b) => byCodeUnit(a.room, b.room)),
    roomDays: roomDays.toSorted((a, b) => byCodeUnit(a.room, b.room) || a.localDay - b.localDay),
    people: {
      rounds: people.rounds.toSorted((a, b) => byCodeUnit(a.round, b.round)),
      // Two answers that agree in everything are the same row twice, and their order means nothing.
      answers: people.answers.toSorted(
        (a, b) =>
          byCodeUnit(a.round, b.round) ||
          byCodeUnit(a.room, b.room) ||
          a.localDay - b.localDay ||
          Number(a.dissatisfied) - Number(b.dissatisfied),
      ),
    },
  };
}

/** A value among the inputs that JSON cannot carry, such as half a surrogate pair in a name. */
export interface HashReason {
  readonly code: "no-canonical-form";
  readonly fault: CanonicalFault;
}

/** @param inputs in canonical order. */
export function hashInputs(inputs: VerdictInputs): Result<InputHashes, HashReason> {
  const { measure, plan, start, periods, energy, rooms, roomDays, people } = inputs;
  const hashes = {
    plan: hashOf({ measure, plan, start, periods }),
    energy: hashOf(energy),
    rooms: hashOf({ rooms, roomDays }),
    people: hashOf(people),
  };
  if (!hashes.plan.ok) return hashes.plan;
  if (!hashes.energy.ok) return hashes.energy;
  if (!hashes.rooms.ok) return hashes.rooms;
  if (!hashes.people.ok) return hashes.people;
  const parts = {
    plan: hashes.plan.value,
    energy: hashes.energy.value,
    rooms: hashes.rooms.value,
    people: hashes.people.value,
  };
  const all = hashOf(parts);
  return all.ok ? ok({ ...parts, all: all.value }) : all;
}

/** The seed of one part's bootstrap: its data alone, so that another margin draws the same numbers. */
export function seedFor(part: "rooms" | "people", dataHash: string): string {
  return toHex(sha256(utf8(`husting verdict v1 ${part}\n${dataHash}`)));
}

function hashOf(value: unknown): Result<string, HashReason> {
  const canonical = canonicalize(value);
  return canonical.ok
    ? ok(toHex(sha256(utf8(canonical.text))))
    : fail({ code: "no-canonical-form", fault: canonical.reason });
}
