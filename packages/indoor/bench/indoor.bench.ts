/** Evaluations a second on one thread. Called by `npm run bench -- indoor`. */
import { predictedVote, type ThermalConditions } from "../src/index.ts";

const leastPerSecond = 1_000_000;
const rounds = 7;
const perRound = 2_000_000;

/** Rooms from cool to warm, still and draughty, so that no branch of the equations is always the same. */
function conditions(count: number): ThermalConditions[] {
  return Array.from({ length: count }, (_, i) => ({
    airTemperatureC: 18 + (i % 97) / 10,
    radiantTemperatureC: 17.5 + (i % 89) / 9,
    airSpeedMs: 0.05 + (i % 13) / 50,
    relativeHumidityPct: 20 + (i % 41),
    metabolicRateMet: 1 + (i % 7) / 20,
    clothingClo: 0.5 + (i % 11) / 20,
  }));
}

export default function indoorBench(): { readonly perSecond: number; readonly held: boolean } {
  const rooms = conditions(4096);
  let best = 0;
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < perRound; i++) {
      const vote = predictedVote(rooms[i & 4095]!);
      if (vote.ok) sum += vote.value.pmv;
    }
    best = Math.max(best, perRound / ((performance.now() - start) / 1000));
  }
  const held = best >= leastPerSecond;
  console.log(
    `PMV and PPD with checks: ${Math.round(best).toLocaleString("en")} a second (asked ${leastPerSecond.toLocaleString("en")}) ${held ? "held" : "MISSED"}; mean vote ${(sum / rounds / perRound).toFixed(3)}`,
  );
  return { perSecond: best, held };
}
