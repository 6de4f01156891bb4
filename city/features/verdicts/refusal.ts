import type { HashReason, InputReason } from "@husting/verdict";
import type { NothingToJudge } from "./gather.ts";

/** Why a measure whose time has come has no verdict. */
export type Refusal = NothingToJudge | InputReason | HashReason;
