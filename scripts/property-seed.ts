import { configureGlobal, readConfigureGlobal } from "fast-check";

/**
 * Property tests draw the same cases in every run, so that what failed once fails again and a change is not blamed for
 * a case that it only happened to meet. `HUSTING_SEED=random npm test` looks for new ones, and a number repeats a run.
 */
const USUAL_SEED = 20_261_128;

const asked = process.env.HUSTING_SEED;
if (asked !== "random") configureGlobal({ ...readConfigureGlobal(), seed: Number(asked ?? USUAL_SEED) });
