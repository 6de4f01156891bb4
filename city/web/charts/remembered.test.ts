import { describe, expect, it } from "vitest";
import { remembered } from "./remembered.ts";

describe("drawings that are kept", () => {
  it("the same figures are drawn once, and a changed figure is drawn anew", () => {
    const drawn: number[] = [];
    const draw = remembered(({ value }: { value: number }) => {
      drawn.push(value);
      return `<svg>${value}</svg>`;
    });
    expect([draw({ value: 1 }), draw({ value: 1 }), draw({ value: 2 })]).toEqual([
      "<svg>1</svg>",
      "<svg>1</svg>",
      "<svg>2</svg>",
    ]);
    expect(drawn).toEqual([1, 2]);
  });

  it("the drawing asked for longest ago makes room", () => {
    const drawn: number[] = [];
    const draw = remembered((value: number) => {
      drawn.push(value);
      return value;
    }, 2);
    for (const value of [1, 2, 1, 3, 1, 2]) draw(value);
    expect(drawn).toEqual([1, 2, 3, 2]);
  });
});
