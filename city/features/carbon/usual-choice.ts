import type { CarbonChoice } from "./choice.ts";

/**
 * What a country's cities count by unless they say otherwise: the national record that is about where they stand, and no
 * factor where only a supplier can know it. No city's gas is counted before somebody has said by which heating value it is metered.
 */
export const choiceOfCountry = {
  SE: {
    place: "SE",
    factors: { electricity: "nordic-el-ivl", gas: "ipcc-ng" },
    gasHeatingValue: null,
    own: [],
  },
  CN: {
    place: "CN",
    factors: { electricity: "cn-el-2023", "district-heat": "cn-heat-default", gas: "ipcc-ng" },
    gasHeatingValue: null,
    own: [],
  },
} as const satisfies Record<"SE" | "CN", CarbonChoice>;
