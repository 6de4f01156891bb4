import { parseUnit } from "@husting/series";
import type { BuildingRegistry } from "../../buildings/index.ts";
import { CARRIERS, possibleRange } from "../intake/carriers.ts";
import type { KnownPoint, PointBook } from "./reading.ts";

/** The points readings can be sent to, read once and again after a point was made or taken back. */
export class PointDirectory {
  readonly #registry: BuildingRegistry;
  #book: Promise<PointBook> | undefined;

  constructor(registry: BuildingRegistry) {
    this.#registry = registry;
  }

  book(): Promise<PointBook> {
    this.#book ??= this.#read();
    return this.#book;
  }

  /** To be called when points have changed. */
  forget(): void {
    this.#book = undefined;
  }

  async #read(): Promise<PointBook> {
    const book = new Map<string, KnownPoint>();
    for (const { id, key, kind, unit: symbol, ...point } of await this.#registry.points()) {
      const unit = parseUnit(symbol);
      const carrier = CARRIERS.find((known) => known === point.carrier);
      const range = unit === undefined || carrier === undefined ? null : possibleRange(carrier, kind, unit);
      book.set(key, { id, key, unit: symbol, range });
    }
    return book;
  }
}
