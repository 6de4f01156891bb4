import type { PrivateKeyJwk, Signer } from "@husting/openness";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { PartnerBook } from "./partners.ts";

/** What exchanging documents needs of a city's node. */
export interface ExchangeParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly city: {
    readonly id: string;
    readonly names: Names;
    readonly country: "SE" | "CN";
    readonly language: "sv" | "zh" | "en";
  };
  readonly key: { readonly privateKey: PrivateKeyJwk; readonly signer: Signer };
  /** Where partners reach this node; null where it is reached by nobody. */
  readonly address: string | null;
  readonly partners: PartnerBook;
  readonly nowMs: () => number;
}
