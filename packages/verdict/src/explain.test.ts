import type { JsonValue } from "@husting/openness";
import { describe, expect, it } from "vitest";
import { decide, verdictText } from "./decide.ts";
import { explain } from "./explain.ts";
import { exampleInputs } from "./verdict.fixture.ts";

const inputs = exampleInputs({ rooms: 2, days: 60 });
const decided = decide(inputs);
const read = (): Record<string, JsonValue> => {
  if (!decided.ok) throw new Error(decided.reason.code);
  return JSON.parse(verdictText(decided.value));
};

describe("a verdict recomputed from its inputs", () => {
  it("is the same after it was written and read", () => {
    expect(explain(read(), inputs)).toMatchObject({ ok: true, value: { same: true } });
  });

  it("shows where a document was changed", () => {
    const changed = { ...read(), outcome: "no-saving-shown", note: "new" };
    const found = explain(changed, inputs);
    expect(found.ok && !found.value.same && found.value.differences).toEqual([
      { pointer: "/note", stated: "new", recomputed: undefined },
      { pointer: "/outcome", stated: "no-saving-shown", recomputed: decided.ok && decided.value.outcome },
    ]);
  });

  it("shows that it was made from other rows", () => {
    const [first, ...others] = inputs.people.answers;
    const answers = [{ ...first!, dissatisfied: !first!.dissatisfied }, ...others];
    const found = explain(read(), { ...inputs, people: { ...inputs.people, answers } });
    const pointers =
      found.ok && !found.value.same ? found.value.differences.map(({ pointer }) => pointer) : [];
    expect(pointers).toContain("/inputSha256/people");
    expect(pointers).not.toContain("/inputSha256/rooms");
  });

  it("does not take a document of another shape for the same", () => {
    expect(explain(null, inputs)).toMatchObject({ ok: true, value: { same: false } });
    expect(explain([], inputs)).toMatchObject({ ok: true, value: { same: false } });
  });
});
