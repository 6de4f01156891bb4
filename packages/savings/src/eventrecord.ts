import type { EventRecord } from "./eventnoise.ts";

/**
 * Learnt by `bench/calibrate-events.ts` from the buildings of `cambridgeRecord`, 136 pairs of ordinary years of electricity
 * and gas: the whitening filter, and the strength that 8 % of ordinary years pass.
 */
export const eventRecord: EventRecord = {
  id: "cambridge-ordinary-years-events-1",
  date: "2026-11-28",
  source:
    "Cambridge University Estates building energy archive, 2013–2019 in pairs of years, buildings b0, b4, b8 …",
  whitening: [
    1.0522, -0.5052, -0.0625, -0.049, -0.0101, -0.0142, -0.017, -0.1313, 0.0431, 0.0197, -0.0184, 0.0038,
    -0.0018, -0.0055, -0.0662,
  ],
  strength: 4.8,
};
