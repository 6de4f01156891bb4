import { expect, it } from "vitest";
import { ATTENTION } from "./attention.ts";
import { upkeepMessages } from "./messages.ts";

it("everything that can need somebody has its sentence", () => {
  expect(ATTENTION.filter((what) => !upkeepMessages.has(`attention.${what}`))).toEqual([]);
});
