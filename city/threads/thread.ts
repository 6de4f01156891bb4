import { workerData } from "piscina";
import type { Prepare, ThreadStart } from "./pool.ts";

/** One thread of a pool: loads its module once, then answers one task after another. */

const { module, shared } = workerData as ThreadStart;
const { prepare } = (await import(module)) as { readonly prepare: Prepare<unknown, unknown, unknown> };

export default prepare(shared);
