import { expect, it } from "vitest";
import { TrialGate } from "./trial-gate.ts";

const MIB = 1024 * 1024;
const opened = (gate: TrialGate, asker: string, bytes: number): (() => void) => {
  const admitted = gate.admit(asker, bytes);
  if (!admitted.ok) throw new Error(`${asker} was not let in: ${admitted.fault}`);
  return admitted.done;
};

it("one asker has two on the way, and forty MiB in ten minutes, and is told when to come again", () => {
  let nowMs = 0;
  const gate = new TrialGate(() => nowMs);
  // Three years of quarter hours with the weather beside it, one after the other.
  for (let time = 0; time < 6; time++) opened(gate, "a", 6 * MIB)();
  expect(gate.admit("a", 6 * MIB)).toEqual({ ok: false, fault: "tooOften", afterSeconds: 600 });
  // Somebody else is not held back by it.
  opened(gate, "b", 6 * MIB)();
  nowMs = 400_000;
  expect(gate.admit("a", 6 * MIB)).toMatchObject({ afterSeconds: 200 });
  nowMs = 600_000;
  opened(gate, "a", 1 * MIB);
  const second = opened(gate, "a", 1 * MIB);
  expect(gate.admit("a", 1)).toMatchObject({ ok: false, fault: "tooOften" });
  second();
  // Done twice gives no second place.
  second();
  opened(gate, "a", 1 * MIB);
  expect(gate.admit("a", 1).ok).toBe(false);
});

it("from everybody together no more is on the way than fits in memory", () => {
  const gate = new TrialGate(() => 0);
  const large = [0, 1].map((asker) => opened(gate, `large ${asker}`, 17 * MIB));
  expect(gate.admit("large 2", 17 * MIB)).toEqual({ ok: false, fault: "full", afterSeconds: 60 });
  for (const done of large) done();
  const many = Array.from({ length: 8 }, (_, asker) => opened(gate, `small ${asker}`, 1));
  expect(gate.admit("small 8", 1)).toMatchObject({ fault: "full" });
  many[0]!();
  expect(gate.admit("small 8", 1).ok).toBe(true);
});
