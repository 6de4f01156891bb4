/**
 * How well a figure is known: read in a public source; quoted by another page or repository; from memory and to be
 * checked; or given by the city that uses it.
 */
export type Standing = "verified" | "second-hand" | "from-memory" | "user-supplied";

/** What may be done with a figure. A licence that asks for attribution always brings the words of it along. */
export type Licence =
  /** The Open Database License: share-alike of databases. Such rows stay in a module and an export of their own. */
  | { readonly kind: "open-database"; readonly name: "ODbL-1.0"; readonly attribution: string }
  | { readonly kind: "named"; readonly name: string; readonly attribution: string }
  /** A single figure quoted as a fact from a publication that states no licence. */
  | { readonly kind: "not-stated" };

/** Where a figure comes from. Nothing in this package is computed from a figure that lacks it. */
export interface Provenance {
  readonly source: string;
  /** `null` where the source was not read at an address. */
  readonly url: string | null;
  readonly licence: Licence;
  readonly standing: Standing;
  /** With `from-memory`: how sure who wrote it down was, in percent. */
  readonly memoryConfidencePct?: number;
}

const order: readonly Standing[] = ["verified", "second-hand", "user-supplied", "from-memory"];

/** The weakest standing of several: a result is no better known than the worst figure in it. */
export function weakestStanding(standings: readonly [Standing, ...Standing[]]): Standing {
  return standings.reduce((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a));
}

export function isStanding(value: unknown): value is Standing {
  return order.some((standing) => standing === value);
}

/** The words that a figure's licence asks to be shown with it, or `null` where it asks for none. */
export function attributionOf(provenance: Provenance): string | null {
  return provenance.licence.kind === "not-stated" ? null : provenance.licence.attribution;
}
