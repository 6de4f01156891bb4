import { expect, it } from "vitest";
import { rankAdvice } from "./advice-ranking.ts";

const items = [
  { name: "rooms", kg: null, kwh: null, worth: 3 },
  { name: "sensor", kg: null, kwh: null, worth: 0.1 },
  { name: "gas without a factor", kg: null, kwh: 9000, worth: 1 },
  { name: "heat", kg: 51, kwh: 1000, worth: 1.5 },
  { name: "electricity", kg: 180, kwh: 300, worth: 1 },
];
const names = (order: "carbon" | "worth") => rankAdvice(items, order).map(({ name }) => name);

it("advice goes by the carbon its energy stands for, then by energy, then by what it is worth", () => {
  expect(names("carbon")).toEqual(["electricity", "heat", "gas without a factor", "rooms", "sensor"]);
});

it("or by what it is worth, rooms and confidence weighed in", () => {
  expect(names("worth")).toEqual(["rooms", "heat", "gas without a factor", "electricity", "sensor"]);
});
