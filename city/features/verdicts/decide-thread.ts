import type { Result } from "@husting/series";
import {
  decide,
  type HashReason,
  type InputReason,
  type VerdictDocument,
  type VerdictInputs,
} from "@husting/verdict";

/** What a worker thread does: the bootstrap takes a good part of a second, which no reader of a page should wait. */
export function prepare() {
  return (inputs: VerdictInputs): Result<VerdictDocument, InputReason | HashReason> => decide(inputs);
}
