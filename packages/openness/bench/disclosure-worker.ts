import { parentPort, workerData } from "node:worker_threads";
import loadHighs from "highs";
import { simulateHistory } from "../src/disclosure/histories.fixture.ts";
import { addUp, attackHistory } from "./attacked.ts";

/** Guards and attacks its share of the histories and answers once, with all of them. */
const { seeds } = workerData as { readonly seeds: readonly number[] };
const highs = await loadHighs();
parentPort!.postMessage(
  addUp(seeds.map((seed) => attackHistory(highs, `history ${seed}`, simulateHistory(seed)))),
);
