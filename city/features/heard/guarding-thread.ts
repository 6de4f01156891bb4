import type { ReleaseRecord } from "@husting/openness";
import type { Prepare } from "../../threads/pool.ts";
import { type Counted, guardHeard, type Telling } from "./guarding.ts";

/** What a release is weighed against. */
export interface Weighing {
  readonly counted: Counted;
  readonly released: readonly ReleaseRecord[];
  readonly release: string;
  readonly secret: string;
}

/** Weighs one release: of ten thousand who took part that takes seconds, which no page should wait for. */
export const prepare: Prepare<null, Weighing, Telling | null> =
  () =>
  ({ counted, released, release, secret }) =>
    guardHeard(counted, released, release, secret) ?? null;
