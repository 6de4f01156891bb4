import { expect, it } from "vitest";
import { formats } from "../../web/language/index.ts";
import { questionText } from "./question-words.ts";

const format = formats("en", "UTC");
const text = (id: string): string => questionText("en", format, "kWh", id).replaceAll(/[\u00a0\u202f]/g, " ");

it("an answer is known by what its question was about: registers, an amount or days", () => {
  expect(text("K/7/2025-03-01T10:00:00.000Z/4012.5/2025-03-01T11:00:00.000Z/3")).toBe(
    "Register from 4,012.5 kWh to 3 kWh, 1 Mar 2025, 10:00 UTC – 1 Mar 2025, 11:00 UTC",
  );
  expect(text("E1/2025-03-01T10:00:00.000Z/-7.25")).toBe(
    "−7.25 kWh in the interval from 1 Mar 2025, 10:00 UTC",
  );
  expect(text("event/2025-03-01/2025-04-02")).toBe("Days that differ, 1 Mar 2025 – 2 Apr 2025");
});

it("what was never asked is said to be asked no more, and has no date of its own", () => {
  for (const id of ["nonsense", "event/2025-99-01/2025-99-02", "x/2025-99-99T99:99Z/5"])
    expect(text(id)).toBe("A question that is asked no more");
});
