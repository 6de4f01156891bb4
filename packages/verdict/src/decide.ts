import { canonicalJson, type JsonValue } from "@husting/openness";
import { fail, ok, type Result } from "@husting/series";
import { findInputFault, type InputReason } from "./checks.ts";
import { type EnergyVerdict, judgeEnergy } from "./energy.ts";
import { type HashReason, hashInputs, type InputHashes, inCanonicalOrder } from "./hashes.ts";
import type { VerdictInputs } from "./inputs.ts";
import { type Outcome, outcomeOf, type Part, unsettledParts } from "./outcome.ts";
import { judgePeople, type PeopleVerdict } from "./people.ts";
import { judgeRooms, type RoomsVerdict } from "./rooms.ts";
import { type Settlement, whatWouldSettle } from "./settle.ts";

/** One measure's joint verdict: everything it says, and what it takes to say it again. JSON through and through. */
export interface VerdictDocument {
  readonly format: "husting-verdict";
  /** Of the document's shape. */
  readonly version: 1;
  /** Of the reckoning: another figure from the same inputs is another method. */
  readonly methodVersion: "joint-verdict-1";
  readonly measure: string;
  readonly plan: VerdictInputs["plan"];
  readonly start: VerdictInputs["start"];
  readonly periods: VerdictInputs["periods"];
  readonly inputSha256: InputHashes;
  readonly confidence: 0.9;
  readonly energy: EnergyVerdict;
  readonly rooms: RoomsVerdict;
  readonly people: PeopleVerdict;
  readonly outcome: Outcome;
  /** Parts that are open or not measured, whatever the outcome. */
  readonly unsettled: readonly Part[];
  /** What would settle them; empty unless the outcome is inconclusive. */
  readonly settle: readonly Settlement[];
}

/**
 * The joint verdict of meters, rooms and people. The same inputs give the same document, byte for byte once written by
 * `verdictText`, in whatever order their rows come.
 * @returns the document, or why there can be none: a plan made after the start, a row that cannot be.
 */
export function decide(given: VerdictInputs): Result<VerdictDocument, InputReason | HashReason> {
  const fault = findInputFault(given);
  if (fault !== undefined) return fail(fault);
  const inputs = inCanonicalOrder(given);
  const hashes = hashInputs(inputs);
  if (!hashes.ok) return hashes;
  const energy = judgeEnergy(inputs);
  const rooms = judgeRooms(inputs, hashes.value.rooms);
  const people = judgePeople(inputs, hashes.value.people);
  const outcome = outcomeOf({ energy: energy.figures, rooms: rooms.state, people: people.state });
  return ok({
    format: "husting-verdict",
    version: 1,
    methodVersion: "joint-verdict-1",
    measure: inputs.measure,
    plan: inputs.plan,
    start: inputs.start,
    periods: inputs.periods,
    inputSha256: hashes.value,
    confidence: 0.9,
    energy,
    rooms,
    people,
    outcome,
    unsettled: unsettledParts(energy, rooms, people),
    settle: outcome === "inconclusive" ? whatWouldSettle(inputs, energy, rooms, people) : [],
  });
}

/** The document's one text: canonical JSON (RFC 8785). */
export function verdictText(document: VerdictDocument): string {
  return canonicalJson(document as unknown as JsonValue);
}
